"""Timetables that are proposed and written nowhere: laid out, shifted, postponed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Topic
from hientai.timetables.domain.hours import Slot, periods_met, slots_met
from hientai.timetables.domain.laying import BOTH, Lesson, lay_out, lessons_of
from hientai.timetables.domain.plan import Plan, Planned
from hientai.timetables.domain.shifting import postponed, without_days
from hientai.timetables.queries.plans import plan_of, taken
from hientai.workdays.domain import WEEK
from hientai.workdays.queries import calendar

SPARE = 40  # study days looked at beyond those needed at least
PERIODS_A_HALF = 4


@dataclass(frozen=True)
class Wish:
    """How topics are to be laid out: since when, on which weekdays and halves, where, by whom."""

    first: date
    weekdays: frozenset[int] = WEEK
    halves: tuple[int, ...] = BOTH
    room: int | None = None
    place: str = ""
    lecturers: tuple[int, ...] = ()
    usual: int = 8


def laid_out(held_class: TrainingClass, wish: Wish) -> Plan:
    """The topics of the class's programme over study days, when room, lecturers and learners are
    free; refused where the days do not suffice."""
    lessons = _lessons(held_class, wish)
    needed = sum(one.periods for one in lessons) // (PERIODS_A_HALF * len(wish.halves)) + SPARE
    days = calendar().study_days(wish.first, needed, wish.weekdays)
    busy = taken(
        held_class.pk, [wish.room] if wish.room else [], wish.lecturers, wish.first, days[-1]
    )
    met = {key: periods_met(spans) for key, spans in busy.items()}

    def is_taken(lesson: Lesson, day: date, period: int) -> bool:
        asked = [
            ("learner", 0),
            ("room", lesson.room),
            *(("lecturer", o) for o in lesson.lecturers),
        ]
        return any((day, period) in met.get((kind, who or 0), ()) for kind, who in asked)

    return lay_out(lessons, days, is_taken, wish.halves)


def without(
    held_class: TrainingClass, fallen: Collection[date], *, on: date, keeps_order: bool
) -> Plan:
    """The timetable without some days: the fewest half days move, to half days of the kind that the
    class uses, when everybody is free."""
    plan = plan_of(held_class.pk)
    if not plan:
        return plan
    weekdays = frozenset(one.day.weekday() for one in plan) | WEEK
    since = max(min(fallen), on)
    days = calendar().study_days(since, len(plan) + SPARE, weekdays, skip=fallen)
    halves = sorted({one.slot.half for one in plan})
    slots = [Slot(day, half) for day in days for half in halves]
    return without_days(
        plan,
        fallen,
        slots,
        _busy(held_class, plan, since, days[-1]),
        since=since,
        keeps_order=keeps_order,
    )


def put_off(held_class: TrainingClass, first: date) -> Plan:
    """The timetable from another first day on, its days in their order over study days."""
    return over_days(plan_of(held_class.pk), first)


def over_days(plan: Plan, first: date) -> Plan:
    """A timetable over study days from a day on; weekdays off are used where it uses them."""
    if not plan:
        return plan
    weekdays = frozenset(one.day.weekday() for one in plan) | WEEK
    count = len({one.day for one in plan})
    return postponed(plan, calendar().study_days(first, count, weekdays))


def study_days_like(held_class: TrainingClass, first: date) -> list[date]:
    """As many study days from a day on as a class without a timetable has."""
    known = calendar()
    span = (held_class.ends_on - held_class.starts_on).days + 1
    days = (held_class.starts_on + timedelta(days=at) for at in range(span))
    count = sum(known.is_working(one) for one in days)
    return list(known.study_days(first, max(1, count)))


def _lessons(held_class: TrainingClass, wish: Wish) -> list[Lesson]:
    topics: Sequence[Topic] = list(
        Topic.objects.filter(version=held_class.version_id).order_by("number")
    )
    parts = [
        (
            one.pk,
            one.title,
            {"theory": one.theory, "practice": one.practice, "field_study": one.field_study},
        )
        for one in topics
    ]
    plain = lessons_of(parts, wish.usual, room=wish.room, place=wish.place)
    return [
        Lesson(
            periods=one.periods,
            form="online" if held_class.form == "online" else one.form,
            topic=one.topic,
            title=one.title,
            lecturers=wish.lecturers,
            room=one.room,
            place=one.place,
        )
        for one in plain
    ]


def _busy(
    held_class: TrainingClass, plan: Plan, first: date, last: date
) -> Callable[[Planned, Slot], bool]:
    rooms = {one.room for one in plan if one.room}
    lecturers = {who for one in plan for who in one.lecturers}
    busy = taken(held_class.pk, rooms, lecturers, first, last + timedelta(days=1))
    met = {key: slots_met(spans) for key, spans in busy.items()}

    def is_busy(one: Planned, slot: Slot) -> bool:
        asked = [("learner", 0), ("room", one.room or 0), *(("lecturer", o) for o in one.lecturers)]
        return any(slot in met.get(key, ()) for key in asked)

    return is_busy
