"""Whose act it is: the highest units, among those its author writes, over everything it names."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import COLUMNS, Step, What, Wrong
from hientai.shared.words import _


def authorities(
    steps: Sequence[Step], before: Mapping[str, Version], written: Collection[str] | None
) -> tuple[list[str], list[Wrong]]:
    """The authorities of an act by code, and the cells that name what its author does not write.

    `before` is the tree of the day as the act finds it; `written` are the units that the author
    writes (None: everything). What the act itself founds stands where its line says.
    """
    found: set[str] = set()
    wrong: list[Wrong] = []
    for step in steps:
        for column, code in _named(step, before):
            top = highest(code, before, written)
            if top is None:
                wrong.append(_beyond(step, column, code))
            else:
                found.add(top)
        if written is not None and step.what is What.FOUND and not step.parent:
            wrong.append(_above_all(step))
    return sorted(found), wrong


def highest(
    code: str, before: Mapping[str, Version], written: Collection[str] | None
) -> str | None:
    """The highest unit over a unit, itself among them, that is written; None where none is."""
    top, seen, at = None, set[str](), code
    while at in before and at not in seen:
        seen.add(at)
        if written is None or at in written:
            top = at
        at = before[at].parent or ""
    return top


def _named(step: Step, before: Mapping[str, Version]) -> Iterator[tuple[str, str]]:
    said = [("code", step.code), *(("into", code) for code in step.into), ("parent", step.parent)]
    return ((column, code) for column, code in said if code in before)


def _beyond(step: Step, column: str, code: str) -> Wrong:
    why = _("đơn vị %s ngoài phạm vi bạn phụ trách") % code
    remedy = _("Đợt sắp xếp qua nhiều tỉnh, thành phố do người phụ trách tất cả các nơi đó lập.")
    return Wrong(step.row, COLUMNS[column], code, why, remedy)


def _above_all(step: Step) -> Wrong:
    why = _("đơn vị không có cấp trên chỉ do người phụ trách toàn Hệ thống lập")
    return Wrong(step.row, COLUMNS["parent"], "", why, _("Ghi mã đơn vị cấp trên."))
