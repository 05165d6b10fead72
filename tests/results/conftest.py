"""A class of a week that serves a quota of Hà Nội, with three learners, a guest and two parts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.domain.holding import Wanted
from hientai.places.services.seats import hold
from hientai.places.services.using import Course, use
from hientai.programmes.models import Lecturer
from hientai.programmes.services import lecturers
from hientai.results.domain.completion import Presence
from hientai.results.domain.points import Mark, read
from hientai.results.models import Batch, Part
from hientai.results.queries import book
from hientai.results.services import Given, Said, grade, write_part
from hientai.timetables.models import Learner
from hientai.timetables.services import add_guest, write
from tests.city import DAY, founded, put, units, version
from tests.places.conftest import lesson
from tests.timetables.conftest import session

__all__ = ["founded", "put", "units", "version"]

FIRST, LAST, AFTER = date(2024, 9, 2), date(2024, 9, 6), date(2024, 9, 9)
GROUND = "Kế hoạch 31/KH-TCB"


@dataclass(frozen=True)
class Scene:
    """The class, its learners in the order of their names, its parts, who teaches it."""

    held: TrainingClass
    people: list[Person]
    learners: list[Learner]
    guest: Learner
    test: Part
    report: Part
    lecturer: Lecturer

    def mark(self, at: int, text: str, part: Part | None = None, attempt: int = 1) -> Given:
        """A mark for a learner, as people write it."""
        of = part or self.test
        learner = [*self.learners, self.guest][at]
        return Given(learner.pk, of.pk, read(text, of.scale), attempt)

    def marked(self, *texts: str, part: Part | None = None, **other: Any) -> Batch:
        """The learners and the guest are marked in their order; "" for no mark."""
        given = [self.mark(at, text, part) for at, text in enumerate(texts) if text]
        said = {"actor": None, "held_class": self.held, "on": AFTER, **other}
        return grade(given=given, **said)


@pytest.fixture
def scene(units: dict[str, Unit], put: Callable[..., Person]) -> Scene:
    """The class as its keeper left it before anybody was marked."""
    held = lesson(units["SNV"], places=10)
    people = [put(f"R{at}", name=name) for at, name in enumerate(("Bùi Văn An", "Lê Thị Bình"))]
    people.append(put("R2", "Q-DONGDA", name="Trần Quốc Cường"))
    teacher = put("GV1", "SNV", name="Đỗ Thị Hà")
    teaches = lecturers.add(
        actor=None, unit=units["SNV"], since=date(2010, 1, 1), ground="CV 12",
        kind="permanent", person=teacher,
    )  # fmt: skip
    write(
        actor=None, held_class=held, after=(session(FIRST, lecturers=(teaches.pk,)),),
        kind="laid_out", ground=GROUND, on=DAY,
    )  # fmt: skip
    seat(held, people)
    guest = add_guest(
        actor=None, held_class=held, name="Phạm Thị Dung", organisation="UBND tỉnh Hà Nam",
        contact="", joined_on=FIRST, ground="CV 7",
    )  # fmt: skip
    of = {one.person_id: one for one in Learner.objects.filter(training_class=held)}
    return Scene(
        held=held,
        people=people,
        learners=[of[one.pk] for one in people],
        guest=guest,
        test=part(held, Said("Bài kiểm tra", attempts=2)),
        report=part(held, Said("Báo cáo thu hoạch", "report", takes_files=True, due=LAST)),
        lecturer=teaches,
    )


def part(held: TrainingClass, said: Said) -> Part:
    """A part of the assessment of a class."""
    return write_part(actor=None, held_class=held, said=said, ground=GROUND)


def seat(held: TrainingClass, people: Collection[Person]) -> None:
    """Registered decisions put these people into the class, for a quota of the scheme."""
    wanted = [
        Wanted(
            person_id=one.pk, unit_id=one.unit_id, starts_on=held.starts_on, ends_on=held.ends_on,
            scheme="hanoi-1698", item_id="A.1.1", class_id=held.pk,
        )
        for one in people
    ]  # fmt: skip
    seats = [one.seat for one in hold(actor=None, wanted=wanted, until=FIRST, on=DAY)]
    use(actor=None, seats=[one for one in seats if one], on=DAY, course=Course(), ground="QĐ 88")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, scene: Scene) -> Callable[..., None]:
    """Says how many of the four periods each learner was there; all of them without a word."""

    def make(**absent: int) -> None:
        told = {}
        for at, one in enumerate([*scene.learners, scene.guest]):
            missed = absent.get(f"l{at}", 0)
            told[one.pk] = Presence(4, 4 - missed, 0, missed, 0)
        monkeypatch.setattr(book, "presence", lambda _class, _on: told)

    make()
    return make


def looks(
    actor: int | None = None, person: Person | None = None, roles: str = "", seen: str = "{}"
) -> None:
    """Take the application's role as somebody who signed in."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT audit_seal(%s, %s, '{}', false, 'Người thử', person => %s, roles => %s)",
            [actor, seen, person.pk if person else None, roles],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")


def given(points: str) -> Mark:
    """Points as a mark."""
    return Mark("given", Decimal(points))
