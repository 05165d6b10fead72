from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hientai.shared.words import speak_through


class SiteConfig(AppConfig):
    name = "hientai.site"
    verbose_name = _("Hiền Tài")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the rooms' panels on the composite pages; rooms can be imported only from now on."""
        speak_through(gettext, lambda: get_language() or settings.LANGUAGE_CODE)
        import_module("hientai.site.composition").compose()
