"""From the events of the trace to lines a person can read: what was what, and became what."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hientai.people.domain.parts import link_of
from hientai.people.domain.spans import in_words
from hientai.shared import vocabulary
from hientai.shared.kept import Mixed, joined, kept
from hientai.shared.vietnamese import day
from hientai.shared.words import N_, _

NOW = "="  # stands for the row as it is
HIDDEN = frozenset(
    {"id", "person_id", "evidence_type", "birth_precision", "awarded_precision", "held"}
    | {"batch_id", "scheme_id", "asked_at", "decided_at", "proposed_at"}
    # What machines read of a certificate, a scan or a feed.
    | {"facts", "folded", "key_id", "status_list", "status_index", "signature", "proof"}
    | {"scan", "scan_type", "digest", "secret_hash"}
)
FOR_SEARCH = ("_folded", "_key")
CODES = {
    "sex": vocabulary.SEXES,
    "ethnicity": vocabulary.ETHNICITIES,
    "category": vocabulary.CATEGORIES,
    "title": vocabulary.TITLES,
    "equivalent_title": vocabulary.TITLES,
    "kind": vocabulary.POST_KINDS,
    "grade": vocabulary.GRADES,
    "title_class": vocabulary.TITLE_CLASSES,
    "level": vocabulary.DEGREE_LEVELS,
    "rating": vocabulary.RATINGS,
    "form": vocabulary.DISCIPLINES,
    "fields": vocabulary.FIELDS,
    "result": vocabulary.RESULTS,
    "place": vocabulary.PLACES,
    "fund": vocabulary.FUNDS,
}
STATES = {
    "open": N_("chờ xem xét"),
    "asked": N_("đã hỏi lại, chờ bổ sung"),
    "accepted": N_("đã chấp nhận"),
    "refused": N_("không chấp nhận"),
    "withdrawn": N_("đã rút"),
    "superseded": N_("đã nhập vào đề nghị trước về cùng nội dung khi gộp hồ sơ"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PERIOD = re.compile(r"[\[(][\d-]*,[\d-]*\)|empty")
Names = Mapping[str, Mapping[int, str]]  # of units and of users, by id
Words = Mapping[str, Callable[[Any], str]]  # how a table says the values of a column


@dataclass(frozen=True)
class Event:
    """One changed row as the trace keeps it; operation I, U, D, or "=" for the row of now."""

    id: int
    at: datetime | None
    author: str
    ground: str
    batch: int | None
    table: str
    row: int
    operation: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Change:
    """One field that changed (or, with `column` "", a whole row added or removed), as values."""

    event: Event
    column: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def changes(events: Iterable[Event]) -> list[Change]:
    """Field by field what changed, the newest first.

    An event may be given twice. What a row held when it was added is worked out from what it
    holds now (or held when it was removed), taking back every change in between.
    """
    by_row: dict[tuple[str, int], dict[int, Event]] = defaultdict(dict)
    for event in events:
        by_row[event.table, event.row][event.id if event.operation != NOW else 0] = event
    found = [change for row in by_row.values() for change in _of_row(row)]
    return sorted(found, key=lambda change: -change.event.id)


def hidden(column: str) -> bool:
    """Whether a column is the machine's own affair: keys, what a search goes by, doubled days."""
    return column in HIDDEN or column.endswith(FOR_SEARCH)


def _of_row(row: Mapping[int, Event]) -> list[Change]:
    now = row.get(0)
    held: dict[str, Any] = dict(now.after or {}) if now else {}
    found: list[Change] = []
    for number in sorted((n for n in row if n), reverse=True):
        event = row[number]
        before = dict(event.before or {})
        if event.operation == "U":
            found += _fields(event, before, dict(event.after or {}))
            held |= before
        elif event.operation == "D":
            held = before
            found.append(Change(event, "", before, {}))
        else:
            found.append(Change(event, "", {}, held))
            held = {}
    return found


def _fields(event: Event, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return [
        Change(event, key, {key: before.get(key)}, {key: value})
        for key, value in after.items()
        if not hidden(key)
    ]


def said(column: str, value: Any, names: Names, words: Words | None = None) -> str:
    """A value of the trace as pages write it; "" for none."""
    if value is None or value == "":
        return ""
    if words and column in words:
        return words[column](value)
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, list):
        return joined("; ", (said(column, one, names) for one in value))
    if isinstance(value, Mapping):
        return joined("; ", (Mixed(f"{key}: ", said("", one, names)) for key, one in value.items()))
    if link := link_of(column):
        name = names.get(link, {}).get(value)
        return kept(name) if name else _("số %s") % value
    known = CODES.get(column)
    # A column of another room may have the name and no code of the vocabulary.
    return known.label(value) if known and value in known else _written(str(value))


def _written(text: str) -> str:
    if _DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    if _PERIOD.fullmatch(text):
        return in_words(text)
    return text if text.isascii() else kept(text)


def told(
    values: Mapping[str, Any],
    columns: Mapping[str, str],
    names: Names,
    words: Words | None = None,
) -> str:
    """A whole row in words: each field that holds something, with its name, in their order."""
    order = {key: place for place, key in enumerate(columns)}
    parts = [
        Mixed(f"{columns.get(key, key)}: ", text)
        for key, value in sorted(values.items(), key=lambda one: order.get(one[0], len(order)))
        if not hidden(key) and (text := said(key, value, names, words))
    ]
    return joined("; ", parts)
