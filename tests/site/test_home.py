"""The home page says what is missing and what to do, not alarms that rest on nothing (R2, R6)."""

import re
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit
from tests.city import LONG_AGO, founded, put, units, version  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(units: dict[str, Unit], version: object):  # noqa: F811
    """What the home page says to the owner of the scheme on a day."""
    user = User.objects.create(username="chu.de.an", password="!")
    held = DateRange(LONG_AGO, None)
    RoleAssignment.objects.create(user=user, role="owner", unit=units["HN"], period=held)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def said(on: date) -> str:
        page = client.get("/", {"on": on.isoformat()}).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    return said


def test_an_authority_without_records_is_told_to_import_and_raises_no_alarm(home) -> None:
    said = home(date(2024, 6, 1))
    assert "Chưa nhập hồ sơ người nào của Ủy ban nhân dân thành phố Hà Nội" in said
    assert "tải tệp mẫu" in said
    assert not re.search(r"thừa \d+ chỗ|người chưa rõ|còn thiếu \d+ người", said)


def test_with_a_record_the_alarms_are_there_again(home, put) -> None:  # noqa: F811
    put("HN-000001")
    said = home(date(2024, 6, 1))
    assert "Chưa nhập hồ sơ" not in said
    assert re.search(r"thừa \d+ chỗ", said)


def test_a_scheme_not_yet_in_force_says_from_which_day_it_is(home) -> None:
    """Issued and in force on 19/5/2022: the day before, the page says so and leads there."""
    said = home(date(2022, 5, 18))
    assert "chưa có hiệu lực vào ngày này, có hiệu lực từ 19/05/2022" in said


def test_each_scheme_is_named_with_its_authority(home) -> None:
    assert "Ủy ban nhân dân thành phố Hà Nội" in home(date(2024, 6, 1))


def test_a_scheme_out_of_sight_shows_no_bar_and_no_legend_of_one(units, version) -> None:  # noqa: F811
    elsewhere = Unit.objects.create(code="QNA")
    user = User.objects.create(username="noi.khac", password="!")
    held = DateRange(LONG_AGO, None)
    RoleAssignment.objects.create(user=user, role="owner", unit=elsewhere, period=held)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/", {"on": "2024-06-01"}).content.decode()
    assert "Đề án của cơ quan khác" in page
    assert "legend-target" not in page
