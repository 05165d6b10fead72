"""A paper as DOCX: the parts in XML of our own, the package, sections and headers by python-docx.

Rows of annexes are written as text, for python-docx looks up every cell anew.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from hientai.documents.domain.layout import AnnexSheet, Sheet, points, sheet_of
from hientai.documents.domain.paper import Paper, Provision
from hientai.documents.domain.wording import DEAR, KEPT_HYPHEN, MOTTO, NATION, RECIPIENTS
from hientai.rules.decrees.nd30.format import Measures

FONT = "Times New Roman"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NS = nsdecls("w")
_TWIPS = 20  # to a point
_HEADER = 10  # millimetres from the edge of the page to the page number
_APART = 12  # points between the text and what is signed: no paragraph of its own, or some
# writers let the signature go to a page without text
_ROW = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
_BOLD_LABELS = {"article", "part", "heading"}


@dataclass(frozen=True)
class Ink:
    """How letters look."""

    size: int
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands: alignment, first line (mm), space (points), kept with the next."""

    align: str = "center"
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: int = 100
    keep: bool = False
    left: float = 0


def docx(paper: Paper, measures: Measures) -> bytes:
    """The paper as a DOCX file, in the state format by the measures of its day."""
    writer = _Writer(measures, sheet_of(paper, measures))
    return writer.written(paper)


