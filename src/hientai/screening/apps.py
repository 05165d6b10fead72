from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "hientai.screening"
    verbose_name = _("Rà soát, tiến độ")
