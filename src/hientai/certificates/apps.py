from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "hientai.certificates"
    verbose_name = _("Chứng chỉ")
    default_auto_field = "django.db.models.BigAutoField"
