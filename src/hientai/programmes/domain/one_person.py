"""Lecturer records of two people who turn out to be one: a unit keeps one of a person (P6)."""

from collections.abc import Callable, Sequence

from hientai.people.domain.merging import Clash, Part, Row, Tail
from hientai.people.domain.spans import held_in
from hientai.shared.vocabulary import LECTURER_KINDS
from hientai.shared.words import N_


def same_unit(kept: Row, merged: Row) -> Clash | None:
    """Records that one unit keeps of one person are one record."""
    return "one" if kept["unit_id"] == merged["unit_id"] else None


def same_qualification(one: Row, other: Row) -> bool:
    """A lecturer is qualified for a programme once a day."""
    meet = held_in(one["period"]).meets(held_in(other["period"]))
    return bool(one["programme_id"] == other["programme_id"] and meet)


def same_course(one: Row, other: Row) -> bool:
    """A course begins once a day."""
    return bool(one["title"] == other["title"] and one["starts_on"] == other["starts_on"])


def with_the_record(
    same: Callable[[Row, Row], bool],
) -> Callable[[Sequence[Row], Sequence[Row], Sequence[Row]], list[Row]]:
    """What hangs on a record that gave way goes to the one its unit keeps, but what is told there.

    A row that changes its record is a new one.
    """

    def follow(rows: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
        kept_by = {record["unit_id"]: record["id"] for record in after}
        unit_of = {record["id"]: record["unit_id"] for record in before}
        standing = {record["id"] for record in after}
        stay = [row for row in rows if row["lecturer_id"] in standing]
        for row in rows:
            heir = kept_by.get(unit_of[row["lecturer_id"]])
            there = [one for one in stay if one["lecturer_id"] == heir]
            gave_way = row["lecturer_id"] not in standing
            if gave_way and heir and not any(same(row, one) for one in there):
                stay.append(row | {"id": None, "lecturer_id": heir})
        return stay

    return follow


def of_the_record(rows: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    """Rows that name a record that gave way name the one its unit keeps; else they stay as they
    are, for others hang on them."""
    kept_by = {record["unit_id"]: record["id"] for record in after}
    standing = {record["id"] for record in after}
    heirs = {
        record["id"]: kept_by[record["unit_id"]]
        for record in before
        if record["id"] not in standing and record["unit_id"] in kept_by
    }
    found = ((row, row["lecturer_id"]) for row in rows)
    return [row | {"lecturer_id": heirs.get(key, key)} for row, key in found]


LECTURERS = Part(
    "programmes_lecturer",
    N_("Hồ sơ giảng viên"),
    same_unit,
    words={"kind": LECTURER_KINDS.label},
)
QUALIFICATIONS = Tail(
    "programmes_qualification",
    N_("Chương trình được giảng dạy"),
    LECTURERS.table,
    ("lecturer_id",),
    with_the_record(same_qualification),
)
COURSES = Tail(
    "programmes_trainercourse",
    N_("Khóa tập huấn giảng viên"),
    LECTURERS.table,
    ("lecturer_id",),
    with_the_record(same_course),
)
