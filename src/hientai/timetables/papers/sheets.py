"""Timetables as files: for calendar programs, and the sheet for the wall."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from icalendar import Calendar, Event

from hientai.documents.papers.pdf import fonts
from hientai.shared.vietnamese import day as day_text
from hientai.timetables.queries.feeds import Entry

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PACK = Path(__file__).parents[1] / "packs"


@dataclass(frozen=True)
class Line:
    """One session of the sheet for the wall."""

    day: date
    starts: datetime
    ends: datetime
    title: str
    form: str
    who: str
    where: str


@dataclass(frozen=True)
class Wall:
    """What the sheet for the wall says; its lines are in order of time."""

    institution: str
    title: str
    code: str
    places: int
    lines: Sequence[Line]
    on: date


def calendar_of(entries: Sequence[Entry]) -> bytes:
    """Sessions as iCalendar (RFC 5545): times of Viet Nam, editions counted, given up ones told."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hien Tai//Timetables//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", entries[0].about)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for one in entries:
        if one.session is not None:
            calendar.add_component(_event(one))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(one: Entry) -> Event:
    event = Event()
    event.add("uid", f"session-{one.session}@hientai")
    event.add("summary", one.title)
    event.add("dtstart", one.hours.lower.astimezone(HERE))
    event.add("dtend", one.hours.upper.astimezone(HERE))
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("sequence", one.edition)
    event.add("status", "CANCELLED" if one.state == "cancelled" else "CONFIRMED")
    where = ", ".join(text for text in (one.room, one.place, one.held_at) if text)
    if where:
        event.add("location", where)
    said = (f"{one.class_title} ({one.class_code})", one.lecturers, one.note)
    event.add("description", "\n".join(text for text in said if text))
    return event


def wall_pdf(wall: Wall) -> bytes:
    """The sheet for the wall: a table of days, halves and sessions, tagged, PDF/A."""
    compiled: Any = typst.compile
    return bytes(
        compiled(
            input=PACK / "wall.typ",
            font_paths=[fonts()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_told(wall), ensure_ascii=False)},
            pdf_standards="a-2a",
        )
    )


def _told(wall: Wall) -> dict[str, Any]:
    days = [
        {"day": day_text(day), "weekday": day.weekday(), "sessions": [*map(_session, lines)]}
        for day, lines in groupby(wall.lines, key=attrgetter("day"))
    ]
    return {
        "institution": wall.institution,
        "title": wall.title,
        "code": wall.code,
        "places": wall.places,
        "on": day_text(wall.on),
        "span": f"{days[0]['day']} – {days[-1]['day']}" if days else "–",
        "days": days,
    }


def _session(line: Line) -> dict[str, str]:
    return {
        "hours": f"{line.starts:%H:%M} – {line.ends:%H:%M}",
        "title": line.title,
        "form": line.form,
        "who": line.who or "–",
        "where": line.where or "–",
    }
