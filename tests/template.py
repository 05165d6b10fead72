"""The tables of the tests, made once from nothing: a database that each process copies.

`./hientai test` runs this beside the checks that need no database, then names the database in
HIENTAI_TEST_TEMPLATE; pytest on its own makes its tables by itself.
"""

import sys

import django
from django.db import connection

NAME = "test_hientai_template"
"""One name: what a run that was cut off left is made anew by the next."""


def made() -> None:
    """Every migration, carried out in a new database."""
    gone()
    connection.settings_dict["TEST"]["NAME"] = NAME
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


def gone() -> None:
    """The database is not left behind on a server that may be somebody's own."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")


if __name__ == "__main__":
    django.setup()
    gone() if sys.argv[1:] == ["--drop"] else made()
