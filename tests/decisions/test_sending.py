"""A decision drawn up from an approved list; its registration enrols, never before (Decision)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hientai.decisions import services as verbs
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.documents import services as documents
from hientai.documents.domain.paper import from_data
from hientai.documents.models import Paper
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination
from hientai.places.models import Seat
from hientai.places.services.seats import release_lapsed
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.decisions.made import (
    ISSUED,
    VALUES,
    drafted,
    issued,
    row_of,
    rows,
    signed,
    states,
    waiting,
)
from tests.documents.made import PDF
from tests.nominations.made import DAY, approve
from tests.nominations.test_lists import added

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_commit")]


def test_registration_enrols_and_nothing_before_does(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    paper = signed(sending)
    assert not Turn.objects.exists()
    assert set(Seat.objects.values_list("state", flat=True)) == {"held"}
    documents.register(actor=None, paper=paper, on=ISSUED)
    turns = Turn.objects.order_by("person__code")
    assert [(t.person.code, t.result, t.programme) for t in turns] == [
        ("AN", "studying", "Quản lý tài chính công"),
        ("BÌNH", "studying", "Quản lý tài chính công"),
        ("CHI", "studying", "Quản lý tài chính công"),
    ]
    assert {(t.starts_on, t.ends_on, t.item_id) for t in turns} == {
        (date(2024, 9, 2), date(2024, 9, 20), "A.1.1")
    }
    assert set(Seat.objects.values_list("state", flat=True)) == {"used"}
    assert states(approved) == {
        "AN": "decided",
        "BÌNH": "decided",
        "CHI": "decided",
        "DUNG": "reserve",
        "GIANG": "reserve",
    }


def test_the_paper_says_what_the_list_the_scheme_and_the_register_say(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    paper = from_data(sending.paper.content)
    words = "\n".join(one.text for one in paper.provisions)
    assert paper.abstract.endswith("tham gia lớp bồi dưỡng Quản lý tài chính công")
    assert "Cử 03 cán bộ, công chức, viên chức (có danh sách kèm theo)" in words
    assert "thuộc chỉ tiêu chuyên gia tài chính - kế hoạch" in words
    assert "19 ngày, từ ngày 02/9/2024 đến ngày 20/9/2024" in words
    assert "Trường Đào tạo cán bộ Lê Hồng Phong; địa điểm: số 220 đường Láng" in words
    assert any(
        g.startswith("Căn cứ Quyết định số 1698/QĐ-UBND ngày 19 tháng 5 năm 2022")
        for g in paper.grounds
    )
    assert any("Luật Cán bộ, công chức ngày 13 tháng 11 năm 2008" in g for g in paper.grounds)
    assert not any(ground.startswith("Căn cứ Luật Viên chức") for ground in paper.grounds)
    [annex] = paper.annexes
    assert annex.rows[0] == ("1", "Lê Thị An", "15/03/1985", "Phó Trưởng phòng", "Sở Tài chính")
    assert len(annex.rows) == 3
    assert sending.paper.symbol == "QĐ-STC"
    assert paper.authority == "Giám đốc Sở Tài chính"
    assert paper.signature.authority == ("GIÁM ĐỐC",)


def test_who_signs_in_the_stead_of_the_head_is_typed(approved, body) -> None:
    said = verbs.Said("Vũ Minh Tâm", VALUES, title="KT. Giám đốc\nPhó Giám đốc")
    paper = from_data(drafted(body, waiting(approved), said=said).paper.content)
    assert paper.authority == "Giám đốc Sở Tài chính"
    assert paper.signature.authority == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_the_list_stands_by_name_where_that_is_asked_for(held, put, body, places) -> None:
    places(9)
    names = {
        "CB-1": "Trần Văn Đức",
        "CB-2": "Lê Hải Ánh",
        "CB-3": "Vũ Thị Anh",
        "CB-4": "Bùi Văn Dũng",
    }
    added(held, *(put(code, name=name) for code, name in names.items()))
    approve(held)
    sending = drafted(body, waiting(held), said=verbs.Said("Vũ Minh Tâm", VALUES, "name"))
    [annex] = from_data(sending.paper.content).annexes
    assert [row[1] for row in annex.rows] == [
        "Vũ Thị Anh",
        "Lê Hải Ánh",
        "Bùi Văn Dũng",
        "Trần Văn Đức",
    ]
    assert [row.person.name for row in rows(sending)] == [row[1] for row in annex.rows]


def test_a_missing_value_is_told_with_where_to_fill_it(approved, body) -> None:
    with pytest.raises(Refused) as refused:
        drafted(body, waiting(approved), said=verbs.Said("Vũ Minh Tâm"))
    told = str(refused.value)
    assert "còn thiếu 3 giá trị" in told
    assert "kinh phí: ghi nguồn kinh phí ở danh sách đề cử" in told
    assert "{địa điểm}" in told and "{cơ sở đào tạo}" in told
    assert not Sending.objects.exists() and not Paper.objects.exists()


def test_a_preview_writes_nothing_and_leaves_open_places(approved, body) -> None:
    seen = verbs.preview_sending(actor=None, body=body, nominations=waiting(approved), on=DAY)
    assert {one.field for one in seen.missing} == {"cơ sở đào tạo", "địa điểm", "kinh phí"}
    assert "Kinh phí: ……" in "\n".join(one.text for one in seen.paper.provisions)
    assert len(seen.paper.annexes[0].rows) == 3
    assert not Paper.objects.exists() and not Row.objects.exists()


def test_only_who_holds_a_seat_is_sent(approved, body) -> None:
    with pytest.raises(Refused, match="không giữ chỗ"):
        drafted(body, [*waiting(approved), row_of(approved, "DUNG")])
    with pytest.raises(Refused, match="Chưa chọn ai"):
        drafted(body, [])


def test_another_body_than_the_route_names_does_not_issue(approved, units) -> None:
    other = documents.issuing_body(actor=None, unit=units["SNV"], on=DAY)
    with pytest.raises(Refused, match="cơ quan ban hành là Sở Tài chính"):
        drafted(other, waiting(approved))


def test_a_seat_stands_on_one_paper_only(approved, body) -> None:
    drafted(body, waiting(approved)[:2])
    with pytest.raises(Refused, match="một quyết định cử khác|chưa đăng ký"):
        drafted(body, waiting(approved)[1:])
    assert Sending.objects.count() == 1
    drafted(body, waiting(approved)[2:])
    assert reads.undecided([approved.pk]) == []


def test_a_dropped_draft_frees_its_rows(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    documents.drop(actor=None, paper=sending.paper, reason="Lập nhầm khóa học")
    assert {row.state for row in rows(sending)} == {"free"}
    again = drafted(body, waiting(approved))
    assert len(rows(again)) == 3


def test_the_rows_of_a_locked_paper_stand_still_in_the_database(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    documents.lock(actor=None, paper=sending.paper)
    row = rows(sending)[0]
    for change in ({"state": "free"}, {"after": {}}, {"position": 9}, {"what": "withdraws"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Row.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.create(
            sending=sending, position=9, what="sends", nomination=row_of(approved, "DUNG"),
            person=row_of(approved, "DUNG").person, seat=row.seat,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=row.nomination_id).update(state="withdrawn")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=row.seat_id).update(
            state="released", reason="x", released_at="2024-06-02T00:00+07"
        )


def test_a_seat_of_somebody_else_is_not_written_into_a_row(approved, body) -> None:
    sending = drafted(body, waiting(approved)[:1])
    two, three = waiting(approved)[1:]
    with pytest.raises(IntegrityError, match="belongs"), transaction.atomic():
        Row.objects.create(
            sending=sending, position=5, what="sends", nomination=two, person=two.person,
            seat=three.seat,
        )  # fmt: skip


def test_sent_back_from_numbering_the_paper_is_a_draft_and_its_people_still_hold_seats(
    approved, body
) -> None:
    sending = drafted(body, waiting(approved))
    paper = documents.send_back(actor=None, paper=signed(sending), reason="Sai thể thức")
    assert paper.state == "draft"
    assert {row.state for row in rows(sending)} == {"open"}
    assert set(Seat.objects.values_list("state", flat=True)) == {"held"}
    issued(Sending.objects.get(pk=sending.pk))
    assert Turn.objects.count() == 3


def test_a_locked_paper_keeps_the_places_beyond_their_last_day(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    documents.lock(actor=None, paper=sending.paper)
    assert release_lapsed(on=date(2024, 9, 1)) == []
    assert set(Seat.objects.values_list("state", flat=True)) == {"held"}


def test_a_draft_whose_people_lost_their_seats_is_not_locked_and_says_who(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    gone = row_of(approved, "BÌNH")
    nominations.withdraw(actor=None, nomination=gone, reason="Nghỉ thai sản", on=DAY)
    with pytest.raises(Refused, match="Lê Thị Bình: đã rút"):
        documents.lock(actor=None, paper=sending.paper)
    assert Paper.objects.get(pk=sending.paper_id).state == "draft"


def test_whom_a_paper_being_signed_is_about_is_not_withdrawn(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    documents.lock(actor=None, paper=sending.paper)
    with pytest.raises(Refused, match="đang được ký"), transaction.atomic():
        nominations.withdraw(
            actor=None, nomination=row_of(approved, "AN"), reason="Nghỉ việc", on=DAY
        )
    assert states(approved)["AN"] == "seated"


def test_what_the_rooms_below_refuse_gives_no_number(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    paper = signed(sending)
    an = row_of(approved, "AN").person
    Turn.objects.create(
        person=an, programme="Quản lý tài chính công", starts_on=date(2024, 9, 2),
        ends_on=date(2024, 9, 2), result="withdrawn", exclusive=False,
    )  # fmt: skip
    Turn.objects.filter(person=an).update(result="failed")
    with pytest.raises(Refused), transaction.atomic():
        documents.register(actor=None, paper=paper, on=ISSUED)
    assert Paper.objects.get(pk=paper.pk).number is None
    assert Seat.objects.filter(state="held").count() == 3


def test_one_from_before_the_system_ties_and_enrols_its_people(approved, body) -> None:
    stated = documents.Stated(
        "decision", 57, date(2024, 5, 20), "Về việc cử đi bồi dưỡng", "Vũ Minh Tâm"
    )
    made = verbs.enter_back_dated(
        actor=None, body=body, nominations=waiting(approved), stated=stated, scan=PDF, on=DAY
    )
    assert (made.paper.number, made.paper.state, made.done_on) == (
        57,
        "registered",
        date(2024, 5, 20),
    )
    assert {row.state for row in rows(made)} == {"done"}
    assert Turn.objects.count() == 3
    assert reads.of_paper(made.paper) == made


def test_one_refused_at_numbering_goes_back_whole(approved, body) -> None:
    stated = documents.Stated(
        "decision", 57, date(2024, 5, 20), "Về việc cử đi bồi dưỡng", "Vũ Minh Tâm"
    )
    verbs.enter_back_dated(
        actor=None, body=body, nominations=waiting(approved)[:1], stated=stated, scan=PDF, on=DAY
    )
    with pytest.raises(Refused, match="Số này đã cấp"):
        verbs.enter_back_dated(
            actor=None, body=body, nominations=waiting(approved), stated=stated, scan=PDF, on=DAY
        )
    assert Sending.objects.count() == 1
    assert Turn.objects.count() == 1
    assert len(waiting(approved)) == 2


def test_a_registered_paper_that_enrolled_nobody_does_not_stand(approved, body) -> None:
    """The wall at the end of the transaction, where a room above forgets to enrol."""
    sending = drafted(body, waiting(approved))
    paper = signed(sending)
    with pytest.raises(IntegrityError, match="uses the seats"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(
            state="registered", number=9, year=2024, issued_on=ISSUED
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_seat_leads_to_its_paper_and_every_paper_to_its_seats(approved, body) -> None:
    sending = issued(drafted(body, waiting(approved)))
    told = reads.rows_of(sending)
    assert [(one.code, one.row.seat_id, one.holds) for one in told] == [
        (row.person.code, row.seat_id, True)
        for row in approved.nominations.filter(state="decided").order_by("position")
    ]
    for seat in Seat.objects.all():
        assert [row.sending_id for row in reads.chains_of([seat.pk])[seat.pk]] == [sending.pk]
    assert [row.sending_id for row in reads.of_person(told[0].row.person_id)] == [sending.pk]
    assert list(reads.of_list(approved)) == [sending]
