"""Reads of mergers: images of two records, former codes, what was merged and what told apart."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignObjectRel, Model, Q, QuerySet
from django.utils.translation import gettext as _

from hientai.people.domain.merging import PERSON, Conflict, Part, Record, conflicts
from hientai.people.domain.parts import parts, tails
from hientai.people.models import FormerCode, Merger, Person, ToldApart


def record_parts() -> list[Part]:
    """Every table with rows that hang on a person, of this room and of those above."""
    hanging: dict[str, tuple[str, ...]] = {}
    for key in Person._meta.get_fields(include_hidden=True):
        if isinstance(key, ForeignObjectRel) and (key.one_to_many or key.one_to_one):
            table = key.related_model._meta.db_table
            hanging[table] = (*hanging.get(table, ()), key.field.attname)
    return parts(hanging)


def image_of(person_id: int) -> Record:
    """The person's row and all that hangs on it, as the database writes them in JSON."""
    record = {PERSON: _rows(PERSON, ["id"], [person_id])}
    for part in record_parts():
        record[part.table] = _rows(part.table, part.persons, [person_id])
    for tail in tails():
        ids = [row["id"] for row in record[tail.part]]
        hanging = _rows(tail.table, tail.columns, ids)
        rows = {row["id"]: row for row in [*record.get(tail.table, ()), *hanging]}
        record[tail.table] = [rows[key] for key in sorted(rows)]
    return record


def titles() -> dict[str, str]:
    """What each table of a record is called."""
    named = {part.table: part.title for part in record_parts()}
    named |= {tail.table: tail.title for tail in tails()}
    return {table: _(title) for table, title in named.items()} | {PERSON: _("Thông tin cá nhân")}


def _rows(table: str, columns: Iterable[str], ids: list[int]) -> list[dict[str, Any]]:
    wanted = " OR ".join(f"t.{column} = ANY (%(ids)s)" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM {table} t WHERE {wanted}",
            {"ids": ids},
        )
        found = cursor.fetchone()[0]
    return json.loads(found) if found else []


def conflicts_of(kept: Person, merged: Person) -> list[Conflict]:
    """Everything two records tell differently, to be chosen from before they are merged."""
    return conflicts(record_parts(), image_of(kept.pk), image_of(merged.pk))


def known_as(code: str) -> Person | None:
    """The person whose former code this is, as far as the reader may see."""
    former = FormerCode.objects.filter(code=code).select_related("person").first()
    return former.person if former else None


def former_codes() -> dict[str, str]:
    """Every former code within sight, with the code of today that it leads to."""
    return dict(FormerCode.objects.values_list("code", "person__code"))


def all_mergers() -> QuerySet[Merger]:
    """Every merger the reader may see, the latest first; without its images."""
    return Merger.objects.defer("before", "after").order_by("-pk")


def pairs_told_apart() -> QuerySet[ToldApart]:
    """Pairs decided to be two people, the latest first."""
    return ToldApart.objects.select_related("first", "second").order_by("-pk")


def told_apart(first: int, second: int) -> ToldApart | None:
    """The decision that two records are two people, where there is one."""
    lower, higher = sorted((first, second))
    return pairs_told_apart().filter(Q(first=lower) & Q(second=higher)).first()


def name_of_column(table: str, column: str) -> str:
    """A column in the words of its model."""
    if column == "period":
        return _("Thời gian")
    fields = _model_of(table)._meta.concrete_fields
    name = next((str(one.verbose_name) for one in fields if one.attname == column), column)
    return name[:1].upper() + name[1:]


def columns_of(table: str) -> list[str]:
    """The columns of a table in the order of its model: images hold them in none."""
    return [one.attname for one in _model_of(table)._meta.concrete_fields]


def _model_of(table: str) -> type[Model]:
    return next(one for one in apps.get_models() if one._meta.db_table == table)
