"""Fixtures of every test that asks the database: whose eyes it looks through.

The test database is made by the owner's role, as an installation's is; a test that speaks as the
application takes its role, so that the walls between units stand in tests as they do in service.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.utils.translation.reloader import translation_file_changed
from hypothesis import Phase, settings

from hientai.site.catalogue import compiled

# The same commit passes or fails the same way everywhere, without minutes of shrinking;
# `--hypothesis-profile=explore` looks for new examples, and what it finds becomes a test.
settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")

# The files gettext reads are made from those that are kept, here as at an installation's set-up.
for made in compiled():
    translation_file_changed(None, made)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The owner may step down to the application's role, so that tests look through its eyes."""
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role('hientai_app', 'MEMBER')")
        if not cursor.fetchone()[0]:
            cursor.execute("GRANT hientai_app TO CURRENT_USER")
        # What a test that commits has left is taken away by emptying every table.
        for book in ("audit_event", "audit_recordread", "audit_segment"):
            cursor.execute(f"ALTER TABLE {book} DISABLE TRIGGER never_emptied")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A password costs a second on purpose; tests make hundreds of users and attack none."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Figures kept for one test's data are not there for the next, whose marks begin anew."""
    from hientai.training.queries.kept import forget_all  # noqa: PLC0415  as above

    forget_all()


def _look(*, everything: bool, units: Iterable[int] = ()) -> None:
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    with connection.cursor() as cursor:
        reach = "all" if everything else "{" + ",".join(map(str, units)) + "}"
        cursor.execute("RESET ROLE")  # only the owner may seal a scope without the server's key
        cursor.execute("SELECT audit_seal(NULL, %s, %s, %s, '')", [reach, reach, everything])
        cursor.execute("SET LOCAL ROLE hientai_app")


@pytest.fixture
def sees_all(db: None) -> None:
    """The application's role, with sight of every unit."""
    _look(everything=True)


@pytest.fixture
def as_app(db: None) -> Callable[[Iterable[int]], None]:
    """Take the application's role with sight of the given unit ids only."""
    return lambda units: _look(everything=False, units=units)
