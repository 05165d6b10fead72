"""Figures kept in the memory of this process, each under the state of the data it rests on.

The key is the mark of the data, the reader's scope and language, and what was asked (figures hold
words of their reasons). A transaction that has changed traced data sees its own changes, which may
yet be undone: it neither reads nor fills the store, and keeps what it made with its own sight
alone. Space is bounded by the bytes of what is kept; what was used longest ago goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

import polars as pl
from django.db import connection

from hientai.shared.words import language

T = TypeVar("T")

ROOM = 320 * 2**20
"""Bytes kept at most in one process: a whole city on a day takes about 250 MB with all its figures
and lists (a frame that stands under two names counts twice)."""

OBJECT = 64
"""Bytes of any small thing, about."""

SAMPLE = 100
"""Things of a collection that are weighed; the others are taken to weigh the same."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the figures of this transaction rest on: the state of the data, and who looks.

    `covers` is set where the reader sees every unit that the scheme in hand reaches. `own` holds
    what was made for this sight alone, after a change in its own transaction.
    """

    mark: int
    scope: str
    settled: bool
    covers: bool = False
    own: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def everything(self) -> bool:
        """Whether the reader sees all that the figures speak of, not the own units alone."""
        return self.covers or self.sees_all

    @property
    def sees_all(self) -> bool:
        """Whether the reader sees the whole register."""
        return self.scope.startswith("on ")


@dataclass(slots=True)
class _Entry:
    value: Any
    size: int


_entries: OrderedDict[Hashable, _Entry] = OrderedDict()
_shelf = Lock()
_makers: dict[Hashable, Lock] = {}

SIGHT = """
SELECT audit_data_mark(),
       concat_ws(' ', audit_setting('all'), md5(coalesce(audit_setting('units'), '')),
                 audit_setting('person')),
       current_setting('hientai.raised', true) IS DISTINCT FROM 'on'
"""


def sight() -> Sight:
    """The state of the data and the scope of this transaction, in one cheap query."""
    with connection.cursor() as cursor:
        cursor.execute(SIGHT)
        mark, scope, settled = cursor.fetchone()
    return Sight(int(mark), scope, settled)


def kept(seen: Sight, asked: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for each state of the data, scope and question."""
    if not seen.settled:
        return _made_for(seen, asked, make)
    key = (seen.mark, seen.scope, language(), asked)
    with _shelf:
        if key in _entries:
            _entries.move_to_end(key)
            return _entries[key].value  # type: ignore[no-any-return]
        maker = _makers.setdefault(key, Lock())
    with maker:
        return _made_once(key, make)


def peek(seen: Sight, asked: Hashable) -> Any:
    """What is kept for a question, or None; nothing is made."""
    if not seen.settled:
        return seen.own.get(asked)
    with _shelf:
        entry = _entries.get((seen.mark, seen.scope, language(), asked))
    return entry.value if entry else None


def forget_all() -> None:
    """Empty the store."""
    with _shelf:
        _entries.clear()
        _makers.clear()


def _made_for(seen: Sight, asked: Hashable, make: Callable[[], T]) -> T:
    if asked not in seen.own:
        seen.own[asked] = make()
    return seen.own[asked]  # type: ignore[no-any-return]


def _made_once(key: Hashable, make: Callable[[], T]) -> T:
    """A second thread that waited for the first finds the value there."""
    with _shelf:
        if key in _entries:
            return _entries[key].value  # type: ignore[no-any-return]
    value = make()
    with _shelf:
        _entries[key] = _Entry(value, size_of(value))
        _makers.pop(key, None)
        _drop_what_is_too_much(key)
    return value


def size_of(value: Any) -> int:
    """About how many bytes a figure takes: its frames, and whatever else it holds."""
    if isinstance(value, pl.DataFrame):
        return int(value.estimated_size())
    if isinstance(value, Mapping):
        return _size_of_all(value.values(), len(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return _size_of_all(value, len(value))
    if is_dataclass(value):
        parts = [getattr(value, part.name) for part in fields(value)]
        return _size_of_all(parts, len(parts))
    return OBJECT + len(value) if isinstance(value, str) else OBJECT


def _size_of_all(values: Iterable[Any], count: int) -> int:
    sample = [size_of(value) for value in islice(values, SAMPLE)]
    return OBJECT + OBJECT * count + sum(sample) * count // max(len(sample), 1)


def _drop_what_is_too_much(newest: Hashable) -> None:
    total = sum(entry.size for entry in _entries.values())
    for key in list(_entries):
        if total <= ROOM:
            return
        if key != newest:
            total -= _entries.pop(key).size
