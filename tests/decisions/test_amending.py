"""A registered decision is amended by others, in their order; nothing is overwritten (Decision)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hientai.decisions import services as verbs
from hientai.decisions.models import Row
from hientai.decisions.queries import sendings as reads
from hientai.documents import services as documents
from hientai.documents.domain.paper import from_data
from hientai.documents.queries import papers
from hientai.nominations.models import NominationStep
from hientai.places.models import Seat
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.city import study
from tests.decisions.made import (
    ISSUED,
    SAID,
    WHY,
    drafted,
    issued,
    row_of,
    rows,
    states,
    waiting,
)
from tests.nominations.made import DAY, approve
from tests.nominations.test_lists import added

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_commit")]

LATER, LAST = date(2024, 6, 20), date(2024, 7, 1)
PERIOD = verbs.Period(date(2024, 10, 7), date(2024, 10, 25))


@pytest.fixture
def first(approved, body):
    """The registered decision that sent An, Bình and Chi."""
    return issued(drafted(body, waiting(approved)))


def words(sending) -> str:
    """The text of a paper."""
    paper = from_data(sending.paper.content)
    return "\n".join([paper.abstract, *paper.grounds, *(one.text for one in paper.provisions)])


def withdrawn(first, held, *codes: str, **more):
    """The decision that withdraws people."""
    return verbs.draft_withdrawal(
        actor=None, first=first, nominations=[row_of(held, code) for code in codes],
        reason=WHY, said=SAID, on=LATER, **more,
    )  # fmt: skip


def postponed(first, held, *codes: str, period=PERIOD, on=LATER):
    """The decision that postpones people."""
    return verbs.draft_postponement(
        actor=None, first=first, nominations=[row_of(held, code) for code in codes],
        period=period, reason=WHY, said=SAID, on=on,
    )  # fmt: skip


def corrected(first, held, code: str, on=LATER, **wanted: str):
    """The decision that corrects what is said of one person."""
    return verbs.draft_correction(
        actor=None, first=first, wanted={row_of(held, code).pk: wanted}, reason="sai sót",
        said=SAID, on=on,
    )  # fmt: skip


def replaced(first, held, *codes: str, passed=None):
    """The decision that replaces people from the reserve."""
    return verbs.draft_replacement(
        actor=None, first=first, nominations=[row_of(held, code) for code in codes],
        passed=passed, reason=WHY, said=SAID, on=LATER,
    )  # fmt: skip


def turns() -> dict[str, str]:
    """The result of each person's turn, by code."""
    return dict(Turn.objects.values_list("person__code", "result"))


def test_a_withdrawal_refers_to_the_first_and_gives_the_seat_to_the_reserve(
    first, approved
) -> None:
    paper = withdrawn(first, approved, "BÌNH")
    told = words(paper)
    cited = "Quyết định số 01/QĐ-STC ngày 10 tháng 6 năm 2024 của Sở Tài chính"
    assert f"Căn cứ {cited}" in told
    assert f"Thu hồi việc cử bà Lê Thị Bình, Phó Trưởng phòng, Sở Tài chính tại {cited}" in told
    assert f"Lý do: {WHY}." in told
    assert [one.paper for one in papers.former_of(paper.paper)] == [first.paper]
    assert turns()["BÌNH"] == "studying"
    issued(paper, LATER)
    assert turns() == {"AN": "studying", "BÌNH": "withdrawn", "CHI": "studying"}
    assert states(approved) == {
        "AN": "decided",
        "BÌNH": "withdrawn",
        "CHI": "decided",
        "DUNG": "seated",
        "GIANG": "reserve",
    }
    assert row_of(approved, "BÌNH").seat.reason == f"{WHY} (02/QĐ-STC)"
    assert [one.code for one in reads.standing(first)] == ["AN", "CHI"]
    assert len(rows(first)) == 3


def test_a_replacement_takes_the_next_of_the_reserve_and_enrols_with_its_registration(
    first, approved
) -> None:
    paper = replaced(first, approved, "BÌNH")
    assert (
        "Thay bà Lê Thị Bình, Phó Trưởng phòng, Sở Tài chính bằng bà Lê Thị Dung, Phó Trưởng phòng,"
        " Sở Tài chính."
    ) in words(paper)
    issued(paper, LATER)
    assert turns() == {
        "AN": "studying",
        "BÌNH": "withdrawn",
        "CHI": "studying",
        "DUNG": "studying",
    }
    dung = row_of(approved, "DUNG")
    assert (dung.state, dung.replaces) == ("decided", row_of(approved, "BÌNH"))
    assert states(approved)["BÌNH"] == "replaced"
    leaves, comes = rows(paper)
    assert (leaves.what, comes.what, comes.instead_of) == ("replaces", "sends", leaves)
    assert comes.seat == dung.seat and dung.seat.state == "used"
    assert [one.code for one in reads.standing(first)] == ["AN", "CHI"]
    assert [one.code for one in reads.standing(paper)] == ["DUNG"]


