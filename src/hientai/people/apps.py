from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hientai.people"
    verbose_name = _("Con người")
    default_auto_field = "django.db.models.BigAutoField"
