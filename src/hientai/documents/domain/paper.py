"""A paper as plain data: what stands where, and nothing of how it is drawn.

Rooms above hand it over, writers read it, the database keeps it as JSON. Words stand as they are
spoken; capitals where the format asks for them are the writers' work.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from hientai.shared.refused import Refused
from hientai.shared.words import _

Level = Literal["part", "heading", "article", "clause", "point", "dash", "text"]
Align = Literal["left", "center", "right"]
MOST_ROWS = 5_000
MOST_COLUMNS = 20


@dataclass(frozen=True)
class Issuer:
    """Who issues: the body, the body above it ("" for none), where it sits."""

    name: str
    parent: str = ""
    place: str = ""
    collective: bool = False


@dataclass(frozen=True)
class Provision:
    """One paragraph: an article, a clause, a point or plain text; `label` is "Điều 1.", "a)"."""

    level: Level
    text: str
    label: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines of authority from the top (TM., KT., TL., TUQ., Q.) and the name.

    The last line is the title of who signs.
    """

    authority: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Column:
    """A column of an annex; widths are shares of the page's text, in whatever unit."""

    heading: str
    width: float
    align: Align = "left"


@dataclass(frozen=True)
class Annex:
    """A list that goes with the paper: title, columns, rows of text; upright or lying."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper. Without number and day it is printed with the places left open."""

    kind: str
    issuer: Issuer
    symbol: str
    abstract: str
    signature: Signature
    number: str = ""
    day: date | None = None
    authority: str = ""
    grounds: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    annexes: tuple[Annex, ...] = field(default=())


_PAPER = TypeAdapter(Paper)
_ANNEXES = TypeAdapter(tuple[Annex, ...])


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as JSON keeps it."""
    data: dict[str, Any] = _PAPER.dump_python(paper, mode="json")
    return data


def from_data(data: Any) -> Paper:
    """The paper that JSON kept; ValidationError for what never was one."""
    return _PAPER.validate_python(data)


def annexes_from(data: Any) -> tuple[Annex, ...]:
    """Annexes from JSON that a person wrote; Refused where they are none."""
    try:
        annexes = _ANNEXES.validate_python(data)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = " → ".join(map(str, first["loc"]))
        raise Refused(_("Phụ lục không đúng cấu trúc"), why=f"{where}: {first['msg']}") from wrong
    for annex in annexes:
        check_annex(annex)
    return annexes


def check_annex(annex: Annex) -> None:
    """Every row has as many cells as there are columns, and a page can hold the columns."""
    if not annex.columns or len(annex.columns) > MOST_COLUMNS:
        raise Refused(
            _("Phụ lục “%(title)s” phải có từ 1 đến %(most)s cột")
            % {"title": annex.title, "most": MOST_COLUMNS}
        )
    if len(annex.rows) > MOST_ROWS:
        raise Refused(
            _("Phụ lục “%(title)s” có quá %(most)s dòng")
            % {"title": annex.title, "most": MOST_ROWS},
            remedy=_("Chia thành nhiều văn bản."),
        )
    for at, row in enumerate(annex.rows, start=1):
        if len(row) != len(annex.columns):
            raise Refused(
                _("Dòng %(row)s của phụ lục “%(title)s” có %(has)s ô, cần %(wanted)s ô")
                % {"row": at, "title": annex.title, "has": len(row), "wanted": len(annex.columns)}
            )
    if any(column.width <= 0 for column in annex.columns):
        raise Refused(_("Cột của phụ lục “%s” phải có độ rộng lớn hơn 0") % annex.title)
