"""Fixtures of every test that asks the database: whose eyes it looks through.

The test database is made by the owner's role, as an installation's is; a test that speaks as the
application takes its role, so that the walls between units stand in tests as they do in service.
"""

import fcntl
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from django.utils.translation.reloader import translation_file_changed
from hypothesis import Phase
from hypothesis import settings as hypothesis
from xdist.scheduler import LoadScopeScheduling

from hientai.site.catalogue import compiled
from tests.reading import here, read_by
from tests.timing import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]

# The same commit passes or fails the same way everywhere, without minutes of shrinking;
# `--hypothesis-profile=explore` looks for new examples, and what it finds becomes a test.
hypothesis.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
hypothesis.register_profile("explore", deadline=None, print_blob=True)
hypothesis.load_profile("same")

# The files gettext reads are made from those that are kept, here as at an installation's set-up.
for made in compiled():
    translation_file_changed(None, made)


TOGETHER = ("journeys", "demo")
"""Rooms whose tests one process does, the longest first: they share a server, a whole city."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # the library has no types
    """Where several processes share the suite, each takes whole files: what a file makes once is
    made once, and one race at a time asks the server for its connections."""

    def _split_scope(self, nodeid: str) -> str:
        """The group a test is done with."""
        file = nodeid.partition("::")[0]
        room = file.rpartition("/")[0].rpartition("/")[2]
        return room if room in TOGETHER else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """The longest first, where the suite is shared out."""
    yield
    if hasattr(config, "workerinput"):
        order = {room: place for place, room in enumerate(TOGETHER)}
        items.sort(key=lambda item: order.get(item.path.parent.name, len(order)))


def pytest_collection_finish() -> None:
    """What stands when the tests begin stays to the end: it is not searched for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Where the tables were made beforehand, each process copies them."""
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("HIENTAI_TEST_TEMPLATE")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The owner may step down to the application's role, so that tests look through its eyes."""
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    door = tmp_path_factory.getbasetemp().parent / "roles.lock"
    with door.open("w") as one, django_db_blocker.unblock(), connection.cursor() as cursor:
        fcntl.flock(one, fcntl.LOCK_EX)  # roles belong to the whole server, not to a database
        cursor.execute("SELECT pg_has_role('hientai_app', 'MEMBER')")
        if not cursor.fetchone()[0]:
            cursor.execute("GRANT hientai_app TO CURRENT_USER")
        # What a test that commits has left is taken away by emptying every table.
        for book in ("audit_event", "audit_recordread", "audit_segment"):
            cursor.execute(f"ALTER TABLE {book} DISABLE TRIGGER never_emptied")


@pytest.fixture(scope="session", autouse=True)
def emptied_whole() -> Iterator[None]:
    """Where tables are emptied after a test that commits, so are those that no model names and
    that hang on them."""
    as_shipped = DatabaseOperations.sql_flush

    def whole(self: DatabaseOperations, *named: Any, **how: Any) -> list[str]:
        return as_shipped(self, *named, **{**how, "allow_cascade": True})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", whole)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A password costs half a second on purpose; tests make hundreds of users and attack none.
    Of the whole session, as cities are made once for a module too."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[quick, *settings.PASSWORD_HASHERS]):
        yield


@pytest.fixture(scope="session", autouse=True)
def files_of_pages_as_asked_for() -> Iterator[None]:
    """A server lists the files of its pages once, when it starts; here each client of a test is a
    server that starts, and asks for none of them."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def read_here() -> Iterator[None]:
    """Files are read in this process and not in one of their own, which takes a third of a second
    to start. That it reads the same and hands refusals over, `test_hostile_files` proves; in the
    journeys files are read as in service."""
    with read_by(here):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Figures kept for one test's data are not there for the next, whose marks begin anew."""
    from hientai.training.queries.kept import forget_all  # noqa: PLC0415  as above

    forget_all()


def _look(*, everything: bool, units: Iterable[int] = ()) -> None:
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    with connection.cursor() as cursor:
        reach = "all" if everything else "{" + ",".join(f"[{u},{u}]" for u in units) + "}"
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
