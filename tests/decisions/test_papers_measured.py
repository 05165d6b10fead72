"""Every kind of decision read back and measured: lists of 1 and 500, long names and titles (N5).

The ranges stand here as Nghị định 30/2020, Phụ lục I states them.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PageObject, PdfReader

from hientai.documents.papers.docx import docx
from hientai.documents.papers.pdf import pdf
from hientai.rules.decrees.nd30.format import measures
from tests.decisions.papers import DAY, EVERY, LONG, USUAL, Words, decision

LISTS = [(kind, count, words) for kind in EVERY for count, words in ((1, USUAL), (500, LONG))]
NAMED = [f"{kind}-{count}" for kind, count, _words in LISTS]
MM = 25.4 / 1440  # a twip in millimetres
A4 = {(210, 297), (297, 210)}
every_list = pytest.mark.parametrize(("kind", "count", "words"), LISTS, ids=NAMED)


def read(kind: str, count: int, words: Words) -> Any:
    """The DOCX of a decision, read back."""
    return Document(BytesIO(docx(decision(kind, count, words), measures(DAY))))


def texts(part: Any) -> Iterator[tuple[str, float, bool, bool]]:
    """Each run below a part: its text, size in points, bold, italic."""
    for run in part.iter(qn("w:r")):
        look = run.find(qn("w:rPr"))
        text = "".join(one.text or "-" for one in run if one.tag != qn("w:rPr"))
        yield (
            text.replace("\u00a0", " "),
            int(look.find(qn("w:sz")).get(qn("w:val"))) / 2,
            look.find(qn("w:b")) is not None,
            look.find(qn("w:i")) is not None,
        )


def look_of(document: Any, begins: str) -> tuple[float, bool, bool]:
    """Size, bold and italic of the first run that begins so."""
    found = (one[1:] for one in texts(document.element.body) if one[0].startswith(begins))
    return next(found)


@every_list
def test_margins_places_and_sizes_are_those_of_the_decree(
    kind: str, count: int, words: Words
) -> None:
    made = read(kind, count, words)
    assert len(made.sections) == 2
    for section in made.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) in A4
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
    for begins, least, most, *look in (
        ("CỘNG HÒA", 12, 13, True, False),
        ("Độc lập", 13, 14, True, False),
        ("ỦY BAN NHÂN DÂN", 12, 13, False, False),
        ("Số: 07/QĐ-STC", 13, 13, False, False),
        ("Hà Nội, ngày 15", 13, 14, False, True),
        ("QUYẾT ĐỊNH", 13, 14, True, False),
        ("Về việc", 13, 14, True, False),
        ("Căn cứ Luật", 13, 14, False, True),
        ("Điều 1.", 13, 14, True, False),
        ("Nơi nhận:", 12, 12, True, True),
        ("- Như Điều", 11, 11, False, False),
        ("Phụ lục", 14, 14, True, False),
        ("DANH SÁCH", 13, 14, True, False),
        ("(Kèm theo Quyết định số 07/QĐ-STC", 13, 14, False, True),
    ):
        size, *told = look_of(made, begins)
        assert least <= size <= most and told == look, begins


@every_list
def test_the_list_holds_everybody_within_the_margins_with_its_head_repeated(
    kind: str, count: int, words: Words
) -> None:
    made = read(kind, count, words)
    rows = made.tables[-1]._tbl.tr_lst
    assert len(rows) == count + 1
    assert rows[0].trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    last = made.sections[-1]
    room = last.page_width.mm - last.left_margin.mm - last.right_margin.mm
    widths = [int(cell.get(qn("w:w"))) * MM for cell in made.tables[-1]._tbl.tblGrid]
    assert room - 1 <= sum(widths) <= room + 1
    assert widths[2] >= 24, "a birth date of ten figures stands on one line"


@every_list
def test_the_head_stands_in_two_columns_and_the_signature_in_the_right_one(
    kind: str, count: int, words: Words
) -> None:
    made = read(kind, count, words)
    left, right = made.tables[0].rows[0].cells
    assert right.paragraphs[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert words.issuer.name.upper() in " ".join(p.text for p in left.paragraphs).replace(
        "\u00a0", " "
    )
    recipients, signed = made.tables[1].rows[0].cells
    assert recipients.paragraphs[0].text == "Nơi nhận:"
    assert recipients.paragraphs[-1].text == "- Lưu: VT, ĐTBD."
    assert signed.paragraphs[-1].text.replace("\u00a0", " ") == words.signer
    assert made.tables[1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def words_of(page: PageObject) -> str:
    """The words of a page, blanks evened out."""
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


@pytest.mark.parametrize("kind", EVERY)
def test_the_pdf_of_500_long_rows_breaks_where_a_reader_expects_it(kind: str) -> None:
    pages = [
        words_of(page)
        for page in PdfReader(BytesIO(pdf(decision(kind, 500, LONG), measures(DAY)))).pages
    ]
    annex = next(at for at, text in enumerate(pages) if text.startswith("Phụ lục"))
    signature = pages[annex - 1]
    assert LONG.signer in signature and "./." in signature, "nobody signs a page without text"
    assert "Nơi nhận:" in signature and "- Lưu: VT, ĐTBD." in signature
    heads = [text for text in pages[annex:] if "TT Họ và tên Ngày sinh" in text]
    assert len(heads) == len(pages) - annex > 10
    assert all(text.startswith(f"{at} ") for at, text in enumerate(pages[annex + 1 :], start=2))
    assert pages[-1].count("/03/") >= 1 and "500 " in pages[-1]
