"""Rolls, leave and totals of a class (C2): written by whom, closed, changed late on a ground."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from hientai.attendance import services as verbs
from hientai.attendance.models import Excuse, Mark, Roll
from hientai.attendance.queries import attended, standings
from hientai.attendance.queries.marks import noted
from hientai.attendance.queries.rolls import lines_of
from hientai.attendance.services import Entry, Leave
from hientai.notices.models import Notice
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from tests.attendance.conftest import As
from tests.attendance.made import AFTER, MONDAY, TODAY, TUESDAY, Scene

pytestmark = pytest.mark.django_db
PDF = Upload("giấy ra viện.pdf", b"%PDF-1.7 giay ra vien")


def put(scene: Scene, as_user: As, session: Session, **states: str) -> int:
    """Marks by the owner: binh="absent" and so on."""
    keys = {"binh": "HN-000001", "an": "HN-000002", "dung": "HN-000004"}
    entries = [Entry(scene.learners[keys[who]].pk, state) for who, state in states.items()]
    return verbs.put(
        actor=as_user("owner"), session=session, entries=entries, how="list", on=MONDAY
    )


def closed(scene: Scene, as_user: As, session: Session, on: date = MONDAY, **states: str) -> Roll:
    """The roll closed, everybody there but for what is said otherwise."""
    there = {"binh": "present", "an": "present", "dung": "present", **states}
    put(scene, as_user, session, **there)
    return verbs.close(actor=as_user("owner"), session=session, on=on)


def test_the_lecturer_writes_the_own_session_and_no_other(scene: Scene, as_user: As) -> None:
    entry = [Entry(scene.learners["HN-000001"].pk, "present")]
    told = {"entries": entry, "how": "list", "on": MONDAY}
    assert verbs.put(actor=as_user("yen"), session=scene.first, **told) == 1  # type: ignore[arg-type]
    for who, session in (("yen", scene.second), ("viewer", scene.first), ("an", scene.first)):
        with pytest.raises(Refused, match="người khác điểm danh"):
            verbs.put(actor=as_user(who), session=session, **told)  # type: ignore[arg-type]


def test_what_was_noted_stays_as_it_was_and_what_changed_meanwhile_is_told(
    scene: Scene, as_user: As
) -> None:
    put(scene, as_user, scene.first, binh="present")
    before = Mark.objects.get()
    assert put(scene, as_user, scene.first, binh="present", an="late") == 1
    assert Mark.objects.get(pk=before.pk).at == before.at
    with pytest.raises(Refused, match="Trần Quốc Bình vừa thay đổi"):
        verbs.put(
            actor=as_user("owner"),
            session=scene.first,
            entries=[Entry(scene.learners["HN-000001"].pk, "absent")],
            how="list",
            on=MONDAY,
            seen={scene.learners["HN-000001"].pk: "unmarked"},
        )


def test_a_closed_roll_is_not_opened_again_and_a_late_change_has_a_traced_ground(
    scene: Scene, as_user: As
) -> None:
    closed(scene, as_user, scene.first, dung="absent")
    states = {one.learner.name: one.state for one in lines_of(scene.first)}
    assert states["Phạm Thị Lan"] == "absent" and states["Đặng Văn Dũng"] == "absent"
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Roll.objects.filter(session=scene.first).update(state="open", closed_at=None)
    with pytest.raises(Refused, match="đã khóa"):
        put(scene, as_user, scene.first, dung="late")
    with pytest.raises(IntegrityError, match="cannot stand"), transaction.atomic():
        Mark.objects.filter(session=scene.first).update(state="present")
    verbs.put(
        actor=as_user("owner"),
        session=scene.first,
        entries=[Entry(scene.learners["HN-000004"].pk, "late", 1)],
        how="sheet",
        on=AFTER,
        ground="Biên bản 5/BB-TCB",
    )
    mark = Mark.objects.get(learner=scene.learners["HN-000004"])
    assert (mark.state, mark.missed, mark.ground) == ("late", 1, "Biên bản 5/BB-TCB")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before ->> 'state', after ->> 'state', actor_label FROM audit_event"
            " WHERE table_name = 'attendance_mark' AND row_id = %s AND ground = %s",
            [mark.pk, "Biên bản 5/BB-TCB"],
        )
        assert cursor.fetchall() == [("absent", "late", "Nguyễn Thị Mai")]


def test_a_roll_is_not_closed_before_its_day_nor_with_nobody_marked(
    scene: Scene, as_user: As
) -> None:
    owner = as_user("owner")
    with pytest.raises(Refused, match="Chưa điểm danh ai"):
        verbs.close(actor=owner, session=scene.first, on=AFTER)
    put(scene, as_user, scene.first, binh="present")
    with pytest.raises(Refused, match="chưa học"):
        verbs.close(actor=owner, session=scene.first, on=TODAY)


def test_one_learner_has_one_mark_at_a_session(scene: Scene, as_user: As) -> None:
    put(scene, as_user, scene.first, binh="present")
    mark = Mark.objects.get()
    with pytest.raises(IntegrityError, match="one_mark_per_learner"), transaction.atomic():
        Mark.objects.create(
            session=scene.first, learner_id=mark.learner_id, state="late", how="list", at=mark.at
        )


def test_leave_asked_with_a_paper_and_given_by_another_excuses(scene: Scene, as_user: As) -> None:
    """Of a closed roll at once, of an open one when it is closed."""
    closed(scene, as_user, scene.first, binh="absent")
    me = scene.learners["HN-000001"]
    leave = Leave(MONDAY, TUESDAY, "Nằm viện", scan=PDF)
    asked = verbs.ask(actor=as_user("binh"), learner=me, leave=leave, on=TODAY)
    with pytest.raises(Refused):
        verbs.answer(actor=scene["binh"], excuse=asked, given=True, words="", on=TODAY)
    as_user("yen")
    assert not Excuse.objects.exists()  # whoever teaches sees the state, not the paper
    verbs.answer(actor=as_user("owner"), excuse=asked, given=True, words="", on=AFTER)
    closed(scene, as_user, scene.second, binh="absent")
    found = attended(scene.held.pk, MONDAY)[me.pk]
    assert (found.periods, found.excused, found.absent) == (8, 8, 0)
    with pytest.raises(Refused, match="đã được trả lời"):
        verbs.answer(actor=as_user("owner"), excuse=asked, given=False, words="nhầm", on=AFTER)


def test_leave_without_a_paper_is_not_given_and_is_no_state_of_a_list(
    scene: Scene, as_user: As
) -> None:
    me = scene.learners["HN-000001"]
    with pytest.raises(Refused, match="cần giấy tờ"):
        verbs.give(
            actor=as_user("owner"), learner=me, leave=Leave(MONDAY, MONDAY, "Việc nhà"), on=TODAY
        )
    with pytest.raises(Refused, match="ghi bằng đơn"):
        put(scene, as_user, scene.first, binh="excused")
    with pytest.raises(Refused, match="PDF hoặc ảnh"):
        verbs.ask(
            actor=as_user("binh"),
            learner=me,
            leave=Leave(MONDAY, MONDAY, "Ốm", scan=Upload("a.docx", docx())),
            on=TODAY,
        )


def docx() -> bytes:
    from io import BytesIO  # noqa: PLC0415
    from zipfile import ZipFile  # noqa: PLC0415

    file = BytesIO()
    with ZipFile(file, "w") as book:
        book.writestr("word/document.xml", "<x/>")
    return file.getvalue()


def test_nobody_asks_for_anothers_leave(scene: Scene, as_user: As) -> None:
    with pytest.raises(Refused, match="ngoài phạm vi"):
        verbs.ask(
            actor=as_user("an"),
            learner=scene.learners["HN-000001"],
            leave=Leave(MONDAY, MONDAY, "Ốm", paper="Giấy 1"),
            on=TODAY,
        )


def test_what_was_attended_is_told_in_periods_up_to_a_day_without_cancelled_sessions(
    scene: Scene, as_user: As
) -> None:
    closed(scene, as_user, scene.first, an="absent")
    put(scene, as_user, scene.third, an="present")
    me, other = scene.learners["HN-000002"].pk, scene.learners["HN-000001"].pk
    assert vars(attended(scene.held.pk, TODAY)[me]) == dict.fromkeys(
        ("periods", "present", "excused", "absent", "unmarked"), 0
    )
    assert attended(scene.held.pk, MONDAY)[me].unmarked == 4
    as_user("owner")
    Session.objects.filter(pk=scene.second.pk).update(state="cancelled")
    found = attended(scene.held.pk, TUESDAY)
    assert (found[me].periods, found[me].present, found[me].absent) == (8, 4, 4)
    assert (found[other].present, found[other].unmarked) == (4, 4)
    assert len(found) == 4  # the guest too


def test_beyond_the_limit_the_learner_and_who_keeps_the_class_are_told_once(
    scene: Scene, as_user: As
) -> None:
    """The own regulation of the school: at most 40 % of the periods of the class."""
    verbs.set_limits(
        actor=as_user("owner"),
        institution=scene.held.institution,
        since=date(2024, 1, 1),
        all_most=Decimal(40),
        unexcused_most=None,
        clause="Quy chế 5/QC-TCB, Điều 7",
    )
    closed(scene, as_user, scene.first, binh="absent")
    as_user("owner")
    mine = {one.learner.name: one for one in standings(scene.held, MONDAY)}["Trần Quốc Bình"]
    assert mine.warned and mine.judged[0].clause == "Quy chế 5/QC-TCB, Điều 7"
    assert kinds("binh") == [("attendance.limit", "Bạn sắp vắng quá mức của lớp")]
    closed(scene, as_user, scene.second, binh="absent")
    as_user("owner")
    mine = {one.learner.name: one for one in standings(scene.held, TUESDAY)}["Trần Quốc Bình"]
    assert mine.verdict == "failed"
    assert ("attendance.limit", "Bạn đã vắng quá mức của lớp") in kinds("binh")
    assert [kind for kind, _title in kinds("chude-an")].count("attendance.kept") == 1


def kinds(name: str) -> list[tuple[str, str]]:
    """What a user was told."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        rows = Notice.objects.filter(user__username=name).order_by("pk")
        found = [(one.kind, one.title) for one in rows if one.kind.startswith("attendance")]
        cursor.execute("SET LOCAL ROLE hientai_app")
    return found


def test_who_sees_which_marks(scene: Scene, as_user: As) -> None:
    """A1: the class by who keeps, teaches or oversees it; else oneself and the own people."""
    closed(scene, as_user, scene.first)
    for who, count in (("owner", 4), ("yen", 4), ("officer", 4), ("binh", 1), ("cuc", 0)):
        as_user(who)
        assert len(noted(scene.held.pk)) == count, who
        assert Mark.objects.count() == count, who
