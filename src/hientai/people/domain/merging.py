"""What two records become when they are one person, decided over images of their rows.

A record is the rows of each table that hang on a person, as the database writes them in JSON, with
the person's own row under ``people_person``. The kept record takes what the merged one has; where
the two tell one thing differently somebody chooses. Undoing is the way between the same images.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from hientai.people.domain.spans import held_in, without
from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

Row = dict[str, Any]
Record = dict[str, list[Row]]
Choice = Literal["kept", "merged", "both"]
Clash = Literal["days", "one", "any"]
"""How two rows stand: of common days one holds; only one may stand; both may, or are one."""

PERSON = "people_person"
FACTS = (
    ("name", "name_folded", "name_key"),
    ("sex",),
    ("birth_date", "birth_precision"),
    ("ethnicity",),
    ("service_start",),
    ("probation_end",),
    ("own_retirement_date",),
    ("managed_by_committee",),
    ("political_theory",),
    ("languages",),
    ("it_skill",),
)
"""What is told of the person itself; the columns of a line go together, the first names it."""


def never(_kept: Row, _merged: Row) -> Clash | None:
    """Rows of which any number may stand."""
    return None


def all_of_them(rows: list[Row]) -> list[Row]:
    """Rows of both records that stand together as they are."""
    return rows


@dataclass(frozen=True)
class Part:
    """A table that hangs on a person: its name in words, and when two of its rows clash.

    What nobody needs to choose is settled by the part itself: `settle` is given the rows of both,
    the kept record's first, and says how they stand together; no new ones.
    """

    table: str
    title: str
    clash: Callable[[Row, Row], Clash | None] = never
    persons: tuple[str, ...] = ("person_id",)
    in_order: bool = False  # of two persons in a row the lower stands first
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    once: bool = True  # rows that say the same are one; not so what is kept as it came in
    settle: Callable[[list[Row]], list[Row]] = all_of_them
    unsaid: frozenset[str] = frozenset()  # columns that are not shown
    note: str = ""  # what settling does, said where both records have rows
    leads_to: Mapping[str, str] = field(default_factory=dict)  # columns that name rows of a part

    def told(self, row: Row) -> Row:
        """What a row says, whoever it hangs on."""
        return {key: value for key, value in row.items() if key not in ("id", *self.persons)}

    def of(self, row: Row, old: int, new: int) -> Row:
        """The row with one person in the place of another."""
        ids = [new if row[key] == old else row[key] for key in self.persons]
        return row | dict(zip(self.persons, sorted(ids) if self.in_order else ids, strict=True))


@dataclass(frozen=True)
class Tail:
    """A table whose rows hang on rows of a part, by some columns, and not on the person itself.

    `follow` is given its rows and the part's rows before and after two records became one, and
    says how its rows stand then; one without an id is new.
    """

    table: str
    title: str
    part: str
    columns: tuple[str, ...]
    follow: Callable[[Sequence[Row], Sequence[Row], Sequence[Row]], list[Row]]


@dataclass(frozen=True)
class Conflict:
    """One thing that the two records tell differently, and what may be chosen."""

    id: str
    table: str
    clash: Clash
    kept: Row
    merged: Row
    differs: tuple[str, ...]

    @property
    def options(self) -> tuple[Choice, ...]:
        """What may be chosen."""
        return ("kept", "merged", "both") if self.clash == "any" else ("kept", "merged")


def conflicts(parts: Iterable[Part], kept: Record, merged: Record) -> list[Conflict]:
    """Everything the two records tell differently: of the person first, then table by table."""
    found = _facts(kept[PERSON][0], merged[PERSON][0])
    for part in parts:
        same = _repeated(part, kept, merged)
        for theirs in merged.get(part.table, ()):
            if theirs["id"] in same:
                continue
            for ours in kept.get(part.table, ()):
                if clash := part.clash(ours, theirs):
                    found.append(_conflict(part, clash, ours, theirs))
    return found


def one_record(
    parts: Iterable[Part], kept: Record, merged: Record, choices: Mapping[str, str]
) -> Record:
    """The record of both, under the kept person; a row without an id is new.

    Refused where a conflict has no choice among its options.
    """
    parts = list(parts)
    found = conflicts(parts, kept, merged)
    refuse_open(found, choices)
    person = _person(kept[PERSON][0], merged[PERSON][0], found, choices)
    record: Record = {PERSON: [person]}
    for part in parts:
        mine = [one for one in found if one.table == part.table]
        record[part.table] = _rows(part, kept, merged, mine, choices)
    for part in parts:
        for column, table in part.leads_to.items():
            heirs = _heirs(next(one for one in parts if one.table == table), kept, merged)
            heirs |= _winners(table, found, choices)
            record[part.table] = [
                row | {column: _heir(row[column], heirs)} for row in record[part.table]
            ]
    return record


def _heirs(part: Part, kept: Record, merged: Record) -> dict[int, int]:
    """For each repeated row of the merged record the row of the kept one that says the same."""
    ours = kept.get(part.table, ())
    return {
        row["id"]: next(one["id"] for one in ours if part.told(one) == part.told(row))
        for row in merged.get(part.table, ())
        if row["id"] in _repeated(part, kept, merged)
    }


def _winners(table: str, found: Sequence[Conflict], choices: Mapping[str, str]) -> dict[int, int]:
    """For each row that gave way the row that stands in its place."""
    pairs = {}
    for one in found:
        if one.table == table and one.clash != "days" and choices[one.id] != "both":
            rows = (one.merged, one.kept) if choices[one.id] == "kept" else (one.kept, one.merged)
            pairs[rows[0]["id"]] = rows[1]["id"]
    return pairs


def _heir(key: int | None, heirs: Mapping[int, int]) -> int | None:
    seen: set[int] = set()
    while key is not None and key in heirs and key not in seen:
        seen.add(key)
        key = heirs[key]
    return key


def refuse_open(found: Sequence[Conflict], choices: Mapping[str, str]) -> None:
    """Every conflict is decided before anything is written."""
    undecided = [one for one in found if choices.get(one.id) not in one.options]
    if undecided:
        raise Refused(
            _("Còn %(count)s chỗ hai hồ sơ ghi khác nhau chưa được chọn")
            % {"count": len(undecided)},
            why=", ".join(one.id for one in undecided[:5]),
            remedy=_("Chọn nội dung đúng ở từng chỗ rồi gộp lại."),
        )


def obstacles(after: Record, now: Record) -> list[tuple[str, str, int]]:
    """What was built on a merged record: table, what happened to its rows, how many of them.

    That the person stands in the unit of today's post is no change of the record: it follows. Nor
    is a column that the table has got, or lost, since.
    """
    found = []
    for table in sorted(after.keys() | now.keys()):
        was, is_now = _by_id(table, after), _by_id(table, now)
        changed = sum(_differ(was[key], is_now[key]) for key in was.keys() & is_now.keys())
        counts = (
            (N_("ghi thêm"), len(is_now.keys() - was.keys())),
            (N_("sửa đổi"), changed),
            (N_("không còn"), len(was.keys() - is_now.keys())),
        )
        found += [(table, what, count) for what, count in counts if count]
    return found


@dataclass(frozen=True)
class Difference:
    """What leads from one image of a table to another."""

    gone: list[int]
    changed: list[tuple[Row, Row]]
    new: list[Row]


def difference(before: Sequence[Row], after: Sequence[Row]) -> Difference:
    """Rows to remove, to change (as they are, as they are to be) and to write, by id."""
    was = {row["id"]: row for row in before}
    wanted = {row["id"]: row for row in after}
    return Difference(
        gone=sorted(was.keys() - wanted.keys()),
        changed=[
            (was[key], wanted[key])
            for key in sorted(was.keys() & wanted.keys())
            if was[key] != wanted[key]
        ],
        new=[wanted[key] for key in sorted(wanted.keys() - was.keys())],
    )


def both(first: Record, second: Record) -> Record:
    """The rows of two records as one image; a row that hangs on both stands once."""
    tables = first.keys() | second.keys()
    joined = {table: first.get(table, []) + second.get(table, []) for table in tables}
    return {
        table: list({row["id"]: row for row in rows}.values()) for table, rows in joined.items()
    }


def _differ(was: Row, is_now: Row) -> bool:
    return any(was[key] != is_now[key] for key in was.keys() & is_now.keys())


def _by_id(table: str, record: Record) -> dict[int, Row]:
    rows = record.get(table, ())
    if table == PERSON:
        rows = [{key: value for key, value in row.items() if key != "unit_id"} for row in rows]
    return {row["id"]: row for row in rows}


def _facts(kept: Row, merged: Row) -> list[Conflict]:
    found = []
    for facts in FACTS:
        ours, theirs = [[row[key] for key in facts] for row in (kept, merged)]
        if ours[0] is not None and theirs[0] is not None and ours != theirs:
            found.append(Conflict(f"{PERSON}:{facts[0]}", PERSON, "one", kept, merged, (facts[0],)))
    return found


def _person(kept: Row, merged: Row, found: Sequence[Conflict], choices: Mapping[str, str]) -> Row:
    """The kept person's row with what was chosen, and what it did not tell, from the other."""
    taken = {one.differs[0] for one in found if one.table == PERSON and choices[one.id] == "merged"}
    row = dict(kept)
    for facts in FACTS:
        if facts[0] in taken or row[facts[0]] is None:
            row |= {key: merged[key] for key in facts}
    return row


