from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "hientai.attendance"
    verbose_name = _("Điểm danh")
    default_auto_field = "django.db.models.BigAutoField"
