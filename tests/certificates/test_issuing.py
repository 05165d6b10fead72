"""K1: certificates with register numbers; C4: who is certified has completed the course."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction

from hientai.certificates import services as verbs
from hientai.certificates.models import Batch, Book, Certificate, Entry
from hientai.certificates.queries.learners import learners
from hientai.certificates.queries.register import unfounded
from hientai.certificates.services import Course, Holder
from hientai.results.models import Outcome
from hientai.results.queries import outcome
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.certificates.conftest import COURSE, MINUTES, SIGNED, School


def issued(school: School, *marks: str, signed_on: date = SIGNED, **more: object) -> Batch:
    """The learners of the class certified on a day."""
    said = {"holders": school.holders(*marks), "course": COURSE, "signed_on": signed_on}
    said |= {"completion": MINUTES, **more}
    return verbs.issue(
        actor=None,
        unit=school.unit,
        training_class=school.held,
        **said,  # type: ignore[arg-type]
    )


def numbers(batch: Batch) -> list[str]:
    """The numbers of a list in order."""
    rows = Certificate.objects.filter(entry__batch=batch).order_by("number")
    return list(rows.values_list("number_text", flat=True))


def test_learners_of_a_class_are_who_used_its_places(school: School) -> None:
    told = {(one.code, one.birth, one.result) for one in learners(school.held)}
    assert told == {(f"HN-00010{n}", "1985-03-15", "studying") for n in (1, 2, 3)}


def test_a_list_gets_the_next_numbers_of_its_book_in_order(school: School) -> None:
    first = issued(school, "good", "Khá")
    guest = Holder(name="ĐOÀN THỊ  LAN", birth="1990", classification="passed")
    second = verbs.issue(
        actor=None, unit=school.unit, holders=[guest], course=COURSE, signed_on=SIGNED
    )
    assert numbers(first) == ["0001/2024/CC-TCB", "0002/2024/CC-TCB"]
    assert numbers(second) == ["0003/2024/CC-TCB"]
    assert first.state == second.state == Batch.State.ISSUED
    made = Certificate.objects.get(entry__batch=second)
    assert (made.name, made.classification, made.person) == ("Đoàn Thị Lan", "Đạt", None)


def test_the_turn_that_was_under_way_is_completed_and_names_the_certificate(
    school: School,
) -> None:
    issued(school, "good")
    turns = dict(Turn.objects.values_list("person__code", "result"))
    assert turns == {
        "HN-000101": "completed",
        "HN-000102": "studying",
        "HN-000103": "studying",
    }
    assert Turn.objects.get(person=school.people[0]).certificate_number == "0001/2024/CC-TCB"


def test_who_holds_a_valid_certificate_of_the_class_gets_no_second_one(school: School) -> None:
    issued(school, "good")
    with pytest.raises(Refused, match="1 người đang có chứng chỉ của lớp này"):
        issued(school, "good", "fair")
    assert Book.objects.get(series="certificate").last == 1


def test_no_certificate_is_signed_before_the_course_ends_or_before_the_last_one(
    school: School,
) -> None:
    with pytest.raises(Refused, match="trước khi khóa học kết thúc"):
        issued(school, "good", signed_on=date(2024, 9, 5))
    issued(school, "good")
    guest = [Holder(name="Đoàn Thị Lan")]
    with pytest.raises(Refused, match="Sổ đã có số ký ngày 10/09/2024"):
        issued(school, holders=guest, signed_on=SIGNED - timedelta(1))


def test_each_year_begins_its_own_book(school: School) -> None:
    issued(school, "good")
    course = Course(**{**vars(COURSE), "ends_on": date(2025, 1, 3)})
    guest = [Holder(name="Đoàn Thị Lan")]
    later = issued(school, holders=guest, course=course, signed_on=date(2025, 1, 6))
    assert numbers(later) == ["0001/2025/CC-TCB"]


def test_who_has_not_completed_the_class_is_not_certified(school: School) -> None:
    """C4: by its results, or by a paper of its keeper; a corrected outcome is told."""
    with pytest.raises(Refused, match="1 người chưa được kết luận là hoàn thành"):
        issued(school, "good", completion="")
    one = issued(school, "good")
    learner = Entry.objects.get(batch=one).learner
    assert outcome(learner.pk).ground == MINUTES
    with pytest.raises(Error, match="did not complete"), transaction.atomic():
        Entry.objects.create(
            batch=verbs.prepare(
                actor=None, unit=school.unit, holders=[Holder("Đoàn Thị Lan")], course=COURSE,
                signed_on=SIGNED, training_class=school.held,
            ),
            position=2, person=school.people[1], name="Trần Quốc Khánh",
        )  # fmt: skip
    assert not unfounded().exists()
    first = outcome(learner.pk)
    Outcome.objects.create(
        learner=learner, state="not_completed", ends_on=first.ends_on, on=SIGNED,
        by="Trần Văn Nam", ground="Biên bản 9/BB-TCB", follows=first,
    )  # fmt: skip
    assert [str(held) for held in unfounded()] == ["0001/2024/CC-TCB"]
    assert Turn.objects.get(person=school.people[0]).result == "failed"


def test_a_list_that_is_dropped_had_no_number(school: School) -> None:
    said = {"course": COURSE, "signed_on": SIGNED, "training_class": school.held}
    said["completion"] = MINUTES
    made = verbs.prepare(actor=None, unit=school.unit, holders=school.holders("good"), **said)
    verbs.drop(actor=None, batch=made)
    assert numbers(issued(school, "good")) == ["0001/2024/CC-TCB"]
    with pytest.raises(Refused, match="đã bỏ"):
        verbs.confirm(actor=None, batch=made)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE certificates_certificate SET name = 'Người khác'",
        "UPDATE certificates_certificate SET state = 'revoked'",
        "UPDATE certificates_certificate SET facts = '{}'",
        "DELETE FROM certificates_certificate",
        "UPDATE certificates_book SET last = 0",
        "UPDATE certificates_batch SET first = 9",
        "UPDATE certificates_entry SET name = 'Người khác'",
        "INSERT INTO certificates_entry (batch_id, position, name, birth, workplace,"
        " classification) SELECT id, 9, 'Người khác', '', '', '' FROM certificates_batch",
        "UPDATE certificates_signingkey SET did = 'did:key:z6Mk'",
        "DELETE FROM certificates_act",
    ],
)
def test_no_hand_on_the_applications_role_writes_over_what_was_issued(
    school: School, harm: str
) -> None:
    issued(school, "good")
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
        cursor.execute(harm)


def test_an_issuer_certifies_nobody_who_was_not_there(school: School, as_app, put) -> None:
    stranger = put("HN-000199", name="Vũ Thị Hạnh")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT audit_seal(NULL, '{}', '{}', false, 'Cán bộ cơ sở', roles => %s)",
            [f"institution:{school.unit.pk}"],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    said = {"course": COURSE, "signed_on": SIGNED, "training_class": school.held}
    with pytest.raises(Refused, match="người không học lớp này"):
        holder = Holder(name=stranger.name, person_id=stranger.pk)
        verbs.prepare(actor=None, unit=school.unit, holders=[holder], **said)
    assert len(learners(school.held)) == 3
