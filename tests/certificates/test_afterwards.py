"""K1: revocation, issue again, copies; nothing is written over, and anyone sees what became."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hientai.certificates import services as verbs
from hientai.certificates.models import Act, Certificate, SigningKey
from hientai.certificates.queries import verifying
from hientai.certificates.services.afterwards import Corrected
from hientai.certificates.views.archive import pieces
from hientai.notices.models import Notice
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from hientai.upkeep.services import tie
from tests.certificates.conftest import SIGNED, School
from tests.certificates.test_issuing import issued
from tests.journeys.city import user

PAPER = "Quyết định 88/QĐ-TCB ngày 20/9/2024"
ON = date(2024, 9, 20)


@pytest.fixture
def first(school: School) -> Certificate:
    """The first certificate of the school."""
    issued(school, "good", "fair")
    return Certificate.objects.get(number=1)


def revoked(one: Certificate, ground: str = "fraud", **more: Any) -> Act:
    """A certificate revoked."""
    said = {"ground": ground, "paper": PAPER, "on": ON, **more}
    return verbs.revoke(actor=None, certificate=one, **said)


def seen_by_anyone(code: str) -> tuple[int, str]:
    """The public page of a code, without an account."""
    page = Client().get(f"/xac-nhan/{code}/")
    return page.status_code, page.content.decode()


def test_one_revoked_for_fraud_counts_no_more(first: Certificate) -> None:
    revoked(first)
    turn = Turn.objects.get(pk=first.turn_id)
    assert (turn.result, turn.certificate_number) == ("failed", "")
    first.refresh_from_db()
    assert first.state == "revoked"
    with pytest.raises(Refused, match="đã thu hồi"):
        revoked(first)


def test_the_holder_is_told_of_each_step_in_the_own_words(school: School) -> None:
    """C3, K1: issued, issued again, revoked; nobody else is told, and no title names anybody."""
    holder = user("mai.huong", school.people[0].name, "learner", school.people[0].unit)
    tie(user=holder, person=school.people[0], since=date(2024, 1, 1))
    issued(school, "good", "fair")
    first = Certificate.objects.get(number=1)
    made = verbs.replace(
        actor=None,
        certificate=first,
        ground="correction",
        paper=PAPER,
        on=ON,
        corrected=Corrected(classification="excellent"),
    )
    revoked(made)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    rows = Notice.objects.filter(user=holder).order_by("pk")
    assert [(one.kind, one.title, one.on) for one in rows] == [
        ("certificates.issued", "Bạn được cấp chứng chỉ", SIGNED),
        ("certificates.replaced", "Chứng chỉ của bạn được cấp lại", ON),
        ("certificates.revoked", "Chứng chỉ của bạn bị thu hồi", ON),
    ]
    assert rows[1].text.endswith("số 0003/2024/CC-TCB thay cho số 0001/2024/CC-TCB.")
    assert rows[2].text.endswith(f"Gian lận để được cấp. Căn cứ: {PAPER}.")
    assert Notice.objects.count() == 3


def test_the_file_of_a_class_holds_valid_papers_and_the_whole_register(
    first: Certificate, school: School
) -> None:
    """K1: what was revoked is in no file as a paper that looks valid, and stays in the register."""
    revoked(first)
    filed = {one.name: one.content for one in pieces(school.held.pk, ON)}
    pages = PdfReader(BytesIO(filed["9-chung-chi/chung-chi.pdf"])).pages
    printed = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert school.people[1].name in printed and first.name not in printed
    book = CalamineWorkbook.from_filelike(BytesIO(filed["9-chung-chi/so-cap.xlsx"]))
    rows = book.get_sheet_by_index(0).to_python()
    states = {row[1]: row[-2] for row in rows if row[0].endswith("CC-TCB")}
    assert states == {first.name: "đã thu hồi", school.people[1].name: "có giá trị"}


def test_one_revoked_for_the_issuers_own_fault_leaves_the_course_completed(
    first: Certificate,
) -> None:
    act = revoked(first, "issuers_fault")
    assert act.clause == "Thông tư 03/2023/TT-BNV, Điều 8"
    assert Turn.objects.get(pk=first.turn_id).result == "completed"


def test_a_ground_that_no_rule_of_the_day_names_is_refused(first: Certificate) -> None:
    for wrong in ({"ground": "lost"}, {"paper": " "}, {"on": date(2023, 6, 14)}):
        with pytest.raises(Refused):
            revoked(first, **wrong)
    assert not Act.objects.exists()


def test_a_wrong_name_is_mended_by_another_certificate_under_its_own_number(
    first: Certificate,
) -> None:
    made = verbs.replace(
        actor=None,
        certificate=first,
        ground="correction",
        paper=PAPER,
        on=ON,
        corrected=Corrected(name="Nguyễn Thị Mai Hường"),
    )
    first.refresh_from_db()
    assert (first.state, first.replaced_by, first.name) == (
        "replaced",
        made,
        "Nguyễn Thị Mai Hương",
    )
    assert (made.number_text, made.name) == ("0003/2024/CC-TCB", "Nguyễn Thị Mai Hường")
    assert Turn.objects.get(pk=first.turn_id).certificate_number == "0003/2024/CC-TCB"


def test_who_lost_one_gets_a_paper_of_equal_worth_in_the_same_words(first: Certificate) -> None:
    lost = {"actor": None, "certificate": first, "ground": "lost", "paper": PAPER, "on": ON}
    with pytest.raises(Refused, match="giữ nguyên nội dung"):
        verbs.replace(**lost, corrected=Corrected(name="Người khác"))
    made = verbs.replace(**lost)
    assert (made.kind, made.number_text) == ("confirmation", "0001/2024/GCN-TCB")
    assert made.said.replaces == "0001/2024/CC-TCB"
    assert made.name == first.name


def test_a_copy_has_a_number_in_a_book_of_copies(first: Certificate) -> None:
    said = {"actor": None, "certificate": first, "paper": "Đơn ngày 19/9/2024", "on": ON}
    assert [verbs.copy(**said).copy_number for _one in range(2)] == [1, 2]
    first.refresh_from_db()
    assert first.state == "valid"


def test_anyone_sees_what_the_paper_says_and_no_more(first: Certificate, school: School) -> None:
    status, page = seen_by_anyone(first.code)
    assert status == 200
    assert "còn giá trị" in page
    for said in (first.name, "15/03/1985", "0001/2024/CC-TCB", "Giỏi"):
        assert said in page
    for unsaid in ("Sở Tài chính", "HN-000101", "hanoi-1698"):
        assert unsaid not in page
    made = verbs.replace(
        actor=None,
        certificate=first,
        ground="correction",
        paper=PAPER,
        on=ON,
        corrected=Corrected(classification="excellent"),
    )
    assert "Đã thay bằng bản số 0003/2024/CC-TCB" in seen_by_anyone(first.code)[1]
    revoked(made)
    assert "Đã thu hồi ngày 20/09/2024" in seen_by_anyone(made.code)[1]


def test_a_code_that_is_none_says_nothing_and_is_not_asked_for_ever(
    first: Certificate, settings: Any
) -> None:
    settings.HIENTAI_VERIFY_LIMIT = 3
    nearly = first.code[:-1] + ("0" if first.code[-1] != "0" else "1")
    assert [seen_by_anyone(nearly)[0] for _one in range(5)] == [404, 404, 404, 429, 429]
    assert seen_by_anyone(first.code)[0] == 429
    assert first.name not in seen_by_anyone(nearly)[1]


def test_a_code_may_be_typed_with_blanks_and_a_whole_qr_code_pasted(first: Certificate) -> None:
    client = Client()
    typed = client.get("/xac-nhan/", {"ma": first.code.lower()[:8] + " " + first.code[8:]})
    assert typed["Location"] == f"/xac-nhan/{first.code}/"
    pasted = client.get("/xac-nhan/", {"ma": first.signature}).content.decode()
    assert "Chữ ký trong mã QR đúng" in pasted
    forged = client.get("/xac-nhan/", {"ma": first.signature[:-4] + "AAAA"})
    assert forged.status_code == 404
    assert first.name not in forged.content.decode()


def test_a_new_key_signs_and_the_former_one_is_still_believed(
    first: Certificate, school: School
) -> None:
    verbs.rotate(actor=None, unit=school.unit, on=ON, ground="Thay khóa hằng năm")
    made = verbs.replace(actor=None, certificate=first, ground="lost", paper=PAPER, on=ON)
    assert made.key_id != first.key_id
    keys = verifying.known_keys()
    assert len(keys) == 2
    for one in (first, made):
        page = Client().get("/xac-nhan/", {"ma": one.signature}).content.decode()
        assert "Chữ ký trong mã QR đúng" in page
    told = verifying.revocations(first.key.short, 0)
    assert told and told["issuer"] == first.key.did
    assert SigningKey.objects.get(pk=first.key_id).until == ON


def test_the_private_half_of_a_key_is_kept_sealed(first: Certificate) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM certificates_signingkey")
        [kept] = cursor.fetchone()
    signer = verifying.signer_of(kept, first.key.did)
    assert signer.public.did == first.key.did
    assert signer.seed.hex() not in kept
    assert SIGNED.isoformat() not in kept
