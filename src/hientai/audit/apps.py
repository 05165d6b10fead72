from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "hientai.audit"
    verbose_name = _("Nhật ký")
    default_auto_field = "django.db.models.BigAutoField"
