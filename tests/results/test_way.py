"""A class is marked, concluded, corrected; figures follow; walls hold below (C4, P4, R2)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction

from hientai.attendance.services import Entry, Leave, close, give, put
from hientai.audit.models import Event
from hientai.classes.models import TrainingClass
from hientai.law.services import accept_correction, draft_correction
from hientai.notices.models import Notice
from hientai.organisations.models import Unit
from hientai.programmes.services.materials import Upload
from hientai.results.domain.points import TAKEN_BACK
from hientai.results.models import Grade, Objection, Outcome, Part, Work
from hientai.results.queries import completed, outcome, standing
from hientai.results.queries.book import book_of, verdicts
from hientai.results.queries.mine import own_classes
from hientai.results.services import (
    Said,
    conclude,
    conclude_on_paper,
    decide,
    grade,
    hand_in,
    object_to,
    publish,
    undo,
    withdraw_objection,
    withdraw_part,
    write_part,
)
from hientai.screening.queries.figures import quota_figure, target_figures
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from hientai.training.models import Turn
from hientai.training.queries.readings import reading_at
from hientai.upkeep.services import tie
from tests.journeys.city import user
from tests.results.conftest import AFTER, FIRST, GROUND, LAST, Scene, given, looks

pytestmark = pytest.mark.django_db
MINUTES = "Biên bản 5/BB-TCB"
PDF = b"%PDF-1.7 bao cao"


def as_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT audit_seal(NULL, 'all', 'all', true, '')")


def done(scene: Scene, *texts: str) -> None:
    """All marks are there: of the test as told, of the report 8 for everybody."""
    scene.marked(*texts)
    scene.marked(*("8" for _one in texts), part=scene.report)


def concluded(scene: Scene, on: date = AFTER, ground: str = MINUTES) -> list[Outcome]:
    return conclude(actor=None, held_class=scene.held, on=on, ground=ground)


def results(scene: Scene) -> list[str]:
    rows = Turn.objects.filter(person__in=scene.people).order_by("person__code")
    return list(rows.values_list("result", flat=True))


def counted(on: date = AFTER) -> tuple[int, int]:
    """How far the target and how many places of the quota are filled."""
    asked = reading_at("hanoi-1698", on)
    figure = target_figures(asked)["2.1.a.1"].progress
    return figure.done, quota_figure(asked, "A.1.1").screening.funnel.trained


def test_a_concluded_class_counts_in_target_and_quota_at_once_and_so_does_its_correction(
    scene: Scene, there: Callable[..., None]
) -> None:
    """R2, P4: the turn is completed with the outcome, and corrected with a trace."""
    done(scene, "7", "9", "4,5", "6")
    assert (counted(), results(scene)) == ((0, 0), ["studying"] * 3)
    made = concluded(scene)
    assert [one.state for one in made].count("completed") == 3
    assert results(scene) == ["completed", "completed", "failed"]
    assert counted() == (2, 2)
    assert set(completed(scene.held.pk)) == {
        *(one.pk for one in scene.learners[:2]),
        scene.guest.pk,
    }
    first = outcome(scene.learners[1].pk)
    assert first is not None and (str(first.mean), first.classification) == ("8.50", "Giỏi")
    scene.marked("", "4", ground="Biên bản 9/BB-TCB")
    assert counted() == (1, 1)
    second = outcome(scene.learners[1].pk)
    assert second is not None and second.follows_id == first.pk
    assert second.ground == "kết luận sửa theo: Biên bản 9/BB-TCB"
    turn = Turn.objects.get(person=scene.people[1])
    traced = Event.objects.filter(table_name="training_turn", row_id=turn.pk).order_by("-id")[0]
    assert (traced.before["result"], traced.after["result"]) == ("completed", "failed")
    assert "Biên bản 9/BB-TCB" in traced.ground


def test_what_is_missing_stays_unknown_and_its_turn_under_way(
    scene: Scene, there: Callable[..., None]
) -> None:
    done(scene, "7", "9")
    states = {one.learner_id: one.state for one in concluded(scene)}
    assert states[scene.learners[2].pk] == "unknown"
    assert results(scene) == ["completed", "completed", "studying"]
    with pytest.raises(Refused, match="Không có kết luận nào mới"):
        concluded(scene)
    given_later = [scene.mark(2, "5"), scene.mark(2, "5", scene.report)]
    grade(actor=None, held_class=scene.held, given=given_later, on=AFTER)
    assert results(scene)[2] == "completed"


def test_without_a_roll_nobody_completes_and_the_preview_says_what_is_needed(
    scene: Scene,
) -> None:
    done(scene, "7", "9", "8", "8")
    _rule, found = verdicts(scene.held, AFTER)
    assert {one.judged.state for one in found} == {"unknown"}
    assert found[0].judged.missing == ["khóa sổ điểm danh của 1 buổi"]


def test_a_closed_roll_decides_who_was_there(scene: Scene) -> None:
    """C4 with C2: the roll of the lecturer, once it is closed, and a leave with its paper."""
    done(scene, "7", "9", "8", "8")
    held = Session.objects.get()
    first, second, third = scene.learners
    marks = [(first, "present"), (scene.guest, "present"), (second, "absent")]
    entries = [Entry(one.pk, state) for one, state in marks]
    leave = Leave(FIRST, FIRST, "Ốm", paper="Giấy ra viện 12")
    put(actor=None, session=held, entries=entries, how="list", on=AFTER)
    give(actor=None, learner=third, leave=leave, on=AFTER)
    assert {one.judged.state for one in verdicts(scene.held, AFTER)[1]} == {"unknown"}
    close(actor=None, session=held, on=AFTER)
    concluded(scene)
    assert results(scene) == ["completed", "failed", "completed"]


def test_an_absence_and_a_breach_end_the_turn_and_say_why(
    scene: Scene, there: Callable[..., None]
) -> None:
    there(l0=1)
    done(scene, "7", "9", "8", "8")
    breaches = {scene.learners[1].pk: "thi hộ"}
    conclude(actor=None, held_class=scene.held, on=AFTER, ground=MINUTES, breaches=breaches)
    told = standing(scene.held.pk)
    why = [one.told for at in (0, 1) for one in told[scene.learners[at].pk].judged.failures]
    assert why == [
        "Chuyên cần: 3/4 tiết, dự đủ số tiết",
        "Chấp hành nội quy: thi hộ, không vi phạm nội quy",
    ]  # noqa: E501
    assert results(scene) == ["failed", "failed", "completed"]


def test_a_class_is_not_concluded_before_its_last_day_nor_after_somebody_changed_what_was_seen(
    scene: Scene, there: Callable[..., None]
) -> None:
    done(scene, "7", "9", "8", "8")
    with pytest.raises(Refused, match="Lớp chưa kết thúc"):
        concluded(scene, on=LAST - timedelta(1))
    seen = [(one.row.learner.id, one.judged.state) for one in verdicts(scene.held, AFTER)[1]]
    scene.marked("3")
    with pytest.raises(Refused, match="vừa thay đổi"):
        conclude(actor=None, held_class=scene.held, on=AFTER, ground=MINUTES, seen=seen)
    assert not Outcome.objects.exists()


def test_a_class_whose_results_are_on_paper_is_concluded_by_that_paper_alone(
    scene: Scene,
) -> None:
    first = {scene.learners[0].pk: "Khá"}
    said = {"actor": None, "held_class": scene.held, "on": AFTER, "ground": MINUTES}
    with pytest.raises(Refused, match="được ghi ở đây"):
        conclude_on_paper(completed=first, **said)
    Part.objects.update(withdrawn_on=AFTER)
    conclude_on_paper(completed=first, **said)
    assert results(scene) == ["completed", "studying", "studying"]
    with pytest.raises(Refused, match="không học lớp này"):
        conclude_on_paper(completed={999999: ""}, **said)


def test_marks_are_never_written_over_and_a_step_is_taken_back(scene: Scene) -> None:
    first = scene.marked("7", "9")
    second = scene.marked("8", "9", "5")
    assert (first.count, second.count) == (2, 2)
    undo(actor=None, batch=second, on=AFTER)
    book = book_of(scene.held)
    stand = [book.cell((one.pk, scene.test.pk, 1)) for one in scene.learners]
    assert [one.points for one in stand[:2] if one] == [7, 9]
    assert stand[2] is not None and stand[2].what == TAKEN_BACK
    assert Grade.objects.count() == 6
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(actor=None, batch=second, on=AFTER)
    with pytest.raises(Refused, match="sửa tiếp"):
        undo(actor=None, batch=first, on=AFTER)
    for harm in ("UPDATE results_grade SET points = 10", "DELETE FROM results_grade"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(harm)


def test_two_who_mark_at_once_do_not_overwrite_each_other(scene: Scene) -> None:
    scene.marked("7")
    seen = book_of(scene.held).last
    scene.marked("8")
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        scene.marked("6", seen=seen)


def test_a_published_mark_is_corrected_on_a_ground_alone_and_the_part_keeps_its_scale(
    scene: Scene,
) -> None:
    with pytest.raises(Refused, match="chưa có điểm nào"):
        publish(actor=None, part=scene.test, on=AFTER)
    scene.marked("7")
    publish(actor=None, part=scene.test, on=AFTER)
    with pytest.raises(Refused, match="phải có căn cứ"):
        scene.marked("8")
    scene.marked("8", ground="Biên bản 6/BB-TCB")
    with pytest.raises(Refused, match="đã có điểm"):
        write_part(
            actor=None, held_class=scene.held, part=scene.test, ground=GROUND,
            said=Said("Bài kiểm tra", scale=given("100").points or 0),
        )  # fmt: skip
    scene.test.refresh_from_db()
    with pytest.raises(Refused, match="đã có điểm"):
        withdraw_part(actor=None, part=scene.test, on=AFTER, ground=GROUND)


def test_an_objection_is_decided_by_another_than_who_marked_and_corrects_the_outcome(
    scene: Scene, there: Callable[..., None], units: dict[str, Unit]
) -> None:
    as_owner()
    grader = user("cham.diem", "Đỗ Văn Hùng", "owner", units["HN"])
    other = user("phuc.khao", "Ngô Thị Lan", "owner", units["HN"])
    learner = user("hoc.vien", "Bùi Văn An", "learner", units["STC"])
    tie(user=learner, person=scene.people[0], since=date(2022, 1, 1))
    done(scene, "", "9", "8", "8")
    scene.marked("4,75", actor=grader)
    publish(actor=grader, part=scene.test, on=AFTER)
    concluded(scene)
    assert results(scene)[0] == "failed"
    mark = Grade.objects.get(learner=scene.learners[0], part=scene.test)
    late = AFTER + timedelta(16)
    with pytest.raises(Refused, match="hết hạn"):
        object_to(actor=learner, grade=mark, reason="Câu 3 chấm thiếu", on=late)
    shorter = draft_correction(
        actor=None,
        parameter="classes.objection_days",
        value=1,
        since=AFTER,
        until=None,
        clause="Quy chế 12/QC-TBDCB, Điều 20",
        certainty="verified",
    )
    accept_correction(actor=None, correction=shorter.pk)
    with pytest.raises(Refused, match="hết hạn"):
        object_to(actor=learner, grade=mark, reason="Câu 3", on=AFTER + timedelta(2))
    made = object_to(actor=learner, grade=mark, reason="Câu 3 chấm thiếu", on=AFTER)
    with pytest.raises(Refused, match="đã có đề nghị"):
        object_to(actor=learner, grade=mark, reason="Câu 3 chấm thiếu", on=AFTER)
    with pytest.raises(Refused, match="không quyết định phúc khảo"):
        decide(actor=grader, objection=made, mark=given("6"), answer="Giữ", on=AFTER)
    with pytest.raises(Error), transaction.atomic():
        Objection.objects.filter(pk=made.pk).update(
            state="upheld", decider=grader.pk, decided_on=AFTER, answer="Giữ", decided_by="?"
        )
    decided = decide(actor=other, objection=made, mark=given("5.5"), answer=MINUTES, on=AFTER)
    assert (decided.state, decided.new_grade and decided.new_grade.points) == ("changed", 5.5)
    assert results(scene)[0] == "completed"
    kinds = set(Notice.objects.filter(user=learner).values_list("kind", flat=True))
    assert {"results.published", "results.concluded", "results.answered"} <= kinds
    with pytest.raises(Refused, match="đã được quyết định"):
        withdraw_objection(actor=learner, objection=decided, on=AFTER)


def test_a_learner_sees_the_own_results_once_published_and_hands_in_own_work_alone(
    scene: Scene, there: Callable[..., None]
) -> None:
    done(scene, "7", "9", "8", "8")
    one, other = scene.people[0], scene.people[1]
    looks(person=one)
    assert Grade.objects.count() == 0 and Outcome.objects.count() == 0
    as_owner()
    publish(actor=None, part=scene.test, on=AFTER)
    concluded(scene)
    looks(person=one)
    assert [str(mark.points) for mark in Grade.objects.all()] == ["7.00"]
    assert [row.learner_id for row in Outcome.objects.all()] == [scene.learners[0].pk]
    [own] = own_classes(one.pk)
    assert own.outcome is not None and own.outcome.state == "completed"
    with pytest.raises(Refused, match="phạm vi"):
        scene.marked("10", ground="Tự sửa")
    with pytest.raises(Refused, match="phạm vi"):
        concluded(scene)
    looks(person=other)
    assert not Grade.objects.filter(learner=scene.learners[0]).exists()


def test_a_work_is_served_to_its_learner_and_who_grades_it_alone(
    scene: Scene, units: dict[str, Unit]
) -> None:
    """E1, A1: an attacker with another's key finds nothing."""
    said = {"actor": None, "part": scene.report, "on": LAST}
    looks(person=scene.people[0])
    work = hand_in(learner=scene.learners[0], upload=Upload("thu-hoach.pdf", PDF), **said)
    assert (work.name, work.edition) == ("thu-hoach.pdf", 1)
    with pytest.raises(Refused, match="phạm vi"):
        hand_in(learner=scene.learners[1], upload=Upload("a.pdf", PDF), **said)
    with pytest.raises(Refused, match="đã được nộp"):
        hand_in(learner=scene.learners[0], upload=Upload("a.pdf", PDF), **said)
    with pytest.raises(Refused, match="không phải PDF"):
        hand_in(learner=scene.learners[0], upload=Upload("a.pdf", b"MZ virus"), **said)
    with pytest.raises(Refused, match="hết hạn nộp"):
        late = {**said, "on": LAST + timedelta(1)}
        hand_in(learner=scene.learners[0], upload=Upload("a.pdf", PDF + b"2"), **late)
    for attacker in (
        {"person": scene.people[1]},
        {"seen": "all"},
        {"seen": f"{{{units['STC'].pk}}}"},
        {"roles": f"institution:{units['SNV'].pk + 999}"},
    ):
        looks(**attacker)
        assert not Work.objects.exists()
    looks(person=scene.lecturer.person)
    assert Work.objects.count() == 1
    looks(roles=f"institution:{scene.held.institution.unit_id}")
    assert Work.objects.count() == 1


