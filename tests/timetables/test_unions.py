"""Two classes become one; a class postponed says which decisions to amend (C1, N4, L6)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from hientai.classes.models import TrainingClass
from hientai.decisions.models import Sending
from hientai.nominations import services as nominations
from hientai.shared.refused import Refused
from hientai.site.deciding import registered  # noqa: F401  what a registered paper sets off
from hientai.timetables.models import Learner, Union
from hientai.timetables.queries import learners, plan_of
from hientai.timetables.queries.decided import sent_into, to_amend
from hientai.timetables.queries.unions import last_union, open_union, preview
from hientai.timetables.services import add_guest, copy_class, write
from hientai.timetables.services.unions import draft_amendments, drop, merge_classes
from tests.city import ask, founded, put, units, version
from tests.decisions.conftest import body
from tests.decisions.made import ISSUED, drafted, issued, waiting
from tests.nominations.made import DAY, approve
from tests.places.conftest import lesson
from tests.timetables.conftest import FIRST, session

__all__ = ["ask", "body", "founded", "put", "units", "version"]
pytestmark = pytest.mark.django_db
GROUND = "Thông báo 14/TB-SNV"
MONDAY = date(2024, 9, 2)


@pytest.fixture
def gone(units: Any) -> TrainingClass:
    """A class of a week in September that serves A.1.1, with a session."""
    held = lesson(units["STC"], places=9)
    write(
        actor=None,
        held_class=held,
        after=[session(MONDAY)],
        kind="laid_out",
        ground=GROUND,
        on=DAY,
    )
    return held


@pytest.fixture
def into(gone: TrainingClass) -> TrainingClass:
    """Another run of it at the same hours."""
    plan = tuple(one.__class__(**{**vars(one), "key": None}) for one in plan_of(gone.pk))
    return copy_class(actor=None, like=gone, code="TC-01.K2", plan=plan, ground=GROUND, on=DAY)


@pytest.fixture
def sending(gone: TrainingClass, into: Any, body: Any, put: Any) -> Sending:
    """A registered decision that sends two people into the class."""
    terms = nominations.Terms(
        scheme="hanoi-1698",
        item="A.1.1",
        title="Danh sách lớp",
        training_class=gone,
        starts_on=gone.starts_on,
        ends_on=gone.ends_on,
    )
    held = nominations.open_list(actor=None, unit=gone.unit, terms=terms, on=DAY)
    people = [put("CB-01").pk, put("CB-02").pk]
    nominations.nominate(actor=None, nomination_list=held, people=people, on=DAY)
    return issued(drafted(body, waiting(approve(held))))


def guest(held: TrainingClass) -> Learner:
    return add_guest(
        actor=None,
        held_class=held,
        name="Đỗ Mai",
        organisation="Đại sứ quán",
        contact="",
        joined_on=MONDAY,
        ground="CV 1",
    )


def merged(gone: TrainingClass, into: TrainingClass) -> Union:
    return merge_classes(actor=None, gone=gone, into=into, ground=GROUND, on=ISSUED)


def names(held: TrainingClass) -> list[str]:
    return [one.name for one in learners(held.pk, MONDAY)]


def test_people_follow_their_amending_decision_and_the_emptied_class_is_withdrawn(
    gone, into, sending
) -> None:
    guest(gone)
    seen = preview(gone, into)
    assert (seen.people, seen.at_once, seen.left) == (3, 1, 9)
    assert [(one.sending, one.people) for one in seen.decisions] == [(sending.pk, 2)]
    union = merged(gone, into)
    assert names(into) == ["Đỗ Mai"] and len(names(gone)) == 2
    [amending] = draft_amendments(actor=None, union=union, on=ISSUED)
    assert amending.kind == "postpone" and [one.waiting for one in preview(gone, into).decisions]
    with pytest.raises(Refused, match="Không có quyết định"):
        draft_amendments(actor=None, union=union, on=ISSUED)
    issued(amending, on=ISSUED + timedelta(days=3))
    assert len(names(into)) == 3 and names(gone) == []
    gone.refresh_from_db()
    assert gone.withdrawn_ground == GROUND and last_union(gone).into == into
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT DISTINCT class_id FROM timetables_busy")
        assert cursor.fetchall() == [(into.pk,)]


def test_a_merger_is_given_up_while_no_decision_was_amended(gone, into, sending) -> None:
    one = guest(gone)
    union = merged(gone, into)
    with pytest.raises(Refused, match="đang hoặc đã được gộp"):
        merged(gone, into)
    drop(actor=None, union=union, ground="Đủ người mở lớp", on=ISSUED)
    one.refresh_from_db()
    assert (one.training_class, one.joined_by) == (gone, "CV 1")
    assert open_union(gone) is None
    [amending] = draft_amendments(actor=None, union=merged(gone, into), on=ISSUED)
    with pytest.raises(Refused, match="Đã có quyết định điều chỉnh"):
        drop(actor=None, union=open_union(gone), ground="", on=ISSUED)
    assert amending.pk


def test_a_class_merges_into_one_of_its_programme_with_places_enough(
    gone, into, sending, units
) -> None:
    other = lesson(units["STC"], programme="TC-02", code="TC-02.K1", scheme="", item="")
    with pytest.raises(Refused, match="cùng một chương trình"):
        merged(gone, other)
    TrainingClass.objects.filter(pk=into.pk).update(places=1)
    into.refresh_from_db()
    with pytest.raises(Refused, match="không đủ chỗ"):
        merged(gone, into)
    with pytest.raises(Refused, match="căn cứ"):
        merge_classes(actor=None, gone=gone, into=into, ground=" ", on=ISSUED)


def test_who_has_no_decision_goes_at_once_and_comes_back(gone, into, put) -> None:
    from tests.timetables.conftest import seated  # noqa: PLC0415  beside the scene's own classes

    seated(gone, put("CB-09"))
    union = merged(gone, into)
    assert union.state == "done" and len(names(into)) == 1
    assert sent_into(gone.pk) == []


def test_a_class_postponed_names_the_decisions_that_still_say_the_old_days(gone, sending) -> None:
    assert to_amend(gone) == []
    days = (gone.starts_on + timedelta(days=7), gone.ends_on + timedelta(days=7))
    moved = session(FIRST, key=plan_of(gone.pk)[0].key)
    write(
        actor=None,
        held_class=gone,
        after=[moved],
        kind="postponed",
        ground=GROUND,
        on=DAY,
        days=days,
    )
    gone.refresh_from_db()
    [told] = to_amend(gone)
    assert (told.sending, told.people, told.left) == (sending.pk, 2, 2)
    assert told.name == str(sending.paper)
