"""P1, A1: a post recorded in advance counts from its first day, without anybody writing."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.people.jobs import DAILY, keep_units_current
from hientai.people.models import Person, Post
from hientai.site.worker import catch_up


@pytest.fixture
def moving(people, units) -> Person:
    """CB001, who goes from Sở Nội vụ to Sở Tài chính on 1/7/2024."""
    person = people["CB001"]
    Post.objects.filter(person=person).update(period=DateRange(date(2015, 1, 1), date(2024, 7, 1)))
    Post.objects.create(
        person=person,
        unit=units["STC"],
        category="civil_servant",
        period=DateRange(date(2024, 7, 1), None),
    )
    return person


@pytest.mark.parametrize(("today", "unit"), [("2024-06-30", "SNV"), ("2024-07-01", "STC")])
def test_a_person_stands_in_the_unit_of_the_day(moving, settings, today, unit) -> None:
    settings.HIENTAI_TODAY = today
    keep_units_current(timestamp=0)
    moving.refresh_from_db()
    assert moving.unit.code == unit


def test_who_holds_no_post_any_more_stays_where_they_were(people, settings) -> None:
    Post.objects.filter(person=people["CB003"]).update(
        period=DateRange(date(2015, 1, 1), date(2024, 1, 1))
    )
    settings.HIENTAI_TODAY = "2024-06-01"
    keep_units_current(timestamp=0)
    assert Person.objects.get(code="CB003").unit.code == "STC"


def test_the_worker_does_it_soon_after_midnight_in_viet_nam() -> None:
    (daily,) = [p for p in app.periodic_registry.periodic_tasks.values() if p.task.name == DAILY]
    assert daily.cron == "5 17 * * *"


def test_the_worker_does_it_once_when_it_starts(db) -> None:
    """However many workers start, the work waits once."""
    catch_up()
    catch_up()
    assert ProcrastinateJob.objects.filter(task_name=DAILY, status="todo").count() == 1
