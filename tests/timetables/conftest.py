"""Two classes at one school, learners by used seats, a room, lecturers."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest

from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.domain.holding import Wanted
from hientai.places.models import Seat
from hientai.places.services.seats import hold
from hientai.places.services.using import Course, use
from hientai.programmes.domain.rooms import RoomTold
from hientai.programmes.models import Lecturer, Room
from hientai.programmes.services import institutions, lecturers
from hientai.timetables.domain.plan import Planned
from tests.city import DAY, founded, put, units, version
from tests.places.conftest import UNTIL, a_class, lesson

__all__ = ["a_class", "founded", "put", "units", "version"]

GROUND = "Kế hoạch 31/KH-TCB"
FIRST = date(2024, 9, 9)


@dataclass(frozen=True)
class Scene:
    """A class with two learners, another of the same school, a room and two lecturers."""

    one: TrainingClass
    other: TrainingClass
    room: Room
    outside: Lecturer
    official: Lecturer
    learners: list[Person]
    seats: list[Seat]


def session(day: date = FIRST, hour: int = 8, **other: Any) -> Planned:
    """Four periods from an hour on, of a title of their own but for what is said otherwise."""
    said: dict[str, Any] = {"title": "Khai giảng", "periods": 4, **other}
    starts = datetime.combine(day, time(hour))
    return Planned(starts=starts, ends=starts.replace(hour=hour + 3, minute=25), **said)


def seated(held: TrainingClass, person: Person, **other: Any) -> Seat:
    """A used seat of a person in a class."""
    said: dict[str, Any] = {"exclusive": True, **other}
    wanted = Wanted(
        person_id=person.pk,
        unit_id=person.unit_id,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        scheme="",
        item_id="",
        class_id=held.pk,
        **said,
    )
    seat = hold(actor=None, wanted=[wanted], until=UNTIL, on=DAY)[0].seat
    assert seat is not None
    return use(actor=None, seats=[seat], on=DAY, course=Course(), ground="QĐ 88/QĐ-SNV")[0]


@pytest.fixture
def scene(units: dict[str, Unit], put: Any) -> Scene:
    """A class of a week in September, and another a week later with the same school."""
    one = lesson(
        units["SNV"],
        places=4,
        starts_on=FIRST,
        ends_on=date(2024, 9, 13),
        scheme="",
        item="",
    )
    other = lesson(
        units["STC"],
        programme="TC-02",
        code="TC-02.K1",
        starts_on=FIRST,
        ends_on=date(2024, 9, 20),
        scheme="",
        item="",
    )
    rooms = [RoomTold(name="A1", places=60, kind="")]
    institutions.write_rooms(actor=None, institution=one.institution, rooms=rooms)
    first, second = put("CB-01"), put("CB-02", "Q-DONGDA")
    third = put("CB-03")
    told = {"actor": None, "unit": units["SNV"], "since": date(2010, 1, 1), "ground": "CV 12"}
    return Scene(
        one=one,
        other=other,
        room=one.institution.rooms.get(),
        outside=lecturers.add(
            **told, kind="visiting", name="Đoàn Thị Mai", workplace="Học viện Hành chính"
        ),
        official=lecturers.add(**told, kind="permanent", person=third),
        learners=[first, second],
        seats=[seated(one, first), seated(one, second)],
    )
