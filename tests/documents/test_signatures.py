"""Signed here by PAdES, numbered afterwards, checked by anybody; keys are kept nowhere (N5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import connection
from pypdf import PdfReader

from hientai.documents import services as verbs
from hientai.documents.models import PaperFile
from hientai.documents.papers.pdf import pdf, places
from hientai.documents.papers.signatures import (
    Appearance,
    KeyFile,
    checked,
    numbered,
    signed,
    takes_a_number,
)
from hientai.shared.refused import Refused
from tests.documents.authority import PASSWORD, authority
from tests.documents.made import TODAY, drafted
from tests.documents.samples import measured, paper, people

NAME = "Nguyễn Thị Mai Hương"


@pytest.fixture(scope="module")
def key() -> KeyFile:
    return KeyFile(authority().key_of(NAME), PASSWORD)


@pytest.fixture(scope="module")
def copy(key: KeyFile) -> bytes:
    """A decision with a lying list, signed before it has a number."""
    content = replace(paper("send_course", people(2, landscape=True)), number="", day=None)
    drawn, where = pdf(content, measured()), places(content, measured())
    return signed(drawn, key, where, Appearance(datetime(2024, 2, 3, 9, tzinfo=UTC)))


def test_a_signature_is_whole_and_trusted_by_who_knows_the_authority(copy: bytes) -> None:
    (found,) = checked(copy, [authority().root])
    assert found["signer"] == NAME
    assert (found["intact"], found["trusted"], found["unchanged"]) == (True, True, True)
    (stranger,) = checked(copy, [authority("Một cơ quan khác").root])
    assert (stranger["intact"], stranger["trusted"]) == (True, False)


def test_number_and_day_are_filled_in_without_breaking_the_signature(copy: bytes) -> None:
    assert takes_a_number(copy)
    filled = numbered(copy, "07", date(2024, 2, 3), measured())
    (found,) = checked(filled, [authority().root])
    assert (found["intact"], found["trusted"], found["unchanged"]) == (True, True, True)
    told = PdfReader(BytesIO(filled)).get_form_text_fields()
    assert (told["number"], told["day"], told["month"], told["year"]) == ("07", "03", "02", "2024")
    assert (told["number1"], told["year1"]) == ("07", "2024")


def test_any_other_change_is_seen(copy: bytes) -> None:
    at = copy.index(b"stream") + 40
    broken = copy[:at] + bytes([copy[at] ^ 1]) + copy[at + 1 :]
    assert all(not found["intact"] for found in checked(broken, [authority().root]))


@pytest.mark.parametrize("part", range(1, 20))
def test_no_broken_file_passes_for_a_whole_one_or_breaks_the_check(copy: bytes, part: int) -> None:
    at = len(copy) * part // 20
    for broken in (copy[:at], copy[:at] + b"\xff\x00<<" + copy[at + 4 :]):
        for found in checked(broken, [authority().root]):
            assert not (found["intact"] and found["trusted"] and found["unchanged"])
        takes_a_number(broken)


def test_a_scan_has_no_signature_and_is_no_error() -> None:
    assert checked(b"%PDF-1.7\n%%EOF\n", []) == []
    assert not takes_a_number(b"%PDF-1.7\n%%EOF\n")
    assert checked(pdf(paper("amend"), measured()), []) == []


def test_the_signature_stands_between_the_title_and_the_name_of_the_signer(copy: bytes) -> None:
    reader = PdfReader(BytesIO(copy))
    page = reader.pages[1]
    box = next(
        one.get_object()["/Rect"]
        for one in page["/Annots"]
        if one.get_object().get("/FT") == "/Sig"
    )
    heights: dict[str, float] = {}

    def seen(text, cm, _tm, _font, _size) -> None:
        for words in ("CHỦ TỊCH", NAME):
            if words in text:
                heights[words] = cm[5]

    page.extract_text(visitor_text=seen)
    assert heights[NAME] < (float(box[1]) + float(box[3])) / 2 < heights["CHỦ TỊCH"]
    assert float(box[0]) > 297  # points: the right half of the page


def test_a_wrong_password_is_refused_in_words(key: KeyFile) -> None:
    with pytest.raises(Refused, match="Không mở được tệp khóa"):
        KeyFile(key.content, "sai").signer()
    assert PASSWORD not in repr(key)


def test_a_paper_signed_here_goes_out_with_its_number_and_the_key_is_kept_nowhere(
    office, key: KeyFile, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    root = authority().certificate.public_bytes(Encoding.PEM)
    (tmp_path / "goc.pem").write_bytes(root)
    monkeypatch.setenv("HIENTAI_TRUST", str(tmp_path))
    locked = verbs.lock(actor=None, paper=drafted(office.city))
    row = verbs.sign_here(actor=None, paper=locked, key=key)
    row = verbs.register(actor=None, paper=row, on=TODAY)
    issued, before = PaperFile.objects.order_by("-pk")
    assert (issued.role, before.role) == ("issued", "signed")
    assert issued.name == "01-QĐ-UBND.pdf"
    assert [(one["signer"], one["trusted"]) for one in issued.signatures] == [(NAME, True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event WHERE (before::text || after::text) LIKE %s",
            [f"%{PASSWORD}%"],
        )  # noqa: E501
        assert cursor.fetchone() == (0,)


def test_an_image_of_the_hand_has_to_be_a_png(office, key: KeyFile) -> None:
    locked = verbs.lock(actor=None, paper=drafted(office.city))
    with pytest.raises(Refused, match="PNG"):
        verbs.sign_here(actor=None, paper=locked, key=key, image=b"\xff\xd8\xff")
