"""The sheets of an act, «Sắp xếp» and «Bố trí người»: how their cells are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column
from hientai.intake.domain.table import REFUSED, parse
from hientai.organisations.domain.reform import COLUMNS, Step, What, Wrong
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW, Tables
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import TITLES, UNIT_KINDS, UNIT_TYPES
from hientai.shared.words import N_, _

STEPS, PLACES = N_("Sắp xếp"), N_("Bố trí người")
MOST_STEPS = 20_000
PERSON, UNIT = N_("Mã CBCCVC"), N_("Mã đơn vị mới")
WORDS: Mapping[What, str] = {
    What.FOUND: N_("Thành lập"),
    What.RENAME: N_("Đổi tên"),
    What.MOVE: N_("Chuyển cấp quản lý"),
    What.MERGE: N_("Sáp nhập"),
    What.SPLIT: N_("Chia tách"),
    What.DISSOLVE: N_("Giải thể"),
}
ALIASES = {"chuyen": What.MOVE, "hop nhat": What.MERGE, "chia": What.SPLIT, "tach": What.SPLIT}


@dataclass(frozen=True)
class Place:
    """Where a person of a unit that ends goes, and the title there; "" leaves it as it fits."""

    row: int
    person: str
    unit: str
    title: str = ""


def _what(text: str) -> str:
    known = {fold(word): what for what, word in WORDS.items()} | ALIASES
    found = known.get(fold(text))
    if found is None:
        raise Refused(
            _("không phải là một việc sắp xếp"), remedy=_("Chọn: %s") % "; ".join(WORDS.values())
        )
    return found.value


def _codes(text: str) -> str:
    parts = text.replace(";", ",").split(",")
    return ",".join(cells.code(part) for part in parts if part.strip())


STEP_COLUMNS = (
    Column(
        "what", COLUMNS["what"], _what, required=True, clearable=False, choices=(*WORDS.values(),)
    ),
    Column("code", COLUMNS["code"], cells.code, required=True, clearable=False),
    Column("into", COLUMNS["into"], _codes, clearable=False),
    Column("name", COLUMNS["name"], cells.text, clearable=False, aliases=(N_("Tên mới"),)),
    cells.coded("unit_type", COLUMNS["unit_type"], UNIT_TYPES, clearable=False),
    cells.coded("kind", COLUMNS["kind"], UNIT_KINDS, clearable=False),
    Column("parent", COLUMNS["parent"], cells.code, clearable=False, aliases=(N_("Trực thuộc"),)),
)
PLACE_COLUMNS = (
    Column("person", PERSON, cells.code, required=True, clearable=False),
    Column("unit", UNIT, cells.code, required=True, clearable=False),
    cells.coded("title", N_("Chức vụ mới"), TITLES, clearable=False),
)


def read(tables: Tables) -> tuple[list[Step], list[Place], list[Wrong]]:
    """The lines of a file, and every cell that cannot be read.

    The steps stand in the sheet of that name, else in the first one; a CSV has them alone.
    """
    named = {fold(name): name for name in tables}
    sheet = named.get(fold(STEPS), next(iter(tables), STEPS))
    rows, wrong = _rows(sheet, tables, STEP_COLUMNS)
    steps = [_step(row) for row in rows]
    places: list[Place] = []
    if name := named.get(fold(PLACES)):
        places, more = _places(name, tables)
        wrong += more
    if not steps and not wrong:
        raise Refused(
            _("Tệp chưa có việc sắp xếp nào"), remedy=_("Ghi mỗi việc một dòng theo tệp mẫu.")
        )
    if len(steps) > MOST_STEPS:
        raise Refused(_("Tệp có hơn %s việc") % MOST_STEPS, remedy=_("Chia thành nhiều đợt."))
    return steps, places, wrong


def read_places(tables: Tables) -> tuple[list[Place], list[Wrong]]:
    """Who goes where, from the sheet of that name, else from the first one."""
    named = {fold(name): name for name in tables}
    return _places(named.get(fold(PLACES), next(iter(tables), PLACES)), tables)


def _places(sheet: str, tables: Tables) -> tuple[list[Place], list[Wrong]]:
    rows, wrong = _rows(sheet, tables, PLACE_COLUMNS)
    return [Place(row[ROW], row["person"], row["unit"], row["title"]) for row in rows], wrong


def _rows(
    sheet: str, tables: Tables, columns: Iterable[Column]
) -> tuple[list[dict[str, Any]], list[Wrong]]:
    """The rows of a sheet whose needed cells can be read, and what is wrong with the others."""
    known = tuple(columns)
    table = parse(sheet, tables[sheet], known)
    needed = [column.key for column in known if column.required]
    wrong = [
        Wrong(note["row"], note["column"], note["value"], note["reason"], note["remedy"])
        for note in table.notes.iter_rows(named=True)
        if note["severity"] == REFUSED
    ]
    told = {one.row for one in wrong}
    rows = []
    for found in table.frame.iter_rows(named=True):
        row: dict[str, Any] = {c.key: found.get(c.key) or "" for c in known}
        row[ROW] = found[ROW]
        empty = [c.heading for c in known if c.key in needed and not row[c.key]]
        if row[ROW] in told:
            continue
        wrong += [Wrong(row[ROW], heading, "", _("không được để trống")) for heading in empty]
        rows += [] if empty else [row]
    return rows, wrong


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        row=row[ROW],
        what=What(row["what"]),
        code=row["code"],
        into=tuple(part for part in row["into"].split(",") if part),
        name=row["name"],
        unit_type=row["unit_type"],
        kind=row["kind"],
        parent=row["parent"],
    )


def wrong_places(
    places: Iterable[Place], people: Mapping[str, str], alive: Iterable[str]
) -> list[Wrong]:
    """What is wrong with who goes where; `people` are those of units that end, with the unit."""
    wrong: list[Wrong] = []
    seen: set[str] = set()
    living = set(alive)
    for place in places:
        if place.person in seen:
            wrong.append(Wrong(place.row, PERSON, place.person, _("đã có ở dòng trước")))
        elif place.person not in people:
            why = _("không giữ vị trí nào ở đơn vị kết thúc trong đợt này")
            wrong.append(Wrong(place.row, PERSON, place.person, why))
        seen.add(place.person)
        if place.unit not in living:
            why = _("không có đơn vị này sau khi sắp xếp")
            wrong.append(Wrong(place.row, UNIT, place.unit, why))
    return wrong
