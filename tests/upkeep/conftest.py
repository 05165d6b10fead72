"""A city with a person who signs in, and the clients of who looks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.people.models import Person
from hientai.upkeep.services import tie
from tests.journeys.city import City, founded, scheme_runs, user

TODAY = date(2024, 6, 1)
Sees = Callable[[User], AbstractContextManager[None]]


@dataclass(frozen=True)
class Scene:
    """The city, its person of the own record (the head of finance), and the clients."""

    city: City
    me: Person
    person: User
    clients: dict[str, Client]


@pytest.fixture
def scene(db: None, settings) -> Scene:
    """Everybody looks through the application's role."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    city = founded()
    scheme_runs(city)
    with operator_scope():
        person = user("binh", "Trần Quốc Bình", "learner", city.finance)
        tie(user=person, person=city.head, since=date(2022, 1, 1))
    names = {"owner": city.owner, "officer": city.officer, "viewer": city.viewer, "person": person}
    clients = {}
    for name, who in names.items():
        clients[name] = Client(raise_request_exception=True)
        clients[name].force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return Scene(city, city.head, person, clients)


@pytest.fixture
def entered() -> Sees:
    """Look through the eyes of a user as the database sees them."""

    class Entered(AbstractContextManager):  # type: ignore[type-arg]
        def __init__(self, who: User) -> None:
            self.who, self.kept = who, transaction.atomic()

        def __enter__(self) -> None:
            self.kept.__enter__()
            self.who.enter(TODAY)

        def __exit__(self, *error: object) -> None:
            self.kept.__exit__(*error)  # type: ignore[arg-type]

    return Entered
