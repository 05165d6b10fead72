from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "hientai.results"
    verbose_name = _("Kết quả học tập")
    default_auto_field = "django.db.models.BigAutoField"
