"""SQL queries of each page, fixed here: they do not grow with the rows (R6).

Counted on a second visit (figures of a scheme are kept by the state of the data), with two pages
of people and again with twice as many more.
"""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.journeys.city import City, founded, official, scheme_runs

MOST = {
    "/": 15,
    "/de-an/": 7,
    "/de-an/hanoi-1698/": 9,
    "/de-an/hanoi-1698/?phan=chi-tieu": 8,
    "/de-an/hanoi-1698/muc-tieu/2.1.a.1/": 8,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?nhom=outside": 7,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?nhom=da-hoc": 7,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?hoi=abroad": 7,
    "/de-an/hanoi-1698/doi-chieu/": 7,
    "/de-an/hanoi-1698/doi-chieu/?xem=khac": 7,
    "/don-vi/STC/": 14,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/": 9,
    "/nguoi/": 12,
    "/nguoi/trung-lap/": 12,
    "/nguoi/chuyen/": 8,
    "/nguoi/HN-000001/": 17,
    "/don-vi/": 10,
    "/ho-so/con-thieu/": 12,
    "/ho-so/con-thieu/bang/": 9,
    "/ho-so/dinh-chinh/": 6,
    "/ho-so/HN-000001/nhat-ky/": 12,
    "/nhap/": 7,
    "/phap-luat/": 6,
}


def visited(client: Client) -> dict[str, int]:
    """How many queries the second visit of each page asks."""
    counts = {}
    for address in MOST:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts[address] = len(asked)
    return counts


def hire(city: City, numbers: range) -> None:
    """Officials of the department of finance, enough for more than one page."""
    for at in numbers:
        official(city.finance, f"HN-{at:06d}", "Phạm Thị Hoa", "division_deputy", date(1985, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_queries_are_few_and_do_not_grow_with_the_rows() -> None:
    city: City = founded()
    scheme_runs(city)
    client = Client()
    client.force_login(city.owner, backend="django.contrib.auth.backends.ModelBackend")
    hire(city, range(10, 70))
    few = visited(client)
    hire(city, range(70, 190))
    many = visited(client)
    assert many == few
    assert {address: n for address, n in few.items() if n > MOST[address]} == {}
