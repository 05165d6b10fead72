from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "hientai.decisions"
    verbose_name = _("Quyết định cử đi")
    default_auto_field = "django.db.models.BigAutoField"
