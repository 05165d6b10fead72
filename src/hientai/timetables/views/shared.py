"""What the pages of timetables share: the class of an address, choices, weeks and months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse

from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.programmes.models import Room, Topic
from hientai.programmes.queries.lecturers import lecturers_on
from hientai.shared.days import parse_day
from hientai.shared.words import _
from hientai.timetables.domain.hours import half_of
from hientai.timetables.domain.plan import FORMS
from hientai.timetables.models import Session
from hientai.timetables.queries import writes
from hientai.timetables.queries.plans import wall
from hientai.webkit.day import Visit

VIEW, EDIT = "timetables:view", "timetables:edit"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    """A session as a page shows it."""

    row: Session

    @property
    def starts(self) -> Any:
        """When it begins by the clock on the wall."""
        return wall(self.row.hours.lower)

    @property
    def ends(self) -> Any:
        """When it ends by the clock on the wall."""
        return wall(self.row.hours.upper)

    @property
    def day(self) -> date:
        """Its day."""
        day: date = self.starts.date()
        return day

    @property
    def half(self) -> int:
        """Before noon or after."""
        return half_of(self.starts)

    @property
    def title(self) -> str:
        """What it is about."""
        topic = self.row.topic
        return self.row.title or (topic.title if topic else "") or _("(chưa có tên chuyên đề)")

    @property
    def form(self) -> str:
        """Its form in words."""
        return _(FORMS[self.row.form])

    @property
    def where(self) -> str:
        """Room or place."""
        room = self.row.room
        return ", ".join(one for one in (room.name if room else "", self.row.place) if one)

    @property
    def who(self) -> str:
        """Who teaches."""
        return ", ".join(one.name for one in self.row.teachings.all())


def held_at(request: Visit, code: str, *, to_edit: bool = False) -> TrainingClass:
    """The class of an address; 404 where there is none, or none the reader keeps."""
    held = class_of(code, request.on)
    if held is None or to_edit and not writes(held.pk):
        raise Http404
    return held


def may_edit(request: Visit, held: TrainingClass) -> bool:
    """Whether the reader may change the timetable of a class."""
    return held.withdrawn_at is None and request.user.may(EDIT) and writes(held.pk)


def choices(request: Visit, held: TrainingClass) -> dict[str, list[tuple[int, str]]]:
    """Rooms of the institution, lecturers the reader sees, topics of the programme."""
    rooms = Room.objects.filter(institution=held.institution_id)
    topics = Topic.objects.filter(version=held.version_id).order_by("number")
    return {
        "rooms": [(one.pk, f"{one.name} ({one.places})") for one in rooms],
        "lecturers": [(one.pk, one.name) for one in lecturers_on(request.on)[:500]],
        "topics": [(one.pk, f"{one.number}. {one.title}"[:120]) for one in topics],
    }


def address(held: TrainingClass) -> str:
    """The timetable of a class."""
    return reverse("timetables:timetable", args=[held.code])


def week_of(day: date) -> list[date]:
    """The seven days of a week, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=at) for at in range(7)]


def month_of(day: date) -> list[list[date]]:
    """The weeks that a month lies over."""
    first = day.replace(day=1)
    weeks = [week_of(first)]
    while (after := weeks[-1][-1] + ONE_DAY).month == day.month:
        weeks.append(week_of(after))
    return weeks


def day_asked(request: Visit, name: str, usual: date) -> date:
    """A day of the address, or the usual one."""
    read = parse_day(request.GET.get(name, "")[:20])
    return read[0] if read and 1950 < read[0].year < 2099 else usual


def grid(sessions: Iterable[Shown], days: Sequence[date]) -> list[dict[str, Any]]:
    """The halves of some days with their sessions."""
    held = list(sessions)
    return [
        {
            "name": name,
            "half": half,
            "cells": [
                {"day": day, "sessions": [s for s in held if (s.day, s.half) == (day, half)]}
                for day in days
            ],
        }
        for half, name in ((0, _("Sáng")), (1, _("Chiều")))
    ]


def by_day(sessions: Iterable[Shown], days: Sequence[date]) -> list[tuple[date, list[Shown]]]:
    """Some days with their sessions."""
    held = list(sessions)
    return [(day, [one for one in held if one.day == day]) for day in days]
