from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    name = "hientai.upkeep"
    verbose_name = _("Chăm sóc hồ sơ")
    default_auto_field = "django.db.models.BigAutoField"
