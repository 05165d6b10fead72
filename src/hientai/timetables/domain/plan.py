"""A timetable as plain values: its sessions, and what changes from one timetable to another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Self

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.shared.words import N_, _
from hientai.timetables.domain.hours import Slot, moved, slot_of

FORMS = {
    "theory": N_("lý thuyết"),
    "practice": N_("thực hành"),
    "field_study": N_("đi thực tế"),
    "online": N_("trực tuyến"),
    "other": N_("khác"),
}
MOST_SESSIONS = 1_000


@dataclass(frozen=True)
class Planned:
    """One session; times are those of the wall clock in Viet Nam. Without a key it is new."""

    starts: datetime
    ends: datetime
    periods: int
    form: str = "theory"
    topic: int | None = None
    title: str = ""
    room: int | None = None
    place: str = ""
    lecturers: tuple[int, ...] = ()
    makes_up: int | None = None
    note: str = ""
    key: int | None = None

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.starts.date()

    @property
    def slot(self) -> Slot:
        """The half of a day in which it begins."""
        return slot_of(self.starts)

    def at(self, slot: Slot) -> Self:
        """The same session in another half of a day."""
        return replace(self, starts=moved(self.starts, slot), ends=moved_end(self, slot))

    def as_data(self) -> dict[str, Any]:
        """The session as it is kept in the record of a change."""
        data = asdict(self)
        return data | {"starts": self.starts.isoformat(), "ends": self.ends.isoformat()}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """The session that a record of a change speaks of."""
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        times = {name: datetime.fromisoformat(data[name]) for name in ("starts", "ends")}
        return cls(**known | times | {"lecturers": tuple(data.get("lecturers", ()))})


Plan = tuple[Planned, ...]


@dataclass(frozen=True)
class Difference:
    """A session before and after; None where it was not there, or is there no more."""

    before: Planned | None
    after: Planned | None

    @property
    def is_moved(self) -> bool:
        """Whether its time is another."""
        return bool(
            self.before
            and self.after
            and (self.before.starts, self.before.ends) != (self.after.starts, self.after.ends)
        )


def moved_end(session: Planned, slot: Slot) -> datetime:
    """When a session ends that keeps its length in another half of a day."""
    return moved(session.starts, slot) + (session.ends - session.starts)


def in_order(sessions: Iterable[Planned]) -> Plan:
    """Sessions in the order of their times."""
    return tuple(sorted(sessions, key=lambda one: (one.starts, one.ends)))


def differences(before: Iterable[Planned], after: Iterable[Planned]) -> list[Difference]:
    """What changes from one timetable to another, in the order of time."""
    old = {one.key: one for one in before}
    found = [Difference(old.get(one.key) if one.key else None, one) for one in after]
    kept = {one.key for one in after if one.key}
    found += [Difference(one, None) for key, one in old.items() if key not in kept]
    changed = [one for one in found if one.before != one.after]
    return sorted(changed, key=_when)


def refuse_plan(plan: Sequence[Planned]) -> None:
    """Refuse a timetable with a session that runs backward or two at the same time."""
    if len(plan) > MOST_SESSIONS:
        raise Refused(_("Một lớp có nhiều nhất %s buổi") % MOST_SESSIONS)
    for one in plan:
        if one.ends <= one.starts or one.ends.date() != one.day or one.periods < 1:
            raise Refused(
                _("Buổi ngày %s có giờ không hợp lệ") % day_text(one.day),
                remedy=_("Giờ kết thúc sau giờ bắt đầu, trong cùng một ngày."),
            )
    for one, after in zip(in_order(plan), in_order(plan)[1:], strict=False):
        if after.starts < one.ends:
            raise Refused(
                _("Hai buổi của lớp trùng giờ ngày %s") % day_text(after.day),
                remedy=_("Chọn giờ khác cho một trong hai buổi."),
            )


def replaced(plan: Iterable[Planned], old: int, new: int, since: date) -> Plan:
    """The timetable with one lecturer in another's place since a day."""

    def those(one: Planned) -> tuple[int, ...]:
        named = [new if lecturer == old else lecturer for lecturer in one.lecturers]
        return tuple(dict.fromkeys(named))

    return tuple(replace(one, lecturers=those(one)) if one.day >= since else one for one in plan)


def _when(one: Difference) -> datetime:
    said = one.after or one.before
    assert said is not None
    return said.starts
