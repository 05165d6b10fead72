"""Who saw and who changed a person's record, for who answers for the person and for the person."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.models import RecordRead
from hientai.organisations.models import UnitVersion
from hientai.people.domain.parts import link_of
from hientai.people.models import Person
from hientai.people.queries.merging import record_parts
from hientai.people.queries.merging import titles as titles_of_tables
from hientai.upkeep.domain import trace
from hientai.upkeep.domain.trace import Change, Event

TRACE = "SELECT * FROM upkeep_trace(%s)"
OF_EITHER = """
audit_recordread.person_id = %s OR audit_recordread.person_id IN (
    SELECT m.person_id FROM upkeep_merged_records() m WHERE m.kept_id = %s)
"""


@dataclass(frozen=True)
class Line:
    """One change in words."""

    at: datetime | None
    author: str
    what: str
    field: str
    before: str
    after: str
    ground: str
    batch: int | None


def answers_for(person: Person) -> bool:
    """Whether the reader answers for the person today, or is the person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT upkeep_answers_for(%s)", [person.pk])
        return bool(cursor.fetchone()[0])


def changes_of(person: Person) -> list[Line]:
    """Every change of the record and of what hangs on it, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, at, actor_label, ground, batch, table_name, row_id, operation,"
            f" before::text, after::text FROM ({TRACE}) t",
            [person.pk],
        )
        events = [event_of(*row) for row in cursor.fetchall()]
    found = trace.changes(events)
    told = _Told(names_in(found))
    return [_line(change, told) for change in found]


def event_of(*row: Any) -> Event:
    """An event as the trace keeps it, its images read."""
    *first, before, after = row
    return Event(*first, *(json.loads(image) if image else None for image in (before, after)))


def openings_of(person: Person) -> QuerySet[RecordRead]:
    """Every opening of the record, and of those merged into it, the newest first."""
    either = RecordRead.objects.extra(where=[OF_EITHER], params=[person.pk, person.pk])
    return either.order_by("-at")


def names_in(found: Sequence[Change]) -> dict[str, dict[int, str]]:
    """The latest name of every unit, and of every user, that the changes speak of."""
    ids: dict[str, set[int]] = {"unit": set(), "user": set()}
    for values in (image for change in found for image in (change.before, change.after)):
        for column, value in values.items():
            if value and (link := link_of(column)):
                ids[link].add(value)
    versions = UnitVersion.objects.filter(unit__in=ids["unit"]).order_by("period")
    users = User.objects.filter(pk__in=ids["user"]) if ids["user"] else ()
    return {
        "unit": dict(versions.values_list("unit", "name")),
        "user": {user.pk: user.username for user in users},
    }


@dataclass(frozen=True)
class _Told:
    """Names of what changes speak of, and the words of each table of a record."""

    names: Mapping[str, Mapping[int, str]]
    titles: Mapping[str, str] = field(default_factory=titles_of_tables)
    words: Mapping[str, trace.Words] = field(
        default_factory=lambda: {part.table: part.words for part in record_parts()}
    )


def _line(change: Change, told: _Told) -> Line:
    event, column = change.event, change.column
    columns, words = _columns().get(event.table, {}), told.words.get(event.table)
    if column:
        before, after = (
            trace.said(column, image[column], told.names, words)
            for image in (change.before, change.after)
        )
    else:
        before, after = (
            trace.told(image, columns, told.names, words) for image in (change.before, change.after)
        )
    return Line(
        at=event.at,
        author=event.author,
        what=told.titles.get(event.table, event.table),
        field=str(columns.get(column, column)) if column else row_word(event.operation),
        before=before,
        after=after,
        ground=event.ground,
        batch=event.batch,
    )


def row_word(operation: str) -> str:
    """What became of a whole row."""
    return _("thêm mới") if operation == "I" else _("bỏ đi")


@cache
def _columns() -> dict[str, dict[str, Any]]:
    """The names of the columns of every table, as its model calls them in any language."""
    return {
        model._meta.db_table: {
            str(one.column): one.verbose_name for one in model._meta.concrete_fields
        }
        for model in apps.get_models()
    }
