from importlib import import_module

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "hientai.audit"
    verbose_name = _("Nhật ký")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """However the tables are brought up to date, the key of this server is known after it."""
        post_migrate.connect(_keep_key, sender=self)


def _keep_key(**_: object) -> None:
    if "audit_key" in connection.introspection.table_names():
        import_module("hientai.audit.services").keep_key()  # its models load after this file
