"""The timetable of a class: its sessions as rows for pages and as values for decisions."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet
from django.utils import timezone

from hientai.timetables.domain.plan import Plan, Planned, in_order
from hientai.timetables.models import Session


def sessions_of(class_id: int) -> QuerySet[Session]:
    """The sessions of a class that stand, in the order of time, with what pages show of them."""
    return shown(Session.objects.filter(training_class=class_id, state="planned"))


def shown(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with all that a page says of them, in the order of time."""
    related = ("topic", "room", "training_class__institution__unit")
    return rows.select_related(*related).prefetch_related("teachings").order_by("hours", "pk")


def between(rows: QuerySet[Session], first: date, last: date) -> QuerySet[Session]:
    """The sessions of some days, both of them in it."""
    since = timezone.make_aware(datetime.combine(first, time.min))
    until = timezone.make_aware(datetime.combine(last, time.max))
    return rows.filter(hours__overlap=DateTimeTZRange(since, until))


def plan_of(class_id: int) -> Plan:
    """The timetable of a class as plain values."""
    return in_order(planned(row) for row in sessions_of(class_id))


def planned(row: Session) -> Planned:
    """A session as a plain value."""
    return Planned(
        starts=wall(row.hours.lower),
        ends=wall(row.hours.upper),
        periods=row.periods,
        form=row.form,
        topic=row.topic_id,
        title=row.title,
        room=row.room_id,
        place=row.place,
        lecturers=tuple(sorted(one.lecturer_id for one in row.teachings.all())),
        makes_up=row.makes_up_id,
        note=row.note,
        key=row.pk,
    )


def wall(moment: datetime) -> datetime:
    """What the clock on the wall shows then."""
    return timezone.localtime(moment).replace(tzinfo=None)


def span(starts: datetime, ends: datetime) -> DateTimeTZRange:
    """The time between two readings of the clock on the wall."""
    return DateTimeTZRange(timezone.make_aware(starts), timezone.make_aware(ends))


def writes(class_id: int) -> bool:
    """Whether the reader may write the timetable of a class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT timetables_writes(%s)", [class_id])
        return bool(cursor.fetchone()[0])


def taken(
    class_id: int, rooms: Collection[int], lecturers: Collection[int], first: date, last: date
) -> dict[tuple[str, int], list[tuple[datetime, datetime]]]:
    """The hours at which rooms, lecturers ("lecturer", key) and some learner ("learner", 0) of a
    class are elsewhere."""
    during = span(datetime.combine(first, time.min), datetime.combine(last, time.max))
    found: dict[tuple[str, int], list[tuple[datetime, datetime]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM timetables_taken(%s, %s::bigint[], %s::bigint[], %s)",
            [class_id, sorted(rooms), sorted(lecturers), during],
        )
        for kind, who, hours in cursor.fetchall():
            found.setdefault((kind, who), []).append((wall(hours.lower), wall(hours.upper)))
    return found


def clash_rows(class_id: int, plan: Iterable[Planned]) -> list[tuple[Any, ...]]:
    """What stands against the sessions of a plan, as the database tells it."""
    wanted = list(plan)
    if not wanted:
        return []
    teaching = [(at, who) for at, one in enumerate(wanted, 1) for who in one.lecturers]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM timetables_clashes(%s, %s::tstzrange[], %s::bigint[], %s::integer[],"
            " %s::bigint[])",
            [
                class_id,
                [span(one.starts, one.ends) for one in wanted],
                [one.room for one in wanted],
                [at for at, _who in teaching],
                [who for _at, who in teaching],
            ],
        )
        return list(cursor.fetchall())
