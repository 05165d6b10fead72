"""What shifts when days fall out: as few sessions as can be, in the order of topics or not."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import groupby

from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.timetables.domain.hours import Slot
from hientai.timetables.domain.plan import Plan, Planned, in_order

Fits = Callable[[int, int], bool]
"""Whether a block (by its place in the order) can stand in a slot (by its place in time)."""
Cost = tuple[int, int]


def shifted(now: Sequence[int], slots: int, fits: Fits) -> list[int] | None:
    """New places of blocks that keep their order: the fewest change, then the end is earliest,
    then they move the least. None where they do not fit.

    `now` holds the present place of each, rising; `slots` is how many places there are.
    """
    if not now:
        return []
    rows: list[list[tuple[Cost, int] | None]] = []
    for block, stands in enumerate(now):
        best: tuple[Cost, int] | None = ((0, 0), -1) if block == 0 else None
        row: list[tuple[Cost, int] | None] = []
        for slot in range(slots):
            if block and slot and (before := rows[-1][slot - 1]) is not None:
                best = min((before[0], slot - 1), best) if best else (before[0], slot - 1)
            row.append(_placed(best, stands, slot) if best and fits(block, slot) else None)
        rows.append(row)
    return _traced(rows)


def _placed(best: tuple[Cost, int], stands: int, slot: int) -> tuple[Cost, int]:
    (changed, way), before = best
    return (changed + (slot != stands), way + abs(slot - stands)), before


def _traced(rows: Sequence[Sequence[tuple[Cost, int] | None]]) -> list[int] | None:
    ends = [(cell[0][0], at, cell[0][1]) for at, cell in enumerate(rows[-1]) if cell]
    if not ends:
        return None
    at = min(ends)[1]
    found = []
    for row in reversed(rows):
        found.append(at)
        cell = row[at]
        assert cell is not None
        at = cell[1]
    return found[::-1]


def filled(now: Sequence[int], slots: int, fits: Fits) -> list[int] | None:
    """New places out of order: who can stay stays, each other takes the first place left free
    after its own."""
    stay = {stands for block, stands in enumerate(now) if fits(block, stands)}
    found: list[int] = []
    for block, stands in enumerate(now):
        place = stands
        if not fits(block, stands):
            free = (at for at in range(stands, slots) if at not in stay and fits(block, at))
            place = next(free, -1)
            stay.add(place)
        found.append(place)
    return None if -1 in found else found


def without_days(
    plan: Iterable[Planned],
    fallen: Collection[date],
    slots: Sequence[Slot],
    busy: Callable[[Planned, Slot], bool],
    *,
    since: date,
    keeps_order: bool = True,
) -> Plan:
    """The timetable without some days: its half days since a day move to other slots.

    `slots` are those the class may use, in order; a half day already held counts among them.
    Sessions of one half day move together, none to an earlier time. Refused where there is no
    place for them.
    """
    ordered = in_order(plan)
    earlier = [one for one in ordered if one.day < since]
    blocks = _blocks(one for one in ordered if one.day >= since)
    places = sorted({*slots, *(slot for slot, _sessions in blocks)})
    index = {slot: at for at, slot in enumerate(places)}

    def fits(block: int, at: int) -> bool:
        held, sessions = blocks[block]
        slot = places[at]
        if slot.day in fallen or slot < held:
            return False
        return slot == held or not any(busy(one, slot) for one in sessions)

    way = shifted if keeps_order else filled
    found = way([index[slot] for slot, _sessions in blocks], len(places), fits)
    if found is None:
        raise Refused(
            _("Không còn chỗ trống để dời lịch"), remedy=_("Thêm ngày học, đổi phòng, giảng viên.")
        )
    return in_order([*earlier, *_moved(blocks, [places[at] for at in found])])


def postponed(plan: Iterable[Planned], days: Sequence[date]) -> Plan:
    """The timetable on other days: its first day becomes the first of these, and so on."""
    ordered = in_order(plan)
    old = sorted({one.day for one in ordered})
    to = dict(zip(old, days, strict=False))
    return in_order(one.at(Slot(to[one.day], one.slot.half)) for one in ordered)


def _blocks(sessions: Iterable[Planned]) -> list[tuple[Slot, list[Planned]]]:
    return [(slot, list(held)) for slot, held in groupby(sessions, key=lambda one: one.slot)]


def _moved(blocks: Iterable[tuple[Slot, list[Planned]]], to: Iterable[Slot]) -> list[Planned]:
    """The sessions of each half day at its new one."""
    return [
        one.at(slot) for (_held, sessions), slot in zip(blocks, to, strict=True) for one in sessions
    ]
