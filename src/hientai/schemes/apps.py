from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    name = "hientai.schemes"
    verbose_name = _("Đề án")
    default_auto_field = "django.db.models.BigAutoField"