def _repeated(part: Part, kept: Record, merged: Record) -> Collection[int]:
    """Rows of the merged record that say what a row of the kept one says already."""
    said = [part.told(row) for row in kept.get(part.table, ())] if part.once else []
    return {row["id"] for row in merged.get(part.table, ()) if part.told(row) in said}


def _conflict(part: Part, clash: Clash, kept: Row, merged: Row) -> Conflict:
    ours, theirs = part.told(kept), part.told(merged)
    differs = tuple(key for key in ours if ours[key] != theirs[key])
    return Conflict(
        f"{part.table}:{kept['id']}:{merged['id']}", part.table, clash, kept, merged, differs
    )


def _rows(
    part: Part,
    kept: Record,
    merged: Record,
    found: Sequence[Conflict],
    choices: Mapping[str, str],
) -> list[Row]:
    """The rows of a table: those of both but the repeated, each with what is left of it."""
    old, new = merged[PERSON][0]["id"], kept[PERSON][0]["id"]
    same = _repeated(part, kept, merged)
    theirs = [part.of(row, old, new) for row in merged.get(part.table, ()) if row["id"] not in same]
    standing = []
    for row in [*kept.get(part.table, ()), *theirs]:
        standing += _left_of(row, [one for one in found if _yields(row, one, choices[one.id])])
    return part.settle(standing)


def _yields(row: Row, one: Conflict, choice: str) -> bool:
    """Whether a row gives way in a conflict."""
    loser = {"kept": one.merged, "merged": one.kept}.get(choice)
    return loser is not None and loser["id"] == row["id"]


def _left_of(row: Row, lost: Sequence[Conflict]) -> list[Row]:
    """What is left of a row: nothing, or the days that the rows it yields to do not hold."""
    if any(one.clash != "days" for one in lost):
        return []
    if not lost:
        return [row]
    others = [one.kept if one.merged["id"] == row["id"] else one.merged for one in lost]
    pieces = without(held_in(row["period"]), [held_in(one["period"]) for one in others])
    return [
        row | {"period": str(piece)} | ({} if number == 0 else {"id": None})
        for number, piece in enumerate(pieces)
    ]
