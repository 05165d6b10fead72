from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """The room of nominations."""

    name = "hientai.nominations"
