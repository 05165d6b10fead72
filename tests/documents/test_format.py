"""The DOCX is read back and measured against Nghị định 30/2020, Phụ lục I (N5).

The ranges stand here as the law states them, apart from what the writer was told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from hientai.documents.domain.paper import Issuer
from hientai.documents.papers.docx import docx
from tests.documents.samples import CITY, measured, paper, people

CENTER, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Look:
    """How a text has to look: least and most size, bold, italic."""

    least: float
    most: float
    bold: bool = False
    italic: bool = False


LOOKS = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": Look(12, 13, bold=True),
    "Độc lập - Tự do - Hạnh phúc": Look(13, 14, bold=True),
    "THÀNH PHỐ HÀ NỘI": Look(12, 13, bold=True),
    "Số: 07/QĐ-UBND": Look(13, 13),
    "Hà Nội, ngày 03 tháng 02 năm 2024": Look(13, 14, italic=True),
    "QUYẾT ĐỊNH": Look(13, 14, bold=True),
    "Về việc cử cán bộ": Look(13, 14, bold=True),
    "Căn cứ Nghị định": Look(13, 14, italic=True),
    "Cử 30 cán bộ": Look(13, 14),
    "Điều 1.": Look(13, 14, bold=True),
    "1. ": Look(13, 14),
    "TM. ỦY BAN NHÂN DÂN": Look(13, 14, bold=True),
    "CHỦ TỊCH": Look(13, 14, bold=True),
    "Nguyễn Thị Mai Hương": Look(13, 14, bold=True),
    "Nơi nhận:": Look(12, 12, bold=True, italic=True),
    "- Như Điều 4;": Look(11, 11),
    "Phụ lục": Look(14, 14, bold=True),
    "DANH SÁCH": Look(13, 14, bold=True),
    "(Kèm theo Quyết định số 07/QĐ-UBND": Look(13, 14, italic=True),
}


@pytest.fixture(scope="module")
def decision() -> Any:
    """A decision with two lists, one of them lying."""
    lists = (people(3), people(3, landscape=True))
    return Document(BytesIO(docx(paper("send_course", *lists), measured())))


def every_paragraph(part: Any) -> Iterator[Paragraph]:
    for one in part.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one
        else:
            for row in one.rows:
                for cell in row.cells:
                    yield from every_paragraph(cell)


def read(text: str) -> str:
    return text.replace("\u00a0", " ")


def run_of(document: Any, text: str) -> Any:
    """The first run that begins with a text."""
    for paragraph in every_paragraph(document):
        for run in paragraph.runs:
            if read(run.text).startswith(text):
                return run
    raise AssertionError(f"no run begins with {text}")


@pytest.mark.parametrize("text", LOOKS)
def test_each_part_has_the_size_and_the_look_the_decree_asks(text: str, decision: Any) -> None:
    run, look = run_of(decision, text), LOOKS[text]
    assert look.least <= run.font.size.pt <= look.most
    assert (bool(run.font.bold), bool(run.font.italic)) == (look.bold, look.italic)


def test_every_page_is_a4_with_the_margins_of_the_decree(decision: Any) -> None:
    sizes = []
    for section in decision.sections:
        sizes.append((round(section.page_width.mm), round(section.page_height.mm)))
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
    assert sizes == [(210, 297), (210, 297), (297, 210)]


def test_letters_are_times_new_roman_in_vietnamese(decision: Any) -> None:
    normal = decision.styles["Normal"]
    assert normal.font.name == "Times New Roman"
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    fonts = {run.font.name for p in every_paragraph(decision) for run in p.runs}
    assert fonts == {None}


def test_pages_are_numbered_in_the_top_margin_but_the_first_and_each_annex_anew(
    decision: Any,
) -> None:
    for section in decision.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        assert section.header_distance < section.top_margin
    number = decision.sections[0].header.paragraphs[0]
    assert "PAGE" in number._p.xml and number.alignment == CENTER
    size = number.runs[0].font.size.pt
    assert 13 <= size <= 14
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in decision.sections[1:]]
    assert [one.get(qn("w:start")) for one in starts] == ["1", "1"]


def test_body_paragraphs_are_justified_with_first_line_and_gap(decision: Any) -> None:
    body = [p for p in decision.paragraphs if read(p.text).startswith(("Điều", "Căn cứ", "1. "))]
    assert len(body) >= 7
    for paragraph in body:
        shape = paragraph.paragraph_format
        assert paragraph.alignment == BOTH
        assert 10 <= round(shape.first_line_indent.mm, 1) <= 12.7
        assert shape.space_before.pt + (shape.space_after.pt if shape.space_after else 0) >= 6
        assert 1 <= shape.line_spacing <= 1.5


def test_rules_are_as_long_as_the_motto_and_a_third_to_a_half_of_the_name(decision: Any) -> None:
    head = decision.tables[0]
    lengths = [rule_length(cell) for cell in head.rows[0].cells]
    assert 55 <= lengths[1] <= 66  # the motto in 14 points bold is 61 mm wide
    assert 44 / 3 - 1 <= lengths[0] <= 46 / 2 + 1  # "THÀNH PHỐ HÀ NỘI" in 13 points is 45 mm


def rule_length(cell: Any) -> float:
    ruled = next(p for p in cell.paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None)
    shape = ruled.paragraph_format
    return cell.width.mm - shape.left_indent.mm - shape.right_indent.mm


def test_the_head_of_a_list_is_repeated_and_no_row_breaks(decision: Any) -> None:
    lists = [t for t in decision.tables if t.rows[0].cells[0].text == "TT"]
    assert len(lists) == 2
    for table in lists:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, False, False, False]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_several_annexes_are_numbered_in_roman_figures(decision: Any) -> None:
    labels = [read(p.text) for p in decision.paragraphs if read(p.text).startswith("Phụ lục")]
    assert labels == ["Phụ lục I", "Phụ lục II"]


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop(decision: Any) -> None:
    grounds = [p.text for p in decision.paragraphs if p.text.startswith(("Căn", "Theo đề"))]
    assert [text[-1] for text in grounds] == [";", ";", "."]


def test_places_where_a_line_must_not_break_are_kept_together(decision: Any) -> None:
    text = "\n".join(p.text for p in decision.paragraphs)
    assert "số\u00a01698/QĐ-UBND ngày\u00a019/5/2022" in text
    hyphens = decision.element.body.findall(f".//{qn('w:noBreakHyphen')}")
    assert len(hyphens) >= 4
    assert "Điều\u00a01." in text


def test_the_signature_never_stands_on_a_page_without_text(decision: Any) -> None:
    last = [p for p in decision.paragraphs if p.text.endswith("./.")]
    assert len(last) == 1 and last[0].paragraph_format.keep_with_next
    assert last[0]._p.getnext().tag == qn("w:tbl")  # some writers keep nothing past an empty line


def test_a_letter_names_its_subject_under_the_number() -> None:
    letter = Document(BytesIO(docx(paper("summon"), measured())))
    left = letter.tables[0].rows[1].cells[0]
    assert left.paragraphs[0].text == "Số: 07/SNV-ĐTBD"
    subject = left.paragraphs[1].runs[0]
    assert subject.text.startswith("V/v") and 12 <= subject.font.size.pt <= 13
    assert not subject.font.bold
    assert not any(p.text.isupper() for p in letter.paragraphs)


def test_a_long_name_is_broken_into_even_lines_within_its_column() -> None:
    name = "Trung tâm Nghiên cứu, ứng dụng khoa học và phát triển nguồn nhân lực chất lượng cao"
    issuer = Issuer(name, CITY.name, "Hà Nội")
    made = Document(BytesIO(docx(paper("send_course", issuer=issuer), measured())))
    lines = [read(p.text) for p in made.tables[0].rows[0].cells[0].paragraphs if p.text]
    assert " ".join(lines[2:]) == name.upper()
    assert all(12 <= len(line) <= 28 for line in lines)
