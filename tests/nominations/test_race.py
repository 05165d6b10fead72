"""Two officers add the same person; many lists are approved for the last places (N1, N4).

Each client is a connection of its own to a real PostgreSQL, and what it does is committed.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.services import operator_scope
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationList, NominationStep
from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person, Post
from hientai.places.models import Pool, Seat
from hientai.schemes.models import SchemeItem
from hientai.schemes.services import load_pack
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, given_name_key
from tests.journeys.city import unit
from tests.nominations.conftest import TERMS
from tests.nominations.made import DAY, answered, sent

LISTS, EACH, PLACES = 16, 3, 20

pytestmark = pytest.mark.django_db(transaction=True)


def department() -> Unit:
    """A department of a city whose scheme is loaded; its quota A.1.1 has twenty places."""
    whole = unit("HN", "Ủy ban nhân dân thành phố Hà Nội", "city", None)
    made = unit("STC", "Sở Tài chính", "department", whole)
    load_pack("hanoi-1698", accepted_by="kiểm thử")
    item = SchemeItem.objects.get(kind="quota", item_id="A.1.1")
    item.data["places"] = PLACES
    item.save()
    return made


def people(where: Unit, count: int) -> list[int]:
    """The keys of so many officials of a unit who may go to A.1.1."""
    rows = [
        Person(
            code=f"CB-{at:04}",
            name=f"Lê Văn {at}",
            name_folded=fold(f"Lê Văn {at}"),
            name_key=given_name_key(f"Lê Văn {at}"),
            sex="male",
            birth_date=date(1985, 3, 15),
            service_start=date(2010, 1, 1),
            managed_by_committee=False,
            unit=where,
        )
        for at in range(count)
    ]
    made = Person.objects.bulk_create(rows)
    Degree.objects.bulk_create(
        [Degree(person=one, level="university", awarded_on=date(2008, 6, 1)) for one in made]
    )
    Post.objects.bulk_create(
        [
            Post(
                person=one,
                unit=where,
                category="civil_servant",
                title="division_deputy",
                fields=["finance_planning"],
                period=DateRange(date(2015, 1, 1), None),
            )
            for one in made
        ]
    )
    return [one.pk for one in made]


def opened(where: Unit) -> NominationList:
    return verbs.open_list(actor=None, unit=where, terms=TERMS, on=DAY)


def race(clients: Sequence[Callable[[], None]]) -> None:
    """Let all begin at one moment, each on a connection of its own."""
    gate = Barrier(len(clients))

    def run(client: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(60)
            with operator_scope("kiểm thử"):
                client()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as threads:
        list(threads.map(run, clients))


def test_two_officers_who_add_the_same_person_add_them_once() -> None:
    """N1: the second is told that nobody is left to add."""
    where = department()
    held, [one] = opened(where), people(where, 1)
    refused: list[Refused] = []

    def add() -> None:
        try:
            verbs.nominate(actor=None, nomination_list=held, people=[one], on=DAY)
        except Refused as refusal:
            refused.append(refusal)

    race([add] * 8)
    assert (Nomination.objects.count(), len(refused)) == (1, 7)
    assert NominationStep.objects.count() == 1


def test_lists_approved_at_once_hold_exactly_the_places_there_are() -> None:
    """N4: never oversold; everybody else stands in the reserve of their list, in order."""
    where = department()
    ids = people(where, LISTS * EACH)
    made = []
    for at in range(LISTS):
        held = opened(where)
        verbs.nominate(
            actor=None, nomination_list=held, people=ids[at * EACH : (at + 1) * EACH], on=DAY
        )
        made.append(answered(sent(held)))
    race([lambda one=one: verbs.approved(None, one) for one in made])
    assert Seat.objects.filter(state="held").count() == PLACES == Pool.objects.get().taken
    assert Nomination.objects.filter(state="seated").count() == PLACES
    for held in NominationList.objects.all():
        rows = held.nominations.order_by("position")
        seated = [row.state == "seated" for row in rows]
        assert seated == sorted(seated, reverse=True)
        waiting = [row.reserve_order for row in rows if row.state == "reserve"]
        assert waiting == list(range(1, len(waiting) + 1))


def test_seats_given_back_at_once_go_to_as_many_of_the_reserve() -> None:
    """N2: nobody gets two, no place is lost."""
    where = department()
    ids = people(where, PLACES + 6)
    lists = []
    for part in (ids[:PLACES], ids[PLACES:]):
        held = opened(where)
        verbs.nominate(actor=None, nomination_list=held, people=part, on=DAY)
        verbs.approved(None, answered(sent(held)))
        lists.append(held)
    first = list(lists[0].nominations.filter(state="seated")[:6])
    race([lambda row=row: _leave(row) for row in first])
    live = Seat.objects.filter(state="held")
    assert live.count() == Pool.objects.get().taken == PLACES
    assert Nomination.objects.filter(state="withdrawn").count() == 6
    assert lists[1].nominations.filter(state="seated").count() == 6
    assert live.filter(nomination__state="seated").count() == PLACES


def _leave(row: Nomination) -> None:
    verbs.withdraw(actor=None, nomination=row, reason="Chuyển công tác", on=DAY)
