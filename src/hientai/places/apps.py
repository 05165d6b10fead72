from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "hientai.places"
    verbose_name = _("Chỗ học")
    default_auto_field = "django.db.models.BigAutoField"