class _Writer:
    """Writes one sheet from the top to the end of its annexes."""

    def __init__(self, measures: Measures, sheet: Sheet) -> None:
        self.m, self.sheet = measures, sheet
        self.document = Document()
        self.body = self.document.element.body

    def written(self, paper: Paper) -> bytes:
        """The whole file."""
        self._settings(paper)
        self._head()
        self._opening()
        for provision in self.sheet.provisions[:-1]:
            self._provision(provision)
        for provision in self.sheet.provisions[-1:]:
            self._provision(provision, last=True)  # nobody signs an empty page
        self._closing()
        for annex in self.sheet.annexes:
            self._annex(annex)
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _settings(self, paper: Paper) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(self.m["text_size"])
        fonts = style.element.rPr.rFonts
        for name in ("w:eastAsia", "w:cs", "w:hAnsi"):
            fonts.set(qn(name), FONT)
        language = parse_xml(f'<w:lang {_NS} w:val="vi-VN" w:eastAsia="vi-VN"/>')
        style.element.rPr.append(language)
        style.paragraph_format.space_after = Pt(0)
        about = self.document.core_properties
        about.title, about.author = paper.abstract[:250], paper.issuer.name[:250]
        about.language, about.comments = "vi-VN", ""
        about.created = about.modified = _moment(paper)
        self._page(self.document.sections[0], landscape=False)
        self._number_pages(self.document.sections[0])

    def _page(self, section: Any, *, landscape: bool) -> None:
        m = self.m
        wide, high = (m["paper_height"], m["paper_width"])[:: 1 if landscape else -1]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.top_margin, section.bottom_margin = Mm(m["margin_top"]), Mm(m["margin_bottom"])
        section.left_margin, section.right_margin = Mm(m["margin_left"]), Mm(m["margin_right"])
        section.header_distance = section.footer_distance = Mm(_HEADER)

    def _number_pages(self, section: Any) -> None:
        """The page number in the middle of the top margin, none on the first page."""
        section.different_first_page_header_footer = not self.m["first_page_numbered"]
        ink = _look(Ink(self.m["page_number_size"]))
        field = "".join(
            f"<w:r>{ink}{part}</w:r>"
            for part in (
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>2</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        header = section.header
        header.is_linked_to_previous = False
        made = parse_xml(f"<w:p {_NS}>{_stance(Shape())}{field}</w:p>")
        old = header.paragraphs[0]._p
        old.addprevious(made)
        old.getparent().remove(old)

    def _add(self, xml: str) -> None:
        self.body.insert_element_before(parse_xml(xml), "w:sectPr")

    def _line(self, text: str, ink: Ink, shape: Shape) -> None:
        self._add(_paragraph(_runs(text, ink), shape))

    def _head(self) -> None:
        m, sheet = self.m, self.sheet
        right = sheet.text_width - sheet.left
        issuer = Ink(m["issuer_size"], bold=True)
        upper_left = [
            *(_paragraph(_runs(t, Ink(m["issuer_size"])), Shape()) for t in sheet.parent),
            *(_paragraph(_runs(text, issuer), Shape()) for text in sheet.issuer),
            _rule(sheet.issuer_rule, sheet.left),
        ]
        upper_right = [
            _paragraph(_runs(NATION, Ink(m["nation_size"], bold=True)), Shape()),
            _paragraph(_runs(MOTTO, Ink(m["motto_size"], bold=True)), Shape()),
            _rule(sheet.motto_rule, right),
        ]
        letter = Ink(m["letter_abstract_size"])
        lower_left = [
            _paragraph(_runs(sheet.number, Ink(m["number_size"])), Shape(before=4)),
            *(_paragraph(_runs(t, letter), Shape()) for t in sheet.letter_abstract),
        ]
        place = Ink(m["place_size"], italic=True)
        lower_right = [_paragraph(_runs(sheet.place, place), Shape(before=4))]
        cells = ((upper_left, upper_right), (lower_left, lower_right))
        self._add(_layout((sheet.left, right), cells))

    def _opening(self) -> None:
        m, sheet = self.m, self.sheet
        heading = Ink(m["kind_size"], bold=True)
        if sheet.kind:
            self._line(sheet.kind, heading, Shape(before=18, keep=True))
            for text in sheet.abstract:
                self._line(text, Ink(m["abstract_size"], bold=True), Shape(keep=True))
            self._add(_rule(sheet.abstract_rule, sheet.text_width))
        for at, text in enumerate(sheet.authority):
            self._line(text, heading, Shape(before=0 if at else 12, keep=True))
        self._addressees()
        for text in sheet.grounds:
            self._line(text, Ink(m["grounds_size"], italic=True), self._body_shape())
        if sheet.deciding:
            self._line(sheet.deciding, heading, Shape(before=12, after=6, keep=True))

    def _addressees(self) -> None:
        ink, lines = Ink(self.m["text_size"]), self.sheet.addressees
        if len(lines) == 1:
            self._line(f"{DEAR} {lines[0]}.", ink, Shape(before=18, after=12))
        elif lines:
            self._line(DEAR, ink, Shape("left", left=30, before=18, keep=True))
            for at, text in enumerate(lines, start=1):
                after = 12 if at == len(lines) else 0
                self._line(text, ink, Shape("left", left=45, after=after))

    def _body_shape(self, **more: Any) -> Shape:
        gap, m = self.m["paragraph_gap"], self.m
        return Shape("both", m["text_indent"], gap, 0, m["line_spacing"], **more)

    def _provision(self, one: Provision, *, last: bool = False) -> None:
        ink = Ink(self.m["text_size"])
        label = Ink(self.m["text_size"], bold=one.level in _BOLD_LABELS)
        if one.level == "part":
            self._line(one.label, label, Shape(before=12, keep=True))
            return
        heading = one.level == "heading"
        runs = _runs(f"{one.label} ", label) if one.label else ""
        runs += _runs(one.text, label if heading else ink)
        self._add(_paragraph(runs, self._body_shape(keep=heading or last)))

    def _closing(self) -> None:
        m, sheet = self.m, self.sheet
        left = sheet.text_width * 0.45
        label = Ink(m["recipients_label_size"], bold=True, italic=True)
        recipients = [
            _paragraph(_runs(RECIPIENTS, label), Shape("left", before=_APART))
            if sheet.recipients
            else "",
            *(
                _paragraph(_runs(line, Ink(m["recipients_size"])), Shape("left"))
                for line in sheet.recipients
            ),
        ]
        signer, name = Ink(m["authority_size"], bold=True), Ink(m["signer_size"], bold=True)
        signed = [
            *(
                _paragraph(_runs(line, signer), Shape(before=0 if at else _APART, keep=True))
                for at, line in enumerate(sheet.signature)
            ),
            _paragraph(_runs(sheet.name, name), Shape(before=72)),
        ]
        self._add(_layout((left, sheet.text_width - left), ((recipients or [""], signed),)))

    def _annex(self, one: AnnexSheet) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        _make_small(self.body.findall(qn("w:p"))[-1])
        self._page(section, landscape=one.annex.landscape)
        if self.m["annexes_numbered_anew"]:
            numbering = parse_xml(f'<w:pgNumType {_NS} w:start="1"/>')
            for former in section._sectPr.findall(qn("w:pgNumType")):
                section._sectPr.remove(former)
            section._sectPr.find(qn("w:pgMar")).addnext(numbering)
        m = self.m
        self._line(one.label, Ink(m["annex_label_size"], bold=True), Shape(keep=True))
        for text in one.title:
            self._line(text, Ink(m["annex_title_size"], bold=True), Shape(keep=True))
        note = Ink(m["annex_note_size"], italic=True)
        for at, text in enumerate(one.note, start=1):
            after = 8 if at == len(one.note) else 0
            self._line(text, note, Shape(after=after, keep=True))
        self._add(_table(one, m["table_size"]))
        self._add(_paragraph("", Shape(spacing=10)))


def _moment(paper: Paper) -> datetime:
    day = paper.day
    return datetime(day.year, day.month, day.day) if day else datetime(2020, 3, 5)  # noqa: DTZ001


def _look(ink: Ink) -> str:
    bold = "<w:b/><w:bCs/>" if ink.bold else ""
    italic = "<w:i/><w:iCs/>" if ink.italic else ""
    size = ink.size * 2
    return f'<w:rPr>{bold}{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _runs(text: str, ink: Ink) -> str:
    """A text in one look; a kept hyphen is an element of its own."""
    look = _look(ink)
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split(KEPT_HYPHEN))
    return f"<w:r>{look}{'<w:noBreakHyphen/>'.join(parts)}</w:r>"


def _stance(shape: Shape) -> str:
    keep = "<w:keepNext/>" if shape.keep else ""
    indent = left = ""
    if shape.indent:
        indent = f' w:firstLine="{points(shape.indent) * _TWIPS:.0f}"'
    if shape.left:
        left = f' w:left="{points(shape.left) * _TWIPS:.0f}"'
    before, after = shape.before * _TWIPS, shape.after * _TWIPS
    return (
        f'<w:pPr>{keep}<w:spacing w:before="{before:.0f}" w:after="{after:.0f}"'
        f' w:line="{240 * shape.spacing // 100}" w:lineRule="auto"/>'
        f'<w:ind{left}{indent}/><w:jc w:val="{shape.align}"/></w:pPr>'
    )


def _paragraph(runs: str, shape: Shape) -> str:
    return f"<w:p {_NS}>{_stance(shape)}{runs}</w:p>"


def _rule(length: float, room: float) -> str:
    """A line of a length in the middle of a room: the upper edge of a low, empty paragraph."""
    side = points(max(room - length, 0) / 2) * _TWIPS
    return (
        f'<w:p {_NS}><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        f'</w:pBdr><w:spacing w:before="60" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side:.0f}" w:right="{side:.0f}"/></w:pPr></w:p>'
    )


