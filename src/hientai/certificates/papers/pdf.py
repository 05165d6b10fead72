"""Certificates as PDF: tagged, PDF/A-2a, PDF/UA-1, drawn by typst from `packs/certificate.typ`."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import segno
import typst

from hientai.certificates.domain.codes import shown
from hientai.certificates.domain.facts import Facts
from hientai.certificates.domain.wording import PACKS, Words, set_lines, set_text, values
from hientai.documents.domain.wording import MOTTO, NATION
from hientai.documents.papers.pdf import fonts

CONTENT_TYPE = "application/pdf"
LAYOUT = PACKS / "certificate.typ"
STANDARDS = ["a-2a", "ua-1"]
MASK = 3  # any mask is readable; looking for the best of eight takes most of the time
LABELS = {"number": "Số vào sổ:", "code": "Mã xác nhận:", "verify": "Xác nhận tại:"}
COPY = "BẢN SAO"
KEYWORD = "hientai-certificate:"


@dataclass(frozen=True)
class Sheet:
    """One certificate to draw: what it says, by which words, its QR text, and what marks a copy."""

    facts: Facts
    words: Words
    qr: str
    mark: str = ""
    note: str = ""


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """Certificates, one a page; the QR texts of a few are kept in the file's keywords too."""
    compiled: Any = typst.compile
    return bytes(compiled(**_drawing(sheets), pdf_standards=STANDARDS))


def picture(sheet: Sheet, ppi: float = 72.0) -> bytes:
    """One certificate as a PNG, to look at while its words are written."""
    compiled: Any = typst.compile
    return bytes(compiled(**_drawing([sheet]), format="png", ppi=ppi))


def qr_svg(text: str) -> str:
    """The QR code as SVG."""
    kept = io.BytesIO()
    segno.make(text, error="l", micro=False, mask=MASK, boost_error=False).save(
        kept, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return kept.getvalue().decode()


def _drawing(sheets: Sequence[Sheet]) -> dict[str, Any]:
    return {
        "input": LAYOUT,
        "font_paths": [fonts()],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(_data(sheets), ensure_ascii=False)},
    }


def _data(sheets: Sequence[Sheet]) -> dict[str, Any]:
    first = sheets[0].facts
    on = date.fromisoformat(first.signed_on)
    alone = len(sheets) == 1
    return {
        "title": f"{sheets[0].words.title} {first.number}" + ("" if alone else " …"),
        "author": first.issuer,
        "keywords": [KEYWORD + sheets[0].qr] if alone else [],
        "day": [on.year, on.month, on.day],
        "nation": NATION,
        "motto": MOTTO,
        "labels": LABELS,
        "pages": [_page(one) for one in sheets],
    }


def _page(sheet: Sheet) -> dict[str, Any]:
    facts, said = sheet.facts, values(sheet.facts)
    on = date.fromisoformat(facts.signed_on)
    return {
        "parent": facts.parent,
        "issuer": facts.issuer,
        "mark": sheet.mark,
        "title": sheet.words.title,
        "subtitle": sheet.words.subtitle,
        "lines": [asdict(line) for line in set_lines(sheet.words.lines, said)],
        "qr": qr_svg(sheet.qr),
        "alt": f"Mã QR để xác nhận chứng chỉ số {facts.number}",
        "number": facts.number,
        "code": shown(facts.code),
        "where": f"{facts.home or '…'}/xac-nhan/".removeprefix("https://").removeprefix("http://"),
        "note": " ".join(filter(None, [set_text(sheet.words.note, said), sheet.note])),
        "dated": f"{facts.place_signed}, ngày {on.day:02d} tháng {_month(on.month)} năm {on.year}",
        "authority": [line for line in facts.authority.splitlines() if line.strip()],
        "signer": facts.signer,
    }


def _month(month: int) -> str:
    return f"0{month}" if month < 3 else str(month)
