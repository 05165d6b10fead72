"""Whatever two records say: merged, carried by an act, and led back (P1, P6, O2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hientai.people.models import (
    Degree,
    Discipline,
    Grade,
    Person,
    PlannedTitle,
    Post,
    Rating,
)
from hientai.people.queries import merging as queries
from hientai.people.services import keep_units_current
from hientai.people.services import merging as verbs
from hientai.reforms import services
from hientai.reforms.models import CarriedPost, Reform
from tests.reforms.conftest import DAY, workbook

pytestmark = pytest.mark.django_db
GROUND = "Biên bản đối chiếu hồ sơ 05/BB-SNV"
# Few days, about the day of the act, so that what is drawn often meets.
DAYS = st.sampled_from(
    [date(2020, 1, 1), date(2023, 5, 1), date(2025, 6, 30), DAY, date(2025, 7, 2), date(2026, 1, 1)]
)
UNITS = st.sampled_from(["SKHDT", "STC", "X1", "TTXT"])
TITLES = st.sampled_from(["none", "division_head"])


@st.composite
def spans(draw) -> list[DateRange]:
    """Periods that share no day; the last may have no end."""
    days = sorted(draw(st.lists(DAYS, unique=True, max_size=5)))
    pairs = [DateRange(*pair) for pair in zip(days[::2], days[1::2], strict=False)]
    return [*pairs, DateRange(days[-1], None)] if len(days) % 2 else pairs


@st.composite
def periods(draw) -> DateRange:
    """Some period, with or without an end."""
    since, until = draw(DAYS), draw(st.none() | DAYS)
    return DateRange(since, until if until and until > since else None)


@st.composite
def records(draw) -> dict:
    """What a record says."""
    return {
        "main": [(span, draw(UNITS), draw(TITLES)) for span in draw(spans())],
        "beside": draw(st.lists(st.tuples(periods(), UNITS, TITLES), max_size=2)),
        "grades": [(span, draw(st.sampled_from(["specialist", None]))) for span in draw(spans())],
        "degrees": draw(
            st.sets(
                st.tuples(st.sampled_from(["master", "doctor"]), st.sampled_from(["Luật", None]))
            )
        ),
        "ratings": draw(
            st.dictionaries(st.integers(2021, 2023), st.sampled_from(["good", "fair"]))
        ),
        "sanctions": draw(
            st.lists(
                st.tuples(st.sampled_from(["warning", "reprimand"]), periods()),
                max_size=2,
                unique_by=str,
            )
        ),
        "plans": [(span, draw(TITLES)) for span in draw(spans())],
        "sex": draw(st.sampled_from([None, "male", "female"])),
        "birth": draw(st.sampled_from([None, date(1980, 1, 1), date(1981, 1, 1)])),
    }


def write(person: Person, told: dict, units: dict) -> None:
    """Put a record into the tables."""
    person.posts.all().delete()
    for kind, key in (("main", "main"), ("concurrent", "beside")):
        for span, unit, title in told[key]:
            post = {"unit": units[unit], "kind": kind, "title": title, "period": span}
            Post.objects.create(person=person, category="civil_servant", **post)
    for kind, names, rows in (
        (Grade, ("period", "grade"), told["grades"]),
        (Degree, ("level", "subject"), told["degrees"]),
        (Rating, ("year", "rating"), told["ratings"].items()),
        (Discipline, ("form", "period"), told["sanctions"]),
        (PlannedTitle, ("period", "title"), told["plans"]),
    ):
        for row in rows:
            kind.objects.create(person=person, **dict(zip(names, row, strict=True)))
    Person.objects.filter(pk=person.pk).update(sex=told["sex"], birth_date=told["birth"])


@contextmanager
def taken_back() -> Iterator[None]:
    """Nothing of it stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def merge(draw, kept: Person, merged: Person):
    found = queries.conflicts_of(kept, merged)
    choices = {one.id: draw(st.sampled_from(one.options), label=one.id) for one in found}
    return verbs.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=GROUND)


def images(*people: Person) -> list[dict]:
    """All that is told of people, but where the daily work puts them."""
    found = [queries.image_of(one.pk) for one in people]
    for image in found:
        for row in image["people_person"]:
            row.pop("unit_id")
    return found


def where(units: dict) -> set[tuple]:
    """Who is where when."""
    return set(Post.objects.values_list("person__code", "unit__code", "kind", "title", "period"))


@pytest.fixture
def clock(settings):
    """What says the day of today."""
    return settings


@pytest.fixture
def act(people, tmp_path) -> Reform:
    """An act that is a draft."""
    path = workbook(tmp_path / "a.xlsx")
    return services.hand_in(actor=None, path=path, name="Sắp xếp", on=DAY, ground=GROUND)


@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), first=records(), second=records())
def test_any_two_records_become_one_and_come_apart_whatever_an_act_carried(
    act, people, units, clock, data, first, second
):
    clock.HIENTAI_TODAY = "2024-06-01"
    with taken_back():
        kept, merged = people["P2"], people["P7"]
        write(kept, first, units)
        write(merged, second, units)
        keep_units_current(on=date(2024, 6, 1))
        ended = where(units)
        services.carry_out(actor=None, reform=act)
        before = images(kept, merged)
        merger = merge(data.draw, kept, merged)
        with taken_back():
            verbs.undo_merger(actor=None, merger=merger, ground="Nhầm người")
            assert images(kept, merged) == before
            services.undo(actor=None, reform=act, ground="Hoãn sắp xếp")
            assert where(units) == ended
        clock.HIENTAI_TODAY = "2025-08-01"
        keep_units_current(on=date(2025, 8, 1))
        services.undo(actor=None, reform=act, ground="Hoãn sắp xếp")
        assert not CarriedPost.objects.exists()
        mains = [post.period for post in Post.objects.filter(person=kept, kind="main")]
        assert not any(
            one.lower < (other.upper or date.max) and other.lower < (one.upper or date.max)
            for at, one in enumerate(mains)
            for other in mains[:at]
        )
