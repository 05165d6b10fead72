"""A paper as PDF: tagged, PDF/A, drawn by typst from `packs/layout.typ` with the same data."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from hientai.documents.domain.layout import AnnexSheet, sheet_of
from hientai.documents.domain.paper import Paper
from hientai.documents.domain.purposes import PACKS
from hientai.documents.domain.wording import DEAR, MOTTO, NATION, OPEN, RECIPIENTS, plain
from hientai.rules.decrees.nd30.format import Measures
from hientai.shared.refused import Refused
from hientai.shared.words import _

CONTENT_TYPE = "application/pdf"
LAYOUT = PACKS / "layout.typ"
STANDARD = "a-2a"
DAY = ("day", "month", "year")
FONT_FILE = "LiberationSerif-Regular.ttf"
# Version 2; the older one of the same name lacks letters of Vietnamese, so that nothing else of the
# machine is looked at.
FOLDER = "/usr/share/fonts/truetype/liberation2"


@dataclass(frozen=True)
class Place:
    """Where something stands on a page, in millimetres from its upper left corner."""

    name: str
    page: int
    x: float
    y: float


@cache
def fonts() -> str:
    """The folder of Liberation Serif; HIENTAI_FONTS says it where it is not the machine's own."""
    for folder in (os.environ.get("HIENTAI_FONTS", ""), FOLDER):
        if folder and (Path(folder) / FONT_FILE).exists():
            return folder
    raise Refused(
        _("Máy chủ chưa có phông chữ Liberation Serif để tạo PDF"),
        remedy=_("Nhờ quản trị máy cài gói fonts-liberation2."),
    )


def pdf(paper: Paper, measures: Measures) -> bytes:
    """The paper as PDF/A, with the tags that screen readers need."""
    drawn = _drawing(paper, measures)
    compiled: Any = typst.compile
    return bytes(compiled(**drawn, pdf_standards=STANDARD))


def places(paper: Paper, measures: Measures) -> dict[str, Place]:
    """Where number, day and signature stand on the PDF of this paper."""
    drawn = _drawing(paper, measures)
    found = typst.query(selector="<place>", field="value", **drawn)
    return {one["name"]: Place(**one) for one in json.loads(found)}


def _drawing(paper: Paper, measures: Measures) -> dict[str, Any]:
    return {
        "input": LAYOUT,
        "font_paths": [fonts()],
        "ignore_system_fonts": True,
        "sys_inputs": _inputs(paper, measures),
    }


def _inputs(paper: Paper, measures: Measures) -> dict[str, str]:
    sheet = sheet_of(paper, measures)
    data: dict[str, Any] = {
        "sheet": asdict(sheet),
        "measures": dict(measures),
        "nation": NATION,
        "motto": MOTTO,
        "dear": DEAR,
        "recipients": RECIPIENTS,
        "number": _marked(sheet.number, iter(["number"])),
        "place": _marked(sheet.place, iter(DAY)),
        "notes": [_note(annex, at) for at, annex in enumerate(sheet.annexes, start=1)],
        "title": plain(paper.abstract),
        "author": paper.issuer.name,
        "day": [paper.day.year, paper.day.month, paper.day.day] if paper.day else None,
    }
    return {"paper": json.dumps(data, ensure_ascii=False)}


def _note(annex: AnnexSheet, at: int) -> list[list[dict[str, str]]]:
    names = iter([f"{name}{at}" for name in ("number", *DAY)])
    return [_marked(line, names) for line in annex.note]


def _marked(line: str, names: Iterator[str]) -> list[dict[str, str]]:
    """A line in pieces; one that begins with an open place carries the name of what comes there."""
    first, *rest = line.split(OPEN)
    return [_piece(first, ""), *(_piece(OPEN + part, next(names)) for part in rest)]


def _piece(text: str, mark: str) -> dict[str, str]:
    return {"text": text, "mark": mark}
