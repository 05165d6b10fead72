"""A printed table counts whoever stands still as on the last day (O2, S2)."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import UnitVersion
from hientai.schemes.queries import scheme
from hientai.screening.queries.tables import Counted, counted
from hientai.training.queries.readings import reading

pytestmark = pytest.mark.django_db

END, LAST = date(2025, 7, 1), date(2025, 6, 30)
BY_DEGREE, BY_AGE = "B3", "B4"


@pytest.fixture
def leaders(leader) -> None:
    """A head of division of the province; of two districts one each, the second 45 years old only
    after the districts end."""
    leader("P1")
    leader("D1", "QNA-TAMKY", level="master")
    leader("D2", "QNA-HOIAN", born=date(1980, 7, 1))
    districts = UnitVersion.objects.filter(type="district", unit__code__startswith="QNA-")
    for one in districts.filter(period__contains=LAST):
        one.period = DateRange(one.period.lower, END)
        one.save()


def table(on: date, table_id: str) -> Counted:
    asked = reading(scheme("quangnam-7328", on), on)
    return counted(asked, next(one for one in asked.pack.tables if one.id == table_id))


def numbers(found: Counted) -> list[list[int]]:
    return [[cell.count for cell in line] for line in found.cells]


@pytest.mark.parametrize("table_id", [BY_DEGREE, BY_AGE])
def test_the_day_after_the_districts_end_every_cell_is_what_it_was(leaders, table_id: str) -> None:
    """The age of D2 is that of the last day, 44."""
    before, after = table(LAST, table_id), table(END, table_id)
    assert numbers(before) == numbers(after)
    assert (before.unknown, after.unknown) == (0, 0)


def test_the_people_of_the_cells_say_on_which_day_they_are_counted(leaders) -> None:
    found = table(END, BY_DEGREE)
    assert numbers(found)[3] == [2, 1, 1, 0]
    listed = {row["code"]: row["frozen_on"] for row in found.people[:10]}
    assert listed == {"P1": None, "D1": LAST, "D2": LAST}
