"""`python -m hientai …`: the commands of all rooms, and Django's own upkeep commands."""

import os
import sys
from importlib import import_module

import django
from django.core.management import execute_from_command_line

UPKEEP = (
    "migrate",
    "makemigrations",
    "shell",
    "dbshell",
    "collectstatic",
    "check",
    "compilemessages",
    "makemessages",
    "runserver",
    "showmigrations",
    "clearsessions",
    "procrastinate",
)


def main() -> None:
    """Set Django up, then hand over to the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hientai.site.settings")
    if len(sys.argv) > 1 and sys.argv[1] in UPKEEP:
        execute_from_command_line(["hientai", *sys.argv[1:]])
        return
    django.setup()
    commands = import_module("hientai.site.cli").commands  # rooms' models load only after set-up
    commands(prog_name="hientai")


if __name__ == "__main__":
    main()
