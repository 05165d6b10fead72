"""Who saw and who changed a person's record, for who answers for the person and for the person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hientai.audit.models import RecordRead
from hientai.organisations.models import UnitVersion
from hientai.people.models import Person
from hientai.upkeep.domain import trace
from hientai.upkeep.domain.trace import Change, Event

TRACE = "SELECT * FROM upkeep_trace(%s)"


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
        events = [_event(*row) for row in cursor.fetchall()]
    found = trace.changes(events)
    units = _unit_names(found)
    return [_line(change, units) for change in found]


def _event(*row: Any) -> Event:
    *first, before, after = row
    return Event(*first, *(json.loads(image) if image else None for image in (before, after)))


def openings_of(person: Person) -> QuerySet[RecordRead]:
    """Every opening of the record, the newest first."""
    return RecordRead.objects.filter(person_id=person.pk).order_by("-at")


def _unit_names(found: Sequence[Change]) -> dict[int, str]:
    ids = {
        values["unit_id"]
        for change in found
        for values in (change.before, change.after)
        if values.get("unit_id")
    }
    versions = UnitVersion.objects.filter(unit__in=ids).order_by("period")
    return dict(versions.values_list("unit", "name"))


def _line(change: Change, units: dict[int, str]) -> Line:
    event = change.event
    table, names = _words(event.table)
    column = change.column
    if column:
        before = trace.said(column, change.before[column], units)
        after = trace.said(column, change.after[column], units)
    else:
        before = trace.told(change.before, names, units)
        after = trace.told(change.after, names, units)
    return Line(
        at=event.at,
        author=event.author,
        what=table,
        field=names.get(column, column) if column else _row_word(event.operation),
        before=before,
        after=after,
        ground=event.ground,
        batch=event.batch,
    )


def _row_word(operation: str) -> str:
    return _("thêm mới") if operation == "I" else _("bỏ đi")


def _words(table: str) -> tuple[str, dict[str, str]]:
    """What a table holds and what its columns are called."""
    titles = {
        "people_person": _("Lý lịch"),
        "people_post": _("Vị trí công tác"),
        "people_grade": _("Ngạch, hạng"),
        "people_degree": _("Bằng cấp"),
        "people_rating": _("Xếp loại"),
        "people_discipline": _("Kỷ luật"),
        "people_plannedtitle": _("Quy hoạch"),
        "training_turn": _("Lượt học"),
        "upkeep_correctionrequest": _("Đề nghị đính chính"),
        "upkeep_ownrecord": _("Tài khoản cá nhân"),
    }
    return titles.get(table, table), {k: str(v) for k, v in _columns().get(table, {}).items()}


@cache
def _columns() -> dict[str, dict[str, str]]:
    """The names of the columns of every table, as its model calls them."""
    return {
        model._meta.db_table: {
            str(field.column): str(field.verbose_name) for field in model._meta.concrete_fields
        }
        for model in apps.get_models()
    }
