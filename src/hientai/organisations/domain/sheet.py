"""The sheet «Đơn vị»: what each row says, and what it would change, decided without a database.

One row is one unit from «Từ ngày» (its first day) to «Đến ngày» (its last day; blank while it
lives). Headings may stand in any order, with or without accents. Every wrong cell is reported
with its row number; a plan is made only of a sheet without a wrong cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from hientai.organisations.domain.events import Version, refuse_what_came_later, version_on
from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, nfc
from hientai.shared.vocabulary import BLOCS, UNIT_KINDS, UNIT_TYPES, Vocabulary
from hientai.shared.words import _

SHEET = "Đơn vị"
COLUMNS: Mapping[str, str] = {
    "code": "Mã đơn vị",
    "name": "Tên đơn vị",
    "unit_type": "Loại đơn vị",
    "kind": "Phân loại",
    "parent": "Mã đơn vị cấp trên",
    "bloc": "Khối",
    "since": "Từ ngày",
    "until": "Đến ngày",
    "planned_urban": "Có kế hoạch thành quận",
}
REQUIRED = ("code", "name", "unit_type", "since")
YES, NO = ("co", "x", "true", "1"), ("khong", "false", "0")
YES_NO = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)


@dataclass(frozen=True)
class UnitRow:
    """One unit as a row states it; ``until`` is the first day the unit is no more."""

    row: int
    code: str
    name: str
    unit_type: str
    kind: str
    bloc: str
    parent: str
    since: date
    until: date | None
    planned_urban: bool | None


@dataclass(frozen=True)
class WrongCell:
    """A cell that can't be accepted, with the reason in words."""

    row: int
    column: str
    value: str
    why: str

    def __str__(self) -> str:
        said = f" «{self.value}»" if self.value else ""
        return _("Dòng %(row)s, cột %(column)s%(said)s: %(why)s") % {
            "row": self.row,
            "column": self.column,
            "said": said,
            "why": self.why,
        }


@dataclass
class _Cells:
    """The cells of one row while it is read; gathers what is wrong."""

    row: int
    texts: Mapping[str, str]
    wrong: list[WrongCell] = field(default_factory=list)

    def text(self, key: str) -> str:
        text = " ".join(nfc(self.texts.get(key, "")).split())
        if not text and key in REQUIRED:
            self.refuse(key, _("không được để trống"))
        return text

    def refuse(self, key: str, why: str) -> None:
        self.wrong.append(WrongCell(self.row, COLUMNS[key], self.texts.get(key, "").strip(), why))

    def word(self, key: str, vocabulary: Vocabulary, blank: str = "") -> str:
        text = self.text(key)
        if not text:
            return blank
        code = vocabulary.code_of(text)
        if code is None:
            self.refuse(key, _("không có trong danh mục"))
        return code or blank

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        parsed = parse_day(text)
        if parsed is None or parsed[1] != "day":
            self.refuse(key, _("không phải là ngày (ví dụ đúng: 01/06/2024)"))
            return None
        return parsed[0]

    def yes_no(self, key: str) -> bool | None:
        text = fold(self.text(key))
        if text and text not in YES_NO:
            self.refuse(key, _("chỉ ghi Có, Không hoặc để trống"))
        return YES_NO.get(text)


def headings(names: Sequence[str]) -> dict[int, str]:
    """Which column holds what, by position; refused where a needed heading is missing."""
    keys = {fold(heading): key for key, heading in COLUMNS.items()}
    found = {at: keys[fold(name)] for at, name in enumerate(names) if fold(name) in keys}
    missing = [COLUMNS[key] for key in REQUIRED if key not in found.values()]
    if missing:
        raise Refused(
            _("Tệp không phải là danh sách đơn vị"),
            why=_("thiếu cột %(missing)s") % {"missing": ", ".join(missing)},
            remedy=_("Đặt tên cột ở dòng đầu theo đúng tệp mẫu."),
        )
    return found


