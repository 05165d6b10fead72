"""The pages of a list ask as many queries for sixty people as for four (R6)."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hientai.accounts.services import operator_scope
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationList
from hientai.people.models import Person
from tests.journeys.city import City, founded, official, scheme_runs

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 6, 1)
MOST = {
    "/de-cu/": 10,
    "/de-cu/{list}/": 19,
    "/de-cu/{list}/?xet=vuong": 18,
    "/de-cu/{list}/in/": 14,
    "/de-cu/{list}/sang-loc/": 13,
    "/de-cu/{list}/thu-tu/": 9,
    "/de-cu/{list}/trinh/": 16,
    "/de-cu/{list}/nguoi/{row}/": 11,
    "/de-cu/{list}/goi-y/?q=hoa": 11,
    "/de-cu/trung/": 8,
}


def listed(city: City, numbers: range) -> NominationList:
    """One more list of the department of finance, with deputies hired for it."""
    terms = verbs.Terms(
        scheme="hanoi-1698",
        item="A.1.1",
        starts_on=date(2024, 7, 1),
        ends_on=date(2024, 7, 5),
    )
    people = [
        official(city.finance, f"HN-{at:06d}", "Phạm Thị Hòa", "division_deputy", date(1985, 1, 1))
        for at in numbers
    ]
    with operator_scope():
        held = verbs.open_list(actor=None, unit=city.finance, terms=terms, on=DAY)
        verbs.nominate(actor=None, nomination_list=held, people=[one.pk for one in people], on=DAY)
    return held


def visited(client: Client, held: NominationList) -> dict[str, int]:
    """How many queries the second visit of each page asks."""
    counts = {}
    row = Nomination.objects.filter(list=held).order_by("position")[0]
    for template in MOST:
        address = template.format(list=held.pk, row=row.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts[template] = len(asked)
    return counts


def test_queries_do_not_grow_with_the_people_of_a_list() -> None:
    city = founded()
    scheme_runs(city)
    client = Client()
    client.force_login(city.officer, backend="django.contrib.auth.backends.ModelBackend")
    few = visited(client, listed(city, range(10, 14)))
    many = visited(client, listed(city, range(100, 160)))
    assert Person.objects.count() > 60
    assert {a: (n, many[a]) for a, n in few.items() if n != many[a]} == {}
    assert {address: n for address, n in many.items() if n > MOST[address]} == {}
