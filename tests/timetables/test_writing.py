"""A timetable is written, kept, undone; nothing is in two places at once (C1, L3, A1)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hientai.classes.models import TrainingClass
from hientai.classes.services import withdraw
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.domain.holding import Wanted
from hientai.places.queries.pools import places_of_class
from hientai.places.services.seats import hold, release
from hientai.programmes.services import institutions
from hientai.shared.refused import Refused
from hientai.timetables.models import Change, Learner, Session
from hientai.timetables.queries import learners, plan_of
from hientai.timetables.services import add_guest, correct_days, leave, undo, write
from tests.city import DAY
from tests.places.conftest import UNTIL
from tests.timetables.conftest import FIRST, GROUND, Scene, seated, session

pytestmark = pytest.mark.django_db


def laid(held: Any, *sessions: Any, **other: Any) -> Change:
    said = {"kind": "laid_out", "ground": GROUND, "on": DAY, **other}
    return write(actor=None, held_class=held, after=sessions, **said)


def test_a_timetable_is_written_changed_and_undone(scene: Scene) -> None:
    first = laid(scene.one, session(room=scene.room.pk, lecturers=(scene.outside.pk,)))
    written = plan_of(scene.one.pk)
    moved = replace(
        written[0],
        starts=written[0].starts + timedelta(days=7),
        ends=written[0].ends + timedelta(days=7),
    )
    second = laid(scene.one, moved, session(hour=13), kind="shifted")
    scene.one.refresh_from_db()
    assert (scene.one.starts_on, scene.one.ends_on) == (FIRST, FIRST + timedelta(days=7))
    assert len(plan_of(scene.one.pk)) == 2
    with pytest.raises(Refused, match="sửa tiếp"):
        undo(actor=None, change=first, on=DAY)
    undo(actor=None, change=second, on=DAY)
    assert plan_of(scene.one.pk) == written
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(actor=None, change=second, on=DAY)


def test_what_was_changed_meanwhile_is_not_overwritten(scene: Scene) -> None:
    seen = plan_of(scene.one.pk)
    laid(scene.one, session())
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        laid(scene.one, session(hour=13), expected=seen)
    with pytest.raises(Refused, match="không thay đổi"):
        laid(scene.one, *plan_of(scene.one.pk))


@pytest.mark.parametrize("who", ["room", "lecturer"])
def test_a_room_and_a_lecturer_are_in_one_class_at_a_time(scene: Scene, who: str) -> None:
    with_it = {"room": scene.room.pk} if who == "room" else {"lecturers": (scene.outside.pk,)}
    laid(scene.one, session(**with_it))
    with pytest.raises(Refused, match="TC-01.K1") as refused:
        laid(scene.other, session(hour=10, **with_it))
    assert "09/09/2024 10:00–11:25" in str(refused.value)
    laid(scene.other, session(hour=13, **with_it))


def test_who_learns_in_one_class_neither_learns_nor_teaches_in_another_at_that_time(
    scene: Scene,
) -> None:
    """A person who learns online beside the work is free (L3)."""
    seat = seated(scene.other, scene.official.person)
    laid(scene.other, session())
    with pytest.raises(Refused, match="TC-02.K1"):
        laid(scene.one, session(lecturers=(scene.official.pk,)))
    seat.exclusive = False
    seat.save()
    Learner.objects.filter(seat=seat).update(contact="")  # counted anew
    laid(scene.one, session(lecturers=(scene.official.pk,)))


def test_the_database_itself_keeps_a_room_from_two_classes(scene: Scene) -> None:
    laid(scene.one, session(room=scene.room.pk))
    laid(scene.other, session(hour=13, room=scene.room.pk))
    taken = Session.objects.get(training_class=scene.one)
    with pytest.raises(IntegrityError, match="nobody_is_in_two_places"), transaction.atomic():
        Session.objects.filter(training_class=scene.other).update(hours=taken.hours)
    with pytest.raises(IntegrityError, match="class_meets_once"), transaction.atomic():
        Session.objects.create(
            training_class=scene.one, title="Bế giảng", hours=taken.hours, periods=4
        )


def test_two_sessions_pass_one_another_in_one_step(scene: Scene) -> None:
    laid(scene.one, session(title="Sáng"), session(hour=13, title="Chiều"))
    morning, afternoon = plan_of(scene.one.pk)
    laid(scene.one, replace(morning, starts=afternoon.starts, ends=afternoon.ends),
         replace(afternoon, starts=morning.starts, ends=morning.ends))  # fmt: skip
    assert [one.title for one in plan_of(scene.one.pk)] == ["Chiều", "Sáng"]


def test_a_withdrawn_class_gives_its_room_back(scene: Scene) -> None:
    laid(scene.other, session(room=scene.room.pk))
    withdraw(actor=None, held_class=scene.other, ground="Không đủ người", on=DAY)
    laid(scene.one, session(room=scene.room.pk))
    with pytest.raises(Refused, match="đã được rút"):
        laid(scene.other, session(hour=13))


def test_learners_come_and_go_with_their_seats_by_a_paper(scene: Scene) -> None:
    found = learners(scene.one.pk, FIRST)
    assert [one.person_id for one in found] == [one.pk for one in scene.learners]
    assert {one.joined_by for one in found} == {"QĐ 88/QĐ-SNV"}
    assert [one.organisation for one in found] == ["Sở Tài chính", "UBND quận Đống Đa"]
    assert learners(scene.one.pk, FIRST - timedelta(days=1)) == []
    release(actor=None, seats=scene.seats[:1], reason="QĐ 99/QĐ-SNV", on=FIRST)
    gone = Learner.objects.get(seat=scene.seats[0])
    assert gone.left_by == "QĐ 99/QĐ-SNV"
    correct_days(
        actor=None,
        learner=gone,
        joined_on=FIRST,
        left_on=FIRST + timedelta(days=2),
        ground="QĐ 99/QĐ-SNV",
    )
    assert len(learners(scene.one.pk, FIRST + timedelta(days=1))) == 2
    assert len(learners(scene.one.pk, FIRST + timedelta(days=2))) == 1


def wanted_in(held: TrainingClass, person: Person) -> Any:
    """What becomes of somebody who wants a place of a class."""
    wanted = Wanted(
        person_id=person.pk,
        unit_id=person.unit_id,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        class_id=held.pk,
    )
    return hold(actor=None, wanted=[wanted], until=UNTIL, on=DAY)[0]


def test_guests_join_by_a_paper_as_far_as_there_are_places(scene: Scene) -> None:
    said = {"organisation": "UBND tỉnh Hà Nam", "contact": "", "joined_on": FIRST, "ground": "CV 7"}
    for name in ("Phạm Thị Lan", "Hoàng Văn Tuấn"):
        made = add_guest(actor=None, held_class=scene.one, name=name, **said)
    with pytest.raises(Refused, match="đã đủ 4 chỗ"):
        add_guest(actor=None, held_class=scene.one, name="Bùi Thị Ngọc", **said)
    taken = places_of_class(scene.one.pk)
    assert (taken.seats, taken.guests, taken.all) == (2, 2, 4)
    full = wanted_in(scene.one, scene.official.person)
    assert full.refusal.words.endswith("hết chỗ: 4 chỗ, đã giữ 2, khách học 2")
    leave(actor=None, learner=made, left_on=FIRST + timedelta(days=1), ground="CV 8")
    assert [
        one.name for one in learners(scene.one.pk, FIRST + timedelta(days=1)) if one.is_guest
    ] == ["Phạm Thị Lan"]
    assert wanted_in(scene.one, scene.official.person).seat
    with pytest.raises(Refused, match="quyết định điều chỉnh"):
        leave(
            actor=None,
            learner=Learner.objects.get(seat=scene.seats[0]),
            left_on=FIRST,
            ground="CV 9",
        )


def test_a_unit_sees_its_own_people_and_writes_nothing(
    scene: Scene, units: dict[str, Unit], as_app: Any
) -> None:
    laid(scene.one, session(room=scene.room.pk))
    add_guest(
        actor=None,
        held_class=scene.one,
        name="Phạm Thị Lan",
        organisation="UBND tỉnh Hà Nam",
        contact="",
        joined_on=FIRST,
        ground="CV 7",
    )
    as_app(units=[units["STC"].pk])
    assert [one.person_id for one in learners(scene.one.pk, FIRST)] == [scene.learners[0].pk]
    assert Session.objects.filter(training_class=scene.one).count() == 1
    assert Change.objects.count() == 0
    with pytest.raises(Refused, match="ngoài phạm vi"):
        laid(scene.one, session(date(2024, 9, 10)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM timetables_clashes(%s, NULL, NULL, NULL, NULL)",
                       [scene.one.pk])  # fmt: skip
        assert cursor.fetchone() == (0,)
    as_app(units=[units["H-DONGANH"].pk])
    assert Session.objects.count() == 0 and learners(scene.one.pk, FIRST) == []


def test_a_room_of_a_timetable_is_not_removed(scene: Scene) -> None:
    laid(scene.one, session(room=scene.room.pk))
    with pytest.raises(Refused, match="lịch học"):
        institutions.write_rooms(actor=None, institution=scene.one.institution, rooms=[])
