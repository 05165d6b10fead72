from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    name = "hientai.law"
    verbose_name = _("Pháp luật")
    default_auto_field = "django.db.models.BigAutoField"
