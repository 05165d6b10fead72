"""A paper as what is drawn: texts bound, capitals set, headings broken into lines.

The one place that decides what stands where; DOCX, PDF and HTML draw the same `Sheet`.
"""

from dataclasses import dataclass

from hientai.documents.domain import wording as w
from hientai.documents.domain.kinds import kind_of
from hientai.documents.domain.lines import POINT_MM, broken, width
from hientai.documents.domain.paper import Annex, Paper, Provision
from hientai.rules.decrees.nd30.format import Measures

_SPARE = 2  # millimetres kept free beside a heading that fills its column
_LEAST_LEFT = 58


@dataclass(frozen=True)
class AnnexSheet:
    """An annex as drawn: its label, its title in lines, the reference to the paper."""

    label: str
    title: list[str]
    note: list[str]
    annex: Annex
    widths: list[float]
    rows: list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """All texts of a paper in the order in which they stand."""

    text_width: float
    left: float  # width of the left column of the head, millimetres
    parent: list[str]
    issuer: list[str]
    issuer_rule: float  # lengths of the rules, millimetres
    motto_rule: float
    number: str
    place: str
    letter_abstract: list[str]
    kind: str
    abstract: list[str]
    abstract_rule: float
    authority: list[str]
    grounds: list[str]
    deciding: str
    addressees: list[str]
    provisions: list[Provision]
    recipients: list[str]
    signature: list[str]
    name: str
    annexes: list[AnnexSheet]


def sheet_of(paper: Paper, m: Measures) -> Sheet:
    """The paper as it is drawn with the measures of its day."""
    room = m["paper_width"] - m["margin_left"] - m["margin_right"]
    left = max(_LEAST_LEFT, room - width(w.NATION, m["nation_size"]) - _SPARE)
    issuer = _heading(paper.issuer.name, m["issuer_size"], left)
    abstract, letter = _abstract(paper, m, room, left)
    signature = [_kept(line.upper()) for line in paper.signature.authority]
    return Sheet(
        text_width=room,
        left=left,
        parent=_heading(paper.issuer.parent, m["issuer_size"], left),
        issuer=issuer,
        issuer_rule=_rule(issuer, m["issuer_size"], m),
        motto_rule=width(w.MOTTO, m["motto_size"]),
        number=w.number_line(paper),
        place=w.place_and_day(paper, m),
        letter_abstract=letter,
        kind="" if kind_of(paper.kind).is_letter else kind_of(paper.kind).name.upper(),
        abstract=abstract,
        abstract_rule=_rule(abstract, m["abstract_size"], m),
        authority=_heading(paper.authority, m["kind_size"], room * 0.9),
        grounds=[w.bound(line) for line in w.ground_lines(paper)],
        deciding=w.deciding_line(paper),
        addressees=[w.bound(line) for line in w.addressee_lines(paper)],
        provisions=[_bound(one) for one in paper.provisions],
        recipients=[w.bound(line) for line in w.recipient_lines(paper)],
        signature=[part for line in signature for part in broken(line, m["authority_size"], 85)],
        name=_kept(paper.signature.name),
        annexes=[_annex(paper, at, m) for at in range(len(paper.annexes))],
    )


def _abstract(paper: Paper, m: Measures, room: float, left: float) -> tuple[list[str], list[str]]:
    """The abstract under the name of the kind, or that of a letter under its number."""
    text = w.together(paper.abstract)
    if kind_of(paper.kind).is_letter:
        return [], broken(f"V/v {text}", m["letter_abstract_size"], left - 2 * _SPARE)
    return (broken(text, m["abstract_size"], room * 0.85) if text else []), []


def _heading(text: str, size: int, room: float) -> list[str]:
    return broken(w.together(text.upper()), size, room - _SPARE) if text else []


def _rule(lines: list[str], size: int, m: Measures) -> float:
    longest = max((width(line, size) for line in lines), default=0)
    return longest * m["rule_share"] / 100


def _kept(text: str) -> str:
    return w.bound(text)


def _bound(one: Provision) -> Provision:
    label = one.label.replace(" ", w.KEPT_BLANK)
    return Provision(one.level, w.bound(one.text), label)


def _annex(paper: Paper, at: int, m: Measures) -> AnnexSheet:
    annex = paper.annexes[at]
    wide = m["paper_height"] if annex.landscape else m["paper_width"]
    room = wide - m["margin_left"] - m["margin_right"]
    whole = sum(column.width for column in annex.columns)
    return AnnexSheet(
        label=w.annex_label(at + 1, len(paper.annexes)).replace(" ", w.KEPT_BLANK),
        title=broken(w.together(annex.title.upper()), m["annex_title_size"], room * 0.85),
        note=broken(w.together(w.annex_note(paper, m)), m["annex_note_size"], room * 0.95),
        annex=annex,
        widths=[room * column.width / whole for column in annex.columns],
        rows=[[w.bound(cell) for cell in row] for row in annex.rows],
    )


def points(millimetres: float) -> float:
    """Millimetres as points."""
    return millimetres / POINT_MM
