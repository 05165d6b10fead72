"""The table of equivalent titles is dated data that its keepers correct, with source and trace
(S2, S6, A1, A2)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit, UnitVersion
from hientai.rules.engine import judge
from hientai.schemes.queries import pack_of, scheme, target_group
from hientai.schemes.services import load_pack, rank_title, unrank_title
from hientai.shared.refused import Refused
from tests.once import made_once
from tests.schemes.people import people

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)
ROW = {
    "id": "N3.4",
    "group": "N3",
    "title": "Hiệu trưởng trường thuộc tỉnh",
    "since": date(2024, 1, 18),
    "until": date(2025, 2, 28),
    "source": "Quyết định 1207-QĐ/TU, mục 4",
    "certainty": "verified",
}
PRINCIPAL = {"title": "principal", "category": "public_employee"}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The scheme of Quảng Nam as it ships."""
    with made_once(django_db_blocker):
        load_pack("quangnam-7328", accepted_by="An")
        yield


@pytest.fixture
def version(loaded: None, sees_all: None):
    """The scheme in force."""
    return scheme("quangnam-7328", DAY)


def belongs(on: date, **who: object) -> bool:
    """Whether one person belongs to the four groups as the table stands."""
    asked = target_group(scheme("quangnam-7328", DAY), "2.a.1", on)
    return judge(asked, people(who))["failed"][0] == 0


def test_a_row_can_be_given_an_end_with_its_source(version) -> None:
    assert belongs(DAY, **PRINCIPAL)
    rank_title(actor=None, version=version, row=ROW)
    assert (belongs(date(2025, 2, 28), **PRINCIPAL), belongs(DAY, **PRINCIPAL)) == (True, False)
    row = next(r for r in pack_of(scheme("quangnam-7328", DAY)).equivalences if r.id == "N3.4")
    assert (row.source, row.certainty) == ("Quyết định 1207-QĐ/TU, mục 4", "verified")


def test_a_title_can_be_added_to_a_group_from_a_day(version) -> None:
    assert not belongs(DAY, title="commune_chair", level="commune")
    who = {"title": ["commune_chair"], "level": ["commune"]}
    row = {**ROW, "id": "N4.9", "group": "N4", "since": DAY, "until": None}
    rank_title(actor=None, version=version, row=row, who=who)
    assert belongs(DAY, title="commune_chair", level="commune")
    assert not belongs(date(2025, 2, 28), title="commune_chair", level="commune")


def test_what_was_written_can_be_taken_back_and_the_document_holds_again(version) -> None:
    rank_title(actor=None, version=version, row=ROW)
    unrank_title(actor=None, version=version, row_id="N3.4", ground="ghi nhầm")
    assert belongs(DAY, **PRINCIPAL)


def test_a_row_without_titles_source_or_with_an_end_before_its_start_is_refused(version) -> None:
    for wrong in (
        {**ROW, "id": "N3.99"},
        {**ROW, "source": ""},
        {**ROW, "until": date(2020, 1, 1)},
        {**ROW, "group": "N9"},
    ):
        with pytest.raises(Refused):
            rank_title(actor=None, version=version, row=wrong)


def test_the_shipped_row_stays_in_the_document(version) -> None:
    rank_title(actor=None, version=version, row=ROW)
    shipped = {row["id"]: row for row in version.content["equivalences"]}
    assert "until" not in shipped["N3.4"]


def test_who_may_not_write_for_the_authority_writes_no_row(loaded, as_app) -> None:
    province = Unit.objects.create(code="QNA")
    period = DateRange(date(2008, 1, 1), None)
    UnitVersion.objects.create(
        unit=province, name="Quảng Nam", name_folded="quang nam", type="city", period=period
    )
    as_app(units=[])
    with pytest.raises(ProgrammingError), transaction.atomic():
        rank_title(actor=None, version=scheme("quangnam-7328", DAY), row=ROW)
