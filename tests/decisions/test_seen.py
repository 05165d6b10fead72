"""A form that was opened before somebody else changed the thing is told so; nothing typed is lost.

The two officers here are one client with two open pages: what matters is what each page showed.
"""

import re
from typing import Any

import pytest
from django.test import RequestFactory

from hientai.decisions import services as verbs
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.documents import services as documents
from hientai.documents.domain.paper import from_data
from hientai.documents.domain.words import words_from
from hientai.documents.models import Paper
from hientai.webkit.seen import key_in
from tests.decisions.made import (
    DAY,
    SAID,
    VALUES,
    WHY,
    drafted,
    issued,
    row_of,
    rows,
    states,
    waiting,
)
from tests.decisions.test_pages import filled, first, officer, read

__all__ = ["first", "officer"]
pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="da-xem" value="([^"]+)"')


def mark_in(page: str) -> str:
    """What a page keeps in its form of what it showed."""
    [found] = set(MARK.findall(page))
    return found


def withdrawn(first: Sending, *who: Any) -> Sending:
    """The draft that takes back the sending of some."""
    return verbs.draft_withdrawal(
        actor=None, first=first, nominations=who, reason=WHY, said=SAID, on=DAY
    )


def test_a_person_whom_another_paper_took_meanwhile_is_not_left_out_in_silence(
    officer, approved, body
) -> None:
    here = f"/quyet-dinh/lap/{approved.pk}/"
    rows_shown = waiting(approved)
    drafted(body, rows_shown[:1])
    page = read(officer.post(here, filled(rows_shown)), 422)
    assert "1 người vừa chọn không còn ở đây" in page
    assert "Nguyễn Thị Mai Hương" in page and Sending.objects.count() == 1
    assert officer.post(here, filled(rows_shown[1:])).status_code == 302


def test_a_correction_is_never_about_another_than_it_was_typed_for(
    officer, approved, first
) -> None:
    chi = row_of(approved, "CHI")
    here = f"/quyet-dinh/{first.pk}/dieu-chinh/dinh-chinh/"
    mark = mark_in(read(officer.get(f"{here}?nguoi={chi.pk}")))
    issued(withdrawn(first, chi))
    sent = {
        "nguoi": [chi.pk],
        "da-xem": mark,
        "reason": "sai sót",
        "name": "Lê Thị Chị",
        "birth": "15/03/1985",
        "starts_on": "02/09/2024",
        "ends_on": "20/09/2024",
    }
    page = read(officer.post(here, sent), 422)
    assert "không còn ở đây" in page and "Lê Thị Chị" in page
    assert not Row.objects.filter(what="corrects").exists()


def test_what_another_paper_changed_meanwhile_is_not_changed_back(officer, approved, first) -> None:
    an = row_of(approved, "AN")
    here = f"/quyet-dinh/{first.pk}/dieu-chinh/dinh-chinh/"
    mark = mark_in(read(officer.get(f"{here}?nguoi={an.pk}")))
    wanted = {an.pk: {"birth": "16/03/1985"}}
    told = {"actor": None, "first": first, "said": SAID, "on": DAY}
    issued(verbs.draft_correction(**told, wanted=wanted, reason="theo giấy khai sinh"))
    sent = {
        "nguoi": [an.pk],
        "da-xem": mark,
        "reason": "sai chức vụ",
        "name": "Lê Thị An",
        "birth": "15/03/1985",
        "post": "Trưởng phòng",
        "unit": "Sở Tài chính",
        "starts_on": "02/09/2024",
        "ends_on": "20/09/2024",
    }
    page = read(officer.post(here, sent), 422)
    assert "vừa được văn bản khác điều chỉnh" in page and "Trưởng phòng" in page
    again = sent | {"da-xem": mark_in(page), "birth": "16/03/1985"}
    assert officer.post(here, again).status_code == 302
    row = Row.objects.get(what="corrects", state="open")
    assert row.after["birth"] == "16/03/1985" and row.after["post"] == "Trưởng phòng"


def test_people_taken_off_a_draft_meanwhile_do_not_come_back_in_silence(
    officer, approved, body
) -> None:
    an, binh, chi = waiting(approved)
    sending = drafted(body, [an, binh])
    here = f"/quyet-dinh/{sending.pk}/doi-nguoi/"
    mark = mark_in(read(officer.get(here)))
    verbs.redraft(actor=None, sending=sending, nominations=[an], on=DAY)
    sent = {"nguoi": [an.pk, binh.pk, chi.pk], "order": "rank", "da-xem": mark}
    page = read(officer.post(here, sent), 422)
    assert "vừa được người khác sửa" in page
    assert [one.code for one in reads.rows_of(sending)] == ["AN"]
    assert officer.post(here, sent | {"da-xem": mark_in(page)}).status_code == 302
    assert [one.code for one in reads.rows_of(sending)] == ["AN", "BÌNH", "CHI"]


