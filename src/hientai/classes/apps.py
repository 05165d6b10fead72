from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClassesConfig(AppConfig):
    name = "hientai.classes"
    verbose_name = _("Lớp học")
    default_auto_field = "django.db.models.BigAutoField"
