"""A list is drawn up in bulk steps that are looked at before and taken back after (N1, N2)."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from xlsxwriter import Workbook

from hientai.nominations import services as verbs
from hientai.nominations.models import Batch, Nomination, NominationList, NominationStep
from hientai.nominations.queries import lists as reads
from hientai.nominations.queries.candidates import candidates
from hientai.shared.refused import Refused
from tests.nominations.made import DAY, approve, sent, states

pytestmark = pytest.mark.django_db


def added(held: NominationList, *people, on: date = DAY) -> Batch:
    """People put on the list in one step."""
    keys = [one.pk for one in people]
    return verbs.nominate(actor=None, nomination_list=held, people=keys, on=on)


def removed(held: NominationList, *people) -> Batch:
    """People taken off in one step."""
    rows = held.nominations.filter(person__in=people, state="draft").values_list("pk", flat=True)
    return verbs.remove(actor=None, nomination_list=held, nominations=list(rows), on=DAY)


def test_pasted_lines_are_previewed_and_nothing_is_written(held, put) -> None:
    put("CB-01")
    put("CB-02", title="none")
    found = verbs.look_up(nomination_list=held, on=DAY, text="CB-01\nCB-02\nCB-99\nKhông có ai")
    assert [(row.code, row.stopped) for row in found.rows] == [("CB-01", False), ("CB-02", True)]
    assert [one.outcome for one in found.lines] == ["found", "found", "unknown", "unread"]
    assert [one.line for one in found.left_out] == [3, 4]
    assert not Nomination.objects.exists()


def test_who_is_on_the_list_already_is_said_and_not_added_again(held, put) -> None:
    an, binh = put("CB-01"), put("CB-02")
    added(held, an)
    found = verbs.preview(nomination_list=held, people=[an.pk, binh.pk], on=DAY)
    assert (found.people, found.known) == ([binh.pk], {an.pk})
    step = added(held, an, binh)
    assert len(step.taken) == 1
    with pytest.raises(Refused):
        added(held, an, binh)


def test_a_spreadsheet_is_read_by_code_and_by_name_and_birth_date(held, put, tmp_path) -> None:
    put("CB-01", name="Nguyễn Thu Hà", birth_date=date(1985, 3, 15))
    put("CB-02", name="Lê Minh Châu", birth_date=date(1984, 7, 2))
    put("CB-03", name="Lê Minh Châu", birth_date=date(1984, 7, 2))
    path = Path(tmp_path) / "de-cu.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            [
                ("TT", "Mã CBCCVC", "Họ và tên", "Ngày sinh"),
                (1, "cb-01", "", ""),
                (2, "", "Nguyễn Thu Hà", "15/03/1985"),
                (3, "", "Lê Minh Châu", "02/07/1984"),
            ]
        ):
            sheet.write_row(at, 0, row)
    found = verbs.look_up(nomination_list=held, on=DAY, file=path)
    assert [(one.said.line, one.outcome) for one in found.lines] == [
        (2, "found"),
        (3, "double"),
        (4, "ambiguous"),
    ]
    assert len(found.people) == 1 and [one.line for one in found.left_out] == [3, 4]


def test_a_bulk_step_is_undone_whole_and_keeps_its_trace(held, put) -> None:
    """Nobody loses anything: who was there before stays, who was added goes."""
    an, binh, chi = put("AN"), put("BINH"), put("CHI")
    added(held, an)
    step = added(held, an, binh, chi)
    assert len(step.taken) == 2
    assert verbs.undo(actor=None, batch=step, on=DAY) == 2
    assert states(held)["AN"] == "draft" and set(states(held).values()) == {"draft", "withdrawn"}
    assert [row.nomination.person_id for row in reads.rows_of(held, DAY)] == [an.pk]
    with pytest.raises(Refused):
        verbs.undo(actor=None, batch=step, on=DAY)
    said = NominationStep.objects.filter(nomination__person=binh).order_by("pk")
    assert [(one.was, one.became) for one in said] == [("", "draft"), ("draft", "withdrawn")]


def test_taking_people_off_is_undone_too(held, put) -> None:
    an, binh = put("AN"), put("BINH")
    added(held, an, binh)
    step = removed(held, binh)
    assert states(held) == {"AN": "draft", "BINH": "withdrawn"}
    verbs.undo(actor=None, batch=step, on=DAY)
    assert states(held) == {"AN": "draft", "BINH": "draft"}


def test_undoing_is_refused_with_what_was_built_on_it(held, put) -> None:
    an, binh = put("AN", name="Nguyễn Văn An"), put("BINH", name="Trần Văn Bình")
    step = added(held, an, binh)
    [row, *_] = held.nominations.filter(person=binh)
    verbs.arrange(actor=None, nomination_list=held, nominations=[row.pk], note="yêu cầu", on=DAY)
    with pytest.raises(Refused) as refused:
        verbs.undo(actor=None, batch=step, on=DAY)
    assert "Trần Văn Bình" in refused.value.why and "Nguyễn Văn An" not in refused.value.why


def test_undoing_is_refused_where_somebody_was_added_again(held, put) -> None:
    an = put("AN")
    added(held, an)
    step = removed(held, an)
    added(held, an)
    with pytest.raises(Refused) as refused:
        verbs.undo(actor=None, batch=step, on=DAY)
    assert "thêm lại" in refused.value.why


def test_undoing_is_refused_once_the_list_was_submitted(held, put) -> None:
    step = added(held, put("AN"))
    sent(held)
    with pytest.raises(Refused):
        verbs.undo(actor=None, batch=step, on=DAY)


def test_a_tie_is_parted_by_hand_with_a_reason_that_is_kept(held, put) -> None:
    """N2: ties are explained."""
    an = put("AN", name="Nguyễn Văn An")
    binh = put("BINH", name="Trần Văn Bình")
    added(held, an, binh)
    assert list(states(held)) == ["AN", "BINH"]
    rows = {row.person_id: row.pk for row in held.nominations.all()}
    with pytest.raises(Refused):
        verbs.arrange(
            actor=None, nomination_list=held, nominations=[rows[binh.pk]], note=" ", on=DAY
        )
    verbs.arrange(
        actor=None,
        nomination_list=held,
        nominations=[rows[binh.pk], rows[an.pk]],
        note="Đang phụ trách mảng ngân sách",
        on=DAY,
    )
    assert list(states(held)) == ["BINH", "AN"]
    first = held.nominations.get(person=binh)
    assert (first.rank, first.tie_note) == (1, "Đang phụ trách mảng ngân sách")


def test_a_list_with_somebody_who_may_not_go_is_not_submitted_and_says_why(held, put) -> None:
    """N1: refused with the reasons of each row."""
    added(held, put("AN"), put("BINH", name="Trần Văn Bình", title="none"))
    with pytest.raises(Refused) as refused:
        verbs.submit(actor=None, nomination_list=held, on=DAY)
    assert "Trần Văn Bình (BINH)" in refused.value.why and "(AN)" not in refused.value.why
    assert states(held)["AN"] == "draft"


def test_an_empty_list_is_not_submitted(held) -> None:
    with pytest.raises(Refused):
        verbs.submit(actor=None, nomination_list=held, on=DAY)


def test_what_is_submitted_stands_still(held, put) -> None:
    added(held, put("AN"))
    sent(held)
    for verb in (
        lambda: added(held, put("BINH")),
        lambda: verbs.judge_again(actor=None, nomination_list=held, on=DAY),
        lambda: verbs.change_list(
            actor=None, nomination_list=held, terms=verbs.Terms("hanoi-1698", "A.1.1"), on=DAY
        ),
        lambda: verbs.withdraw_list(actor=None, nomination_list=held, reason="thôi", on=DAY),
    ):
        with pytest.raises(Refused):
            verb()


def test_a_list_given_up_stays_in_sight(held, put) -> None:
    added(held, put("AN"))
    verbs.withdraw_list(actor=None, nomination_list=held, reason="Hoãn lớp", on=DAY)
    held.refresh_from_db()
    assert (held.state, held.note, states(held)) == ("withdrawn", "Hoãn lớp", {"AN": "withdrawn"})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"item": "Z.9"}, "Z.9"),
        ({"scheme": ""}, "Chưa chọn chỉ tiêu"),
        ({"starts_on": None}, "Chưa ghi thời gian"),
        ({"ends_on": date(2024, 9, 1)}, "kết thúc trước khi bắt đầu"),
        ({"form": "bay"}, "Không có giá trị"),
        ({"fund": "vàng"}, "Không có giá trị"),
    ],
)
def test_terms_that_cannot_be_are_refused(opened, change, what) -> None:
    with pytest.raises(Refused) as refused:
        opened(**change)
    assert what in str(refused.value)


def test_one_person_stands_on_a_list_once_in_the_database_too(held, put) -> None:
    """N1: the second wall."""
    added(held, put("AN"))
    row = Nomination.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="nominated_once_in_a_list"), transaction.atomic():
        row.save(force_insert=True)


def test_the_counts_of_a_list_are_those_of_its_rows(opened, put) -> None:
    held = opened()
    added(held, put("AN"), put("BINH"), put("CHI", title="none"))
    [one] = reads.lists_on(DAY)
    assert (one.live, one.stopped, one.seated, one.unit_name) == (3, 1, None, "Sở Tài chính")
    other = opened(title="Danh sách khác", starts_on=date(2025, 1, 6), ends_on=date(2025, 1, 9))
    added(other, put("DUNG"))
    approve(other)
    assert reads.list_of(other.pk, DAY).seated == 1


def test_candidates_are_the_screened_people_of_the_unit_who_are_not_on_the_list(held, put) -> None:
    """N1: added from the screened list."""
    an, binh = put("AN", sex="female"), put("BINH")
    put("KHAC", title="none")
    put("XA", unit="SNV")
    assert [row["code"] for row in candidates(held, DAY)[:9]] == ["AN", "BINH"]
    added(held, an)
    assert [row["person_id"] for row in candidates(held, DAY)[:9]] == [binh.pk]