def read_row(row: int, texts: Mapping[str, str]) -> tuple[UnitRow | None, list[WrongCell]]:
    """One row of texts by column key: the unit, or what is wrong with its cells."""
    cells = _Cells(row, texts)
    code, name, since = cells.text("code").upper(), cells.text("name"), cells.day("since")
    last = cells.day("until")
    if since and last and last < since:
        cells.refuse("until", _("trước ngày bắt đầu"))
    unit = UnitRow(
        row=row,
        code=code,
        name=name,
        unit_type=cells.word("unit_type", UNIT_TYPES),
        kind=cells.word("kind", UNIT_KINDS, "none"),
        bloc=cells.word("bloc", BLOCS, "state"),
        parent=cells.text("parent").upper(),
        since=since or date.min,
        until=last + timedelta(days=1) if last else None,
        planned_urban=cells.yes_no("planned_urban"),
    )
    return (None, cells.wrong) if cells.wrong else (unit, [])


def wrong_between(rows: Sequence[UnitRow], known: Mapping[str, str | None]) -> list[WrongCell]:
    """What is wrong between rows: a code twice, an unknown parent, a unit under itself.

    ``known`` holds the units already registered: code and parent's code.
    """
    wrong: list[WrongCell] = []
    parents = dict(known) | {row.code: row.parent or None for row in rows}
    seen: set[str] = set()
    for row in rows:
        if row.code in seen:
            wrong.append(WrongCell(row.row, COLUMNS["code"], row.code, _("đã có ở dòng trước")))
        seen.add(row.code)
        if row.parent and row.parent not in parents:
            why = _("không có trong tệp và chưa có trong hệ thống")
            wrong.append(WrongCell(row.row, COLUMNS["parent"], row.parent, why))
        elif _under_itself(row.code, parents):
            why = _("đơn vị nằm dưới chính nó")
            wrong.append(WrongCell(row.row, COLUMNS["parent"], row.parent, why))
    return wrong


def _under_itself(code: str, parents: Mapping[str, str | None]) -> bool:
    above, steps = parents.get(code), 0
    while above is not None and above != code and steps < len(parents):
        above, steps = parents.get(above), steps + 1
    return above is not None


def refuse_wrong(wrong: Iterable[WrongCell], *, shown: int = 20) -> None:
    """Refuse the whole sheet when any cell is wrong; the first ones are named."""
    said = [str(cell) for cell in wrong]
    if said:
        more = (
            _("; và %(count)s ô khác") % {"count": len(said) - shown} if len(said) > shown else ""
        )
        raise Refused(
            _("Không nhập được danh sách đơn vị: %(count)s ô sai") % {"count": len(said)},
            why="; ".join(said[:shown]) + more,
            remedy=_("Sửa các ô này rồi nhập lại cả tệp; chưa có gì được ghi."),
        )


class Change(StrEnum):
    """What a row does to the register."""

    NEW = "new"
    CORRECTED = "corrected"
    CHANGED = "changed"
    ENDED = "ended"
    SAME = "same"


def change_of(row: UnitRow, versions: Sequence[Version]) -> Change:
    """What a row does to a registered unit, whose versions come in the order of their days.

    A row that differs from the version beginning on its own first day corrects it; one that
    begins later than the last version is the next one. A blank «Đến ngày» changes nothing.
    """
    if not versions:
        return Change.NEW
    held = version_on(row.code, versions, row.since)
    if _same(row, held):
        return Change.ENDED if _ends(row, versions[-1]) else Change.SAME
    if row.since == held.since:
        return Change.CORRECTED
    refuse_what_came_later(row.code, versions, row.since)
    return Change.CHANGED


def _same(row: UnitRow, held: Version) -> bool:
    said = (row.name, row.unit_type, row.kind, row.bloc, row.parent or None)
    return said == (held.name, held.unit_type, held.kind, held.bloc, held.parent)


def _ends(row: UnitRow, last: Version) -> bool:
    return row.until is not None and row.until != last.until
