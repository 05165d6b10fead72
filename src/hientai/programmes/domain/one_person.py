"""Lecturer records of two people who turn out to be one: a unit keeps one of a person (P6)."""

from hientai.people.domain.merging import Clash, Part, Row
from hientai.shared.vocabulary import LECTURER_KINDS
from hientai.shared.words import N_


def same_unit(kept: Row, merged: Row) -> Clash | None:
    """Records that one unit keeps of one person are one record."""
    return "one" if kept["unit_id"] == merged["unit_id"] else None


LECTURERS = Part(
    "programmes_lecturer",
    N_("Hồ sơ giảng viên"),
    same_unit,
    words={"kind": LECTURER_KINDS.label},
)
