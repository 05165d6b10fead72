"""What a statement rests on in the tree of units, and which of it is gone on a day.

A footing is a pair: what is asked of a unit (its type, kind, code, the same of its organ, its
level, whether it is planned to become urban) and the code that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from hientai.schemes.domain.predicates import When

Footing = tuple[str, str]

KINDS = (
    "unit_type",
    "unit_kind",
    "unit_code",
    "organ_type",
    "organ_kind",
    "organ_code",
    "level",
)
FLAGS = ("planned_urban",)


def footings_of(when: When) -> frozenset[Footing]:
    """Every footing named anywhere in a statement."""
    return frozenset(_named(when))


def _named(when: When) -> Iterator[Footing]:
    if when.kind in KINDS:
        yield from ((when.kind, code) for code in getattr(when, when.kind))
    if when.kind in FLAGS and getattr(when, when.kind):
        yield when.kind, "true"
    for part in when.parts:
        yield from _named(part)


def by_last_day(
    gone: Mapping[Footing, date], asked: Iterable[Footing]
) -> dict[date, frozenset[Footing]]:
    """The footings among those asked that are gone, by their last day, the latest first."""
    found: dict[date, set[Footing]] = {}
    for footing in asked:
        if footing in gone:
            found.setdefault(gone[footing], set()).add(footing)
    return {day: frozenset(found[day]) for day in sorted(found, reverse=True)}
