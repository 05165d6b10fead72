from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimetablesConfig(AppConfig):
    name = "hientai.timetables"
    verbose_name = _("Lịch học")
    default_auto_field = "django.db.models.BigAutoField"
