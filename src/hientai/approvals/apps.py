from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "hientai.approvals"
    verbose_name = _("Phê duyệt")
    default_auto_field = "django.db.models.BigAutoField"
