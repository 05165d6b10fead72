from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    name = "hientai.delegations"
    verbose_name = _("Đoàn đi nước ngoài")
    default_auto_field = "django.db.models.BigAutoField"