def test_who_is_passed_over_in_the_reserve_keeps_the_reason(first, approved) -> None:
    said = {row_of(approved, "DUNG").pk: "Đang điều trị dài ngày"}
    paper = replaced(first, approved, "BÌNH", passed=said)
    comes = rows(paper)[1]
    assert comes.person.code == "GIANG"
    assert [(one["name"], one["reason"]) for one in comes.passed] == [
        ("Lê Thị Dung", "Đang điều trị dài ngày")
    ]
    issued(paper, LATER)
    step = NominationStep.objects.filter(nomination__person__code="DUNG").order_by("-pk").first()
    assert step.reason == "chưa được lên: Đang điều trị dài ngày"


def test_who_studies_elsewhere_by_then_is_passed_over_by_itself(first, approved) -> None:
    dung = row_of(approved, "DUNG").person
    study(dung, None, starts_on=date(2024, 9, 1), ends_on=date(2024, 9, 30), result="studying")
    comes = rows(replaced(first, approved, "BÌNH"))[1]
    assert comes.person.code == "GIANG"
    assert "Quản lý tài chính công" in comes.passed[0]["reason"]


def test_a_reserve_that_does_not_suffice_is_said(first, approved) -> None:
    with pytest.raises(Refused, match="còn thiếu 1"):
        replaced(first, approved, "AN", "BÌNH", "CHI")


def test_a_postponement_moves_seat_and_turn(first, approved) -> None:
    paper = postponed(first, approved, "AN", "CHI")
    assert "từ ngày 07/10/2024 đến ngày 25/10/2024, đối với bà Lê Thị An" in words(paper)
    assert Turn.objects.get(person__code="AN").starts_on == date(2024, 9, 2)
    issued(paper, LATER)
    for code in ("AN", "CHI"):
        turn = Turn.objects.get(person__code=code)
        assert (turn.starts_on, turn.ends_on, turn.result) == (
            PERIOD.starts_on,
            PERIOD.ends_on,
            "studying",
        )
        assert row_of(approved, code).seat.period.lower == PERIOD.starts_on
    assert states(approved)["AN"] == "postponed"
    assert Turn.objects.get(person__code="BÌNH").starts_on == date(2024, 9, 2)


def test_the_new_time_is_judged_for_study_elsewhere_when_drafted_and_when_registered(
    first, approved
) -> None:
    an, chi = row_of(approved, "AN").person, row_of(approved, "CHI").person
    study(chi, None, programme="Tiếng Anh", starts_on=date(2024, 10, 1),
          ends_on=date(2024, 10, 10), result="studying")  # fmt: skip
    with pytest.raises(Refused, match="Lê Thị Chi.*Tiếng Anh"):
        postponed(first, approved, "AN", "CHI")
    paper = postponed(first, approved, "AN")
    study(an, None, programme="Tiếng Anh", starts_on=date(2024, 10, 1),
          ends_on=date(2024, 10, 10), result="studying")  # fmt: skip
    with pytest.raises(Refused), transaction.atomic():
        issued(paper, LATER)
    assert Row.objects.filter(sending=paper).get().state == "open"


def test_a_second_amendment_changes_what_the_first_one_made(first, approved) -> None:
    issued(postponed(first, approved, "AN"), LATER)
    again = verbs.Period(date(2024, 11, 4), date(2024, 11, 22))
    second = postponed(first, approved, "AN", period=again, on=LAST)
    [row] = rows(second)
    assert row.before["starts_on"] == "2024-10-07"
    assert row.after["starts_on"] == "2024-11-04"
    assert row.follows.sending.kind == "postpone"
    assert "Căn cứ Quyết định số 02/QĐ-STC ngày 20 tháng 6 năm 2024" in words(second)
    issued(second, LAST)
    assert Turn.objects.get(person__code="AN").starts_on == date(2024, 11, 4)
    [told] = [one for one in reads.rows_of(first) if one.code == "AN"]
    assert told.latest == row