def test_a_lecturer_grades_what_is_theirs_and_nothing_after_the_conclusion(
    scene: Scene, there: Callable[..., None]
) -> None:
    as_owner()
    Part.objects.filter(pk=scene.report.pk).update(
        lecturer=None, topic=scene.held.version.topics.first()
    )
    looks(person=scene.lecturer.person)
    scene.marked("7", "9", "8", "8")
    with pytest.raises(Refused, match="phạm vi"):
        scene.marked("8", part=scene.report)
    with pytest.raises(Refused, match="phạm vi"):
        publish(actor=None, part=scene.test, on=AFTER)
    as_owner()
    scene.marked("8", "8", "8", "8", part=scene.report)
    concluded(scene)
    looks(person=scene.lecturer.person)
    with pytest.raises(Refused, match="đã được kết luận"):
        scene.marked("10")


def test_a_unit_sees_the_outcomes_of_its_own_people_and_no_marks(
    scene: Scene, there: Callable[..., None], units: dict[str, Unit]
) -> None:
    done(scene, "7", "9", "8", "8")
    concluded(scene)
    looks(seen=f"{{[{units['STC'].pk},{units['STC'].pk}]}}")
    seen = set(Outcome.objects.values_list("learner_id", flat=True))
    assert seen == {one.pk for one in scene.learners[:2]}
    assert not Grade.objects.exists()
    looks(roles=f"institution:{scene.held.institution.unit_id}")
    assert len(standing(scene.held.pk)) == 4
    assert TrainingClass.objects.get().pk == scene.held.pk


def test_an_institution_that_sees_no_records_completes_the_turns_of_its_class(
    scene: Scene, there: Callable[..., None]
) -> None:
    looks(roles=f"institution:{scene.held.institution.unit_id}")
    done(scene, "7", "9", "8", "8")
    concluded(scene)
    assert not Turn.objects.exists()
    looks(seen="all")
    assert results(scene) == ["completed"] * 3
