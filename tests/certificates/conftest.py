"""A school with a class that is over, of which some learners are people of the register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from hientai.certificates.services import Course, Holder
from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.domain.holding import Wanted
from hientai.places.services.seats import hold
from hientai.places.services.using import Course as Studied
from hientai.places.services.using import use
from tests.city import DAY, founded, put, units, version
from tests.places.conftest import lesson

__all__ = ["founded", "put", "units", "version"]

SIGNED = date(2024, 9, 10)
MINUTES = "Biên bản 5/BB-TCB"
"""The paper by which learners completed a class whose results are not kept here."""
COURSE = Course(
    programme="Quản lý tài chính công ở cơ sở",
    training_class="Quản lý tài chính công, khóa 1",
    starts_on=date(2024, 9, 2),
    ends_on=date(2024, 9, 6),
    days=4,
    periods=32,
    place="Hà Đông",
    signer="Trần Văn Nam",
)


@dataclass(frozen=True)
class School:
    """The school, its class, who learned in it."""

    unit: Unit
    held: TrainingClass
    people: list[Person]

    def holders(self, *marks: str) -> list[Holder]:
        """The learners with the classification of each."""
        turns = {seat.person_id: seat.turn_id for seat in self.held.pool.class_seats.all()}
        return [
            Holder(
                name=one.name,
                person_id=one.pk,
                turn_id=turns[one.pk],
                birth="1985-03-15",
                workplace="Sở Tài chính",
                classification=mark,
            )
            for one, mark in zip(self.people, marks, strict=False)
        ]


@pytest.fixture
def school(units: dict[str, Unit], put: Callable[..., Person]) -> School:
    """Three officials used their places in a class of the school."""
    held = lesson(units["SNV"], places=30)
    people = [
        put("HN-000101", name="Nguyễn Thị Mai Hương"),
        put("HN-000102", name="Trần Quốc Khánh"),
        put("HN-000103", name="Lê Hoàng Nam"),
    ]
    wanted = [
        Wanted(
            person_id=one.pk,
            unit_id=one.unit_id,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            scheme="hanoi-1698",
            item_id="A.1.1",
            class_id=held.pk,
        )
        for one in people
    ]
    answers = hold(actor=None, wanted=wanted, until=date(2024, 7, 31), on=DAY)
    use(actor=None, seats=[one.seat for one in answers], on=DAY, course=Studied())
    return School(held.institution.unit, held, people)