def _layout(widths: tuple[float, float], rows: Any) -> str:
    """Two columns without lines, for what stands side by side; a row never breaks."""
    twips = [round(points(width) * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    lines = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>'
            f"{''.join(cell) or '<w:p/>'}</w:tc>"
            for wide, cell in zip(twips, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl {_NS}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{lines}</w:tbl>"
    )


def _table(one: AnnexSheet, size: int) -> str:
    """The list of an annex: ruled, its head repeated on every page, no row broken."""
    twips = [round(points(width) * _TWIPS) for width in one.widths]
    columns = one.annex.columns
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = [(column.heading, "center") for column in columns]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = [_row(head, twips, Ink(size, bold=True), "<w:tblHeader/>")]
    aligned = [column.align for column in columns]
    for row in one.rows:
        rows.append(_row(list(zip(row, aligned, strict=True)), twips, Ink(size), ""))
    return (
        f'<w:tbl {_NS}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: list[tuple[str, Any]], twips: list[int], ink: Ink, mark: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{_ROW}<w:jc w:val="{align}"/></w:pPr>'
        f"{_runs(text, ink)}</w:p></w:tc>"
        for (text, align), wide in zip(cells, twips, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{made}</w:tr>"


def _make_small(paragraph: Any) -> None:
    """The paragraph that ends a section takes no room, or it could open an empty page."""
    properties = paragraph.get_or_add_pPr()
    spacing = parse_xml(
        f'<w:spacing {_NS} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    )
    properties.insert(0, spacing)
