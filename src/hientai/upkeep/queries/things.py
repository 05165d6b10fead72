"""The whole trace of a thing and of all that hangs on it, for who answers for who keeps it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, DateTimeField, Field, Model
from django.utils.translation import gettext as _

from hientai.approvals.models import Submission
from hientai.documents.domain.words import BOXES
from hientai.nominations.models import NominationList
from hientai.nominations.services.telling import LIST_KIND
from hientai.organisations.models import Unit
from hientai.people.domain.parts import link_of
from hientai.people.models import Person
from hientai.shared.vocabulary import Vocabulary
from hientai.upkeep.domain import trace
from hientai.upkeep.domain.things import ABOUT, CODES, LONGEST, NAMED, TITLES, UNTOLD, Thing
from hientai.upkeep.domain.trace import Change, Event
from hientai.upkeep.queries.trace import Line, event_of, names_in, row_word

ANSWERS = "SELECT organisations_sees_all() OR %s IN (SELECT organisations_units_seen())"
REMOVED = """
SELECT row_id FROM audit_event
WHERE table_name = %s AND operation = 'D' AND (before ->> %s)::bigint = ANY (%s)
"""
EVENTS = """
SELECT id, at, actor_label, ground, batch, table_name, row_id, operation,
       before::text, after::text
FROM audit_event WHERE table_name = %s AND row_id = ANY (%s)
"""
Kin = dict[type[Model], set[int]]


def _boxes(words: Mapping[str, str]) -> str:
    return "; ".join(f"{_(BOXES[box])}: {text}" for box, text in words.items() if text)


def _unit(key: int) -> str:
    return str(Unit.objects.get(pk=key))


OWN: Mapping[str, trace.Words] = {
    "organisations_unitversion": {"parent_id": _unit},
    "documents_paper": {"words": _boxes},
    "documents_paperfile": {"fingerprint": lambda digest: f"{digest[:16]}…"},
}
"""Columns whose values are no codes."""


@dataclass(frozen=True)
class Traced(Line):
    """One change of a thing in words, and which of its rows it is about."""

    about: str = ""


def kept_in_sight(kind: Thing, key: int) -> Model | None:
    """The thing, where the reader sees it and answers for the unit that keeps it."""
    row: Model | None = apps.get_model(kind.root)._default_manager.filter(pk=key).first()
    return row if row is not None and answers_for(kind, row) else None


def answers_for(kind: Thing, row: Model) -> bool:
    """Whether the reader answers today for the unit that keeps a thing."""
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS, [attrgetter(kind.unit)(row)])
        return bool(cursor.fetchone()[0])


def changes_of(kind: Thing, row: Model) -> list[Change]:
    """Every change of a thing and of all that hangs on it, the newest first.

    Read in the whole scope: what hangs on it may have been removed, or be another unit's.
    """
    kin = _kin(type(row), {row.pk}, kind.rooms)
    if isinstance(row, NominationList):
        sent = Submission.objects.filter(kind=LIST_KIND, subject=row.pk)
        kin |= _kin(Submission, set(sent.values_list("pk", flat=True)), frozenset({"approvals"}))
    found = [one for model, keys in kin.items() for one in _events(model, keys)]
    return trace.changes(found)


def lines_of(found: Sequence[Change]) -> list[Traced]:
    """Changes in words; of persons the names that the reader may see."""
    names = names_in(found)
    about = _about(found)
    told = (_line(change, names, about) for change in found)
    return [line for line in told if line is not None]


def _kin(root: type[Model], keys: set[int], rooms: frozenset[str]) -> Kin:
    """The rows that hang on rows of a table, those that were removed among them."""
    found: Kin = {root: keys}
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        for relation in parent._meta.related_objects:
            child = relation.related_model
            if child._meta.app_label in rooms and child not in found:
                found[child] = _children(child, relation.field.attname, found[parent])
                waiting.append(child)
    return found


def _children(child: type[Model], column: str, parents: set[int]) -> set[int]:
    rows = child._default_manager.filter(**{f"{column}__in": parents})
    with connection.cursor() as cursor:
        cursor.execute(REMOVED, [child._meta.db_table, column, list(parents)])
        gone = {row[0] for row in cursor.fetchall()}
    return gone | set(rows.values_list("pk", flat=True))


def _events(model: type[Model], keys: set[int]) -> Iterable[Event]:
    table, wanted = model._meta.db_table, ", ".join(f"t.{one}" for one in _light(model))
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [table, list(keys)])
        yield from [event_of(*row) for row in cursor.fetchall()]
        cursor.execute(
            "SELECT n.id, to_jsonb(n)::text FROM"
            f" (SELECT {wanted} FROM {table} t WHERE t.id = ANY (%s)) n",
            [list(keys)],
        )
        for key, image in cursor.fetchall():
            yield Event(0, None, "", "", None, table, key, trace.NOW, None, json.loads(image))


def _light(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [str(one.column) for one in fields if not isinstance(one, BinaryField)]


@cache
def _columns(table: str) -> dict[str, Any]:
    """The columns that a line tells: those with a name of their own, and links to units alone."""
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    named = {str(one.column): one.verbose_name for one in model._meta.concrete_fields if _said(one)}
    return named | {column: label for column, label in NAMED.get(table, {}).items()}


def _said(one: "Field[Any, Any]") -> bool:
    if one.name in UNTOLD or isinstance(one, DateTimeField):
        return False  # when it was done is told with every line
    linked = not one.is_relation or bool(link_of(str(one.column)))
    return linked and not one.primary_key and getattr(one, "_verbose_name", None) is not None


@cache
def _words(table: str) -> trace.Words:
    """How the values of a table's columns are said: by their choices, by the room's vocabulary."""
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    labels = {
        str(one.column): dict(one.flatchoices) for one in model._meta.concrete_fields if one.choices
    }
    said: dict[str, Callable[[Any], str]] = {key: _chosen(of) for key, of in labels.items()}
    said |= {key: _said_by(vocabulary) for key, vocabulary in CODES.get(table, {}).items()}
    return said | dict(OWN.get(table, {}))


def _chosen(labels: Mapping[Any, Any]) -> Callable[[Any], str]:
    return lambda value: str(labels.get(value, value))


def _said_by(vocabulary: Vocabulary) -> Callable[[Any], str]:
    def say(value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(map(say, value))
        return vocabulary.label(value) if value in vocabulary else str(value)

    return say


def _about(found: Sequence[Change]) -> dict[tuple[str, int], str]:
    """What each row is known by: its person, or its name, title, number."""
    held: dict[tuple[str, int], dict[str, Any]] = {}
    for change in found:
        image = held.setdefault((change.event.table, change.event.row), {})
        for part in (change.after, change.before):
            image |= {key: value for key, value in part.items() if key not in image}
    people = {image["person_id"] for image in held.values() if image.get("person_id")}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return {row: _known(image, names) for row, image in held.items()}


def _known(image: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if image.get("person_id"):
        return names.get(image["person_id"], _("người ngoài phạm vi được xem"))
    return next((str(image[key]) for key in ABOUT if image.get(key)), "")


def _line(
    change: Change, names: Mapping[str, Mapping[int, str]], about: Mapping[tuple[str, int], str]
) -> Traced | None:
    event, columns = change.event, _columns(change.event.table)
    if event.table not in TITLES or (change.column and change.column not in columns):
        return None
    before, after = _sides(change, columns, names)
    return Traced(
        at=event.at,
        author=event.author,
        what=_(TITLES[event.table]),
        field=str(_(str(columns[change.column]))) if change.column else row_word(event.operation),
        before=before,
        after=after,
        ground=event.ground,
        batch=event.batch,
        about=about[event.table, event.row],
    )


def _sides(
    change: Change, columns: Mapping[str, Any], names: Mapping[str, Mapping[int, str]]
) -> tuple[str, str]:
    sides = _differing(change)
    words = _words(change.event.table)
    told = []
    for image in sides:
        shown = {key: value for key, value in image.items() if key in columns}
        if change.column:
            text = trace.said(change.column, shown.get(change.column), names, words)
        else:
            labels = {key: str(_(str(label))) for key, label in columns.items()}
            text = trace.told(shown, labels, names, words)
        told.append(_clipped(str(text)))
    return told[0], told[1]


def _differing(change: Change) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Of a value that holds several only those that are not the same before and after."""
    before, after = change.before.get(change.column), change.after.get(change.column)
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return change.before, change.after
    other = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    parts = ({key: one[key] for key in sorted(other) if key in one} for one in (before, after))
    first, second = ({change.column: part} for part in parts)
    return first, second


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
