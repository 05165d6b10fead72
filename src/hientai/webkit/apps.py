from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebkitConfig(AppConfig):
    name = "hientai.webkit"
    verbose_name = _("Bộ công cụ trang")
    default_auto_field = "django.db.models.BigAutoField"
