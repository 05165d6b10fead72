from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "hientai.site"
    verbose_name = _("Hiền Tài")
    default_auto_field = "django.db.models.BigAutoField"