def test_papers_about_a_person_follow_one_another(first, approved) -> None:
    postponed(first, approved, "AN")
    with pytest.raises(Refused, match="chưa đăng ký"):
        withdrawn(first, approved, "AN")
    withdrawn(first, approved, "BÌNH")


def test_the_database_lets_one_row_be_amended_once(first, approved) -> None:
    paper = postponed(first, approved, "AN")
    row = rows(paper)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.create(
            sending=paper, position=7, what="corrects", nomination=row.nomination,
            person=row.person, seat=row.seat, follows=row.follows,
        )  # fmt: skip


def test_whom_one_paper_withdrew_no_other_amends(first, approved) -> None:
    issued(withdrawn(first, approved, "AN"), LATER)
    with pytest.raises(Refused, match="đang đi theo quyết định này"):
        postponed(first, approved, "AN", on=LAST)


def test_a_correction_says_before_and_after_and_the_first_stays(first, approved) -> None:
    paper = corrected(first, approved, "AN", name="Lê Thị Ân", birth="16/03/1985")
    assert (
        "họ và tên “Lê Thị An” thành “Lê Thị Ân”; ngày sinh “15/03/1985” thành “16/03/1985”."
    ) in words(paper)
    issued(paper, LATER)
    kept = Row.objects.get(sending=first, person__code="AN")
    assert kept.after["name"] == "Lê Thị An"
    [told] = [one for one in reads.rows_of(first) if one.code == "AN"]
    assert told.latest.after["name"] == "Lê Thị Ân"
    assert "bà Lê Thị Ân" in words(withdrawn(first, approved, "AN"))


def test_corrected_days_move_seat_and_turn(first, approved) -> None:
    issued(corrected(first, approved, "AN", starts_on="03/09/2024"), LATER)
    turn = Turn.objects.get(person__code="AN")
    assert (turn.starts_on, turn.ends_on) == (date(2024, 9, 3), date(2024, 9, 20))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"name": "Lê Thị An"}, "không có gì khác"),
        ({"name": "  "}, "Chưa ghi giá trị đúng"),
        ({"starts_on": "hôm nào"}, "không phải là một ngày"),
        ({"starts_on": "01/12/2024"}, "trước ngày bắt đầu"),
        ({"salary": "1"}, "Không đính chính được"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(first, approved, wanted, told) -> None:
    with pytest.raises(Refused, match=told):
        corrected(first, approved, "AN", **wanted)


def test_a_dropped_amendment_leaves_everything_as_it_was(first, approved) -> None:
    paper = withdrawn(first, approved, "AN")
    documents.drop(actor=None, paper=paper.paper, reason="Không thu hồi nữa")
    assert [one.code for one in reads.standing(first)] == ["AN", "BÌNH", "CHI"]
    assert turns()["AN"] == "studying"
    postponed(first, approved, "AN")


def test_an_unregistered_decision_is_not_amended(approved, body) -> None:
    draft = drafted(body, waiting(approved))
    with pytest.raises(Refused, match="đã ban hành"):
        withdrawn(draft, approved, "AN")


def test_thirty_officials_one_withdrawn_and_replaced_one_postponed(held, put, body, places) -> None:
    """The story of the requirement, at the level of the verbs."""
    places(30)
    people = [put(f"CB-{n:02d}", name=f"Trần Văn Sơn {n:02d}") for n in range(1, 33)]
    added(held, *people)
    approve(held, DAY)
    assert sum(state == "seated" for state in states(held).values()) == 30
    first = issued(drafted(body, waiting(held)), ISSUED)
    one, two = [row.nomination.person.code for row in rows(first)][3:5]
    issued(replaced(first, held, one), LATER)
    issued(postponed(first, held, two, on=LAST), LAST)
    assert list(turns().values()).count("studying") == 30
    assert turns()[one] == "withdrawn"
    assert Seat.objects.filter(state="used").count() == 30
    assert [str(paper.paper) for paper in reads.sendings()] == [
        "03/QĐ-STC",
        "02/QĐ-STC",
        "01/QĐ-STC",
    ]
    for seat in Seat.objects.filter(state="used"):
        assert reads.chains_of([seat.pk])[seat.pk][0].state == "done"
    moved = Turn.objects.get(person__code=two)
    assert moved.starts_on == PERIOD.starts_on
