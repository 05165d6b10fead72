"""Sixty-four clients race for the last places: exactly those are held (nomination: never oversold).

Each client is a connection of its own to a real PostgreSQL, and what it does is committed.
"""

import random
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from threading import Barrier

import pytest
from django.db import connection, connections

from hientai.accounts.services import operator_scope
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.domain.holding import Wanted
from hientai.places.models import Pool, Seat
from hientai.places.services.seats import hold, release
from hientai.schemes.services import load_pack
from hientai.shared.vietnamese import fold, given_name_key
from tests.journeys.city import unit
from tests.places.conftest import UNTIL, lesson

CLIENTS = 64
DAY = date(2024, 6, 1)
SCHEME = "hanoi-1698"
FORK = get_context("fork")
A_PLACES = 20  # of A.1.4, as the scheme prints it

pytestmark = pytest.mark.django_db(transaction=True)


def people(where: Unit, count: int) -> list[int]:
    """The keys of so many officials of a unit."""
    names = [f"Nguyễn Văn Hùng {n}" for n in range(count)]
    rows = [
        Person(
            code=f"{where.code}-{at:05}",
            name=name,
            name_folded=fold(name),
            name_key=given_name_key(name),
            unit=where,
        )
        for at, name in enumerate(names)
    ]
    return [one.pk for one in Person.objects.bulk_create(rows)]


def city() -> dict[str, Unit]:
    """A city of two departments and its scheme."""
    whole = unit("HN", "Ủy ban nhân dân thành phố Hà Nội", "city", None)
    made = {"HN": whole}
    for code, name in (("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính")):
        made[code] = unit(code, name, "department", whole)
    load_pack(SCHEME, accepted_by="kiểm thử")
    return made


def wanted(person: int, where: Unit, item: str, week: int = 0, **other: int) -> Wanted:
    first = date(2024, 9, 2 + 7 * week)
    last = date(2024, 9, 6 + 7 * week)
    return Wanted(person, where.pk, first, last, SCHEME if item else "", item, **other)


def race(clients: Sequence[Callable[[], None]]) -> None:
    """Let all begin at one moment, each on a connection of its own."""
    gate = Barrier(len(clients))

    def run(client: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(60)
            client()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as threads:
        list(threads.map(run, clients))


def ask(*wishes: Wanted) -> None:
    with operator_scope("kiểm thử"):
        hold(actor=None, wanted=wishes, until=UNTIL, on=DAY)


def live(**of: object) -> int:
    return Seat.objects.filter(state__in=["held", "used"], **of).count()


def assert_pools_add_up() -> None:
    """Every pool has as many taken as there are live seats of it, and no more than places."""
    for pool in Pool.objects.all():
        counted = live(**{f"of_{pool.kind}": pool})
        assert pool.taken == counted <= pool.places


def test_of_the_last_places_exactly_those_are_held() -> None:
    """Sixty-four clients, one person each, twenty places."""
    where = city()["STC"]
    ids = people(where, CLIENTS)
    race([lambda one=one: ask(wanted(one, where, "A.1.4")) for one in ids])
    assert live() == A_PLACES
    assert_pools_add_up()


def test_classes_and_quotas_asked_for_in_any_order_wait_in_no_circle() -> None:
    """Every client wants several quotas and two classes in an order of its own; one person is
    wanted by all."""
    where = city()
    with operator_scope("kiểm thử"):
        first = lesson(where["SNV"], 9).pk
        second = lesson(where["SNV"], 7, code="K2", title="Khóa 2", programme="TC-02").pk
    ids = people(where["STC"], CLIENTS * 4)
    famous = people(where["SNV"], 1)[0]
    clients = []
    for at in range(CLIENTS):
        mine = ids[at * 4 : at * 4 + 4]
        wishes = [
            wanted(mine[0], where["STC"], "A.1.4", class_id=first),
            wanted(mine[1], where["STC"], "A.1.1", class_id=second),
            wanted(mine[2], where["STC"], "A.1.3"),
            wanted(mine[3], where["STC"], "", class_id=first),
            wanted(famous, where["SNV"], "A.1.3", week=1),
        ]
        random.Random(at).shuffle(wishes)
        clients.append(lambda wishes=tuple(wishes): ask(*wishes))
    race(clients)
    assert live(of_class__training_class=first) == 9
    assert live(of_class__training_class=second) == 7
    assert live(person=famous) == 1
    assert_pools_add_up()


def test_places_given_back_in_the_race_are_held_again_and_never_twice() -> None:
    where = city()["STC"]
    ids = people(where, CLIENTS)
    ask(*(wanted(one, where, "A.1.4") for one in ids[:A_PLACES]))
    seats = list(Seat.objects.order_by("pk"))

    def give_back(seat: Seat) -> None:
        with operator_scope("kiểm thử"):
            release(actor=None, seats=[seat], reason="rút", on=DAY)

    race(
        [lambda one=one: give_back(one) for one in seats]
        + [lambda one=one: ask(wanted(one, where, "A.1.4")) for one in ids[A_PLACES:]]
    )
    assert_pools_add_up()
    ask(*(wanted(one, where, "A.1.4") for one in ids[A_PLACES:]))
    assert live() == A_PLACES
    assert_pools_add_up()


def test_clients_killed_in_the_middle_leave_nothing_half_done() -> None:
    """SIGKILL while they hold: what was answered is held, the rest is free, nothing is stuck."""
    where = city()["STC"]
    ids = people(where, 40)
    before = others()
    connections.close_all()  # a forked client opens its own
    gate = FORK.Event()
    pipes = [FORK.Pipe(duplex=False) for _client in range(4)]
    killed = [
        FORK.Process(target=ask_each, args=(ids[at * 4 : at * 4 + 4], where, gate, pipe[1]))
        for at, pipe in enumerate(pipes)
    ]
    for one in killed:
        one.start()
    gate.set()
    answered = [pipes[0][0].recv()]
    for one, (answers, _end) in zip(killed, pipes, strict=True):
        one.kill()
        one.join(30)
        while answers.poll():
            answered.append(answers.recv())
    wait_until_gone(before)
    there = set(Seat.objects.values_list("person_id", flat=True))
    assert set(answered) <= there
    assert_pools_add_up()
    race([lambda one=one: ask(wanted(one, where, "A.1.4")) for one in ids])
    assert live() == A_PLACES
    assert_pools_add_up()


def ask_each(ids: Sequence[int], where: Unit, gate: Event, answers: Connection) -> None:
    """A client in a process of its own: says whom it was answered for."""
    gate.wait(30)
    for one in ids:
        ask(wanted(one, where, "A.1.4"))
        answers.send(one)


def others() -> dict[int, str]:
    """Who else is in the database, by the process, and what it does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, concat_ws(' ', state, wait_event, query) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return dict(cursor.fetchall())


def wait_until_gone(before: Collection[int]) -> None:
    """Until the database has noticed that the killed are gone; who was there before may stay."""
    for _try in range(100):
        left = {pid: told for pid, told in others().items() if pid not in before}
        if not left:
            return
        time.sleep(0.1)
    raise AssertionError(f"a killed client still has a connection: {left}")
