"""`python -m hientai …`: the commands of all rooms, and Django's own upkeep commands."""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import ProgrammingError
from django.utils import translation

from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.site.failures import MENDABLE, asks_json, refusal_of, tell_refusal

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
    "procrastinate",
)


def main() -> None:
    """Set Django up, then hand over to the command; 2 and words where the user can mend it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hientai.site.settings")
    upkeep = len(sys.argv) > 1 and sys.argv[1] in UPKEEP
    try:
        _refuse_unreadable_address()
        if upkeep:
            execute_from_command_line(["hientai", *sys.argv[1:]])
            return
        django.setup()
        speak(os.environ.get("HIENTAI_LANGUAGE", ""))
        door = import_module("hientai.site.cli")  # rooms' models load only after set-up
    except MENDABLE as error:
        refused = refusal_of(error)
        if refused is None or (upkeep and isinstance(error, ProgrammingError)):
            raise  # a migration that fails is our fault, and must be seen whole
        tell_refusal(refused, in_json=asks_json(sys.argv))
        sys.exit(2)
    door.commands(prog_name="hientai")


def speak(language: str) -> None:
    """Answers of commands in a language the system has; any other word changes nothing.

    Before the commands load: what they say of their options is put into words then.
    """
    if language in dict(settings.LANGUAGES):
        translation.activate(language)


def _refuse_unreadable_address() -> None:
    """The address of the database stands in no message: it may hold the password."""
    example = "postgresql://user:password@host:5432/hientai"
    try:
        engine = str(settings.DATABASES["default"]["ENGINE"])
    except ValueError as error:
        raise Refused(
            _("DATABASE_URL không đọc được"),
            remedy=_("Viết theo mẫu %s; ký tự đặc biệt trong mật khẩu viết dạng %%40, %%2F …")
            % example,
        ) from error
    if not engine.endswith(".postgresql"):
        raise Refused(
            _("DATABASE_URL không phải của PostgreSQL"), remedy=_("Viết theo mẫu %s") % example
        )


if __name__ == "__main__":
    main()