def test_a_text_revised_meanwhile_is_told_and_the_typed_one_stays(officer, approved, body) -> None:
    paper = drafted(body, waiting(approved)).paper
    here = f"/van-ban/{paper.pk}/sua/"
    mark = mark_in(read(officer.get(here)))
    words = words_from(paper.words)
    mine = {**vars(words), "signer_name": "Vũ Minh Tâm", "recipients": "Như Điều 2\nBan Giám đốc"}
    documents.revise(actor=None, paper=paper, signer="Trần Văn Hải")
    page = read(officer.post(here, mine | {"da-xem": mark}), 422)
    assert "vừa được người khác sửa" in page and "Ban Giám đốc" in page
    assert "khác dự thảo hiện nay ở: Nơi nhận" in page
    assert officer.post(f"/van-ban/{paper.pk}/khoa/", {"da-xem": mark}).status_code == 409
    assert officer.post(here, mine | {"da-xem": mark_in(page)}).status_code == 302
    paper.refresh_from_db()
    assert paper.signer == "Vũ Minh Tâm" and paper.state == Paper.State.DRAFT
    documents.lock(actor=None, paper=paper)
    page = read(officer.post(here, mine | {"da-xem": mark_in(page)}), 422)
    assert "đang ở trạng thái “chờ ký”" in page and "Lưu lần nữa" not in page


def test_an_amending_draft_is_drawn_up_anew_on_its_own_paper(officer, approved, first) -> None:
    an, binh = row_of(approved, "AN"), row_of(approved, "BÌNH")
    draft = withdrawn(first, an)
    words = words_from(draft.paper.words)
    by_hand = words_from({**vars(words), "recipients": "Như Điều 2\nBan Giám đốc"})
    documents.revise(actor=None, paper=draft.paper, words=by_hand)
    here = f"/quyet-dinh/{draft.pk}/lap-lai/"
    page = read(officer.get(here))
    assert re.search(rf'value="{an.pk}" id="nguoi-{an.pk}" checked', page) and WHY in page
    sent = {
        "nguoi": [binh.pk],
        "da-xem": mark_in(page),
        "reason": "có đơn xin rút",
        "signer": "Vũ Minh Tâm",
        "gia-tri-1": VALUES["cơ sở đào tạo"],
    }
    assert officer.post(here, sent).status_code == 302
    assert Sending.objects.filter(kind="withdraw").count() == 1
    draft.refresh_from_db()
    draft.paper.refresh_from_db()
    assert (draft.reason, draft.paper.signer) == ("có đơn xin rút", "Vũ Minh Tâm")
    assert [(row.person.code, row.state) for row in rows(draft)] == [
        ("BÌNH", "open"),
        ("AN", "free"),
    ]
    told = "\n".join(one.text for one in from_data(draft.paper.content).provisions)
    assert "Lê Thị Bình" in told and "Lê Thị An" not in told
    assert words_from(draft.paper.words).recipients == by_hand.recipients
    page = read(officer.post(here, sent), 422)
    assert "vừa được văn bản khác điều chỉnh" in page
    issued(draft)
    assert (states(approved)["BÌNH"], states(approved)["AN"]) == ("withdrawn", "decided")
    assert officer.get(here).status_code == 404


def test_a_replacement_drawn_up_anew_may_take_the_same_person_again(approved, first) -> None:
    told = {"actor": None, "first": first, "reason": WHY, "on": DAY}
    draft = verbs.draft_replacement(**told, nominations=[row_of(approved, "AN")], said=SAID)
    anew = verbs.Said(signer="Vũ Minh Tâm", instead=draft)
    over = {row_of(approved, "GIANG").pk: "nghỉ thai sản"}
    verbs.draft_replacement(**told, nominations=[row_of(approved, "CHI")], said=anew, passed=over)
    open_rows = [(r.what, r.person.code) for r in rows(draft) if r.state == "open"]
    assert open_rows == [("replaces", "CHI"), ("sends", "DUNG")]
    issued(draft)
    assert (states(approved)["CHI"], states(approved)["DUNG"]) == ("replaced", "decided")


def test_a_decision_about_thousands_is_one_form() -> None:
    ticked = {"nguoi": [str(key) for key in range(5_000)], "da-xem": "7"}
    request = RequestFactory().post("/quyet-dinh/lap/1/", ticked)
    assert len(request.POST.getlist("nguoi")) == 5_000 and key_in(request) == 7
