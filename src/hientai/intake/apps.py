from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "hientai.intake"
    verbose_name = _("Nhập dữ liệu")
    default_auto_field = "django.db.models.BigAutoField"
