"""The PDF is read back: its text, its letters, its pages, its tags; the same says the HTML (N5)."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from hientai.documents.domain.layout import sheet_of
from hientai.documents.papers.pdf import pdf
from tests.documents.samples import measured, paper, people


@pytest.fixture(scope="module")
def decision() -> PdfReader:
    """A decision with lists of 1 and of 60 rows, the second lying."""
    lists = (people(1), people(60, landscape=True))
    return PdfReader(BytesIO(pdf(paper("send_course", *lists), measured())))


def text_of(page) -> str:
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


def test_the_text_can_be_read_back_as_it_was_meant(decision: PdfReader) -> None:
    first = text_of(decision.pages[0])
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/QĐ-UBND",
        "Hà Nội, ngày 03 tháng 02 năm 2024",
        "Nghị định số 101/2017/NĐ-CP ngày 01 tháng 9 năm 2017",
        "Điều 1. Cử 30 cán bộ, công chức, viên chức",
    ):
        assert words in first


def test_every_letter_is_liberation_serif_and_embedded(decision: PdfReader) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in decision.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("-")[0] for name in fonts} == {"/LiberationSerif", "LiberationSerif"} & {
        name.split("-")[0] for name in fonts
    }


def test_pages_are_a4_and_a_lying_list_lies(decision: PdfReader) -> None:
    sizes = [
        (round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in decision.pages
    ]
    assert sizes[0] == (595, 842)
    assert sizes[-1] == (842, 595)


def test_the_first_page_has_no_number_and_each_annex_begins_anew(decision: PdfReader) -> None:
    pages = [text_of(page) for page in decision.pages]
    annexes = [at for at, text in enumerate(pages) if text.startswith("Phụ lục I")]
    assert len(annexes) == 2
    assert pages[0].startswith("ỦY BAN")
    assert pages[1].startswith("2 ")
    assert pages[annexes[1] + 1].startswith("2 TT Họ và tên")


def test_every_row_is_there_and_the_head_is_on_every_page_of_a_list(decision: PdfReader) -> None:
    pages = [text_of(page) for page in decision.pages]
    at = max(at for at, text in enumerate(pages) if text.startswith("Phụ lục II"))
    assert all("Cơ quan, đơn vị" in text for text in pages[at:])
    listed = " ".join(pages[at:])
    assert listed.count("Chuyên viên") + listed.count("Phó Trưởng phòng") == 60


def test_the_pdf_is_tagged_vietnamese_and_titled(decision: PdfReader) -> None:
    root = decision.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")
    assert decision.metadata.title.startswith("Về việc cử cán bộ")
    assert b"pdfaid" in root["/Metadata"].get_object().get_data()


def test_a_draft_leaves_the_places_of_number_and_day_open() -> None:
    draft = paper("amend")
    draft = type(draft)(**{**vars(draft), "number": "", "day": None})
    sheet = sheet_of(draft, measured())
    assert sheet.number.replace("\u00a0", "") == "Số: /QĐ-UBND"
    assert sheet.place.replace("\u00a0", " ").split() == ["Hà", "Nội,", "ngày", "tháng", "năm"]
    text = text_of(PdfReader(BytesIO(pdf(draft, measured()))).pages[0])
    assert "/QĐ-UBND" in text
