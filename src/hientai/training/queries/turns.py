"""The training history: turns of a person, turns that wait for a match, matches made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from hientai.schemes.models import SchemeVersion
from hientai.training.models import Turn

SAME = ("programme", "stated_scheme", "stated_item")


@dataclass(frozen=True)
class Waiting:
    """Turns that say the same and wait: `turns` person-turns of `persons` persons."""

    programme: str
    stated_scheme: str
    stated_item: str
    turns: int
    persons: int
    first: date
    last: date
    item: str = ""


def waiting_turns(version: SchemeVersion, *, stated_only: bool, search: str = "") -> list[Waiting]:
    """Turns matched to nothing, by what they say, the most frequent first.

    `stated_only` leaves out turns whose file named no scheme: they belong to none, most likely.
    """
    turns = Turn.objects.filter(Q(scheme=None) | Q(scheme=version.scheme_id), item_id="")
    if stated_only:
        turns = turns.exclude(stated_scheme="", stated_item="", scheme=None)
    if search:
        turns = turns.filter(programme__icontains=search)
    return [Waiting(**row) for row in _alike(turns, SAME)]


def matched_by_hand(version: SchemeVersion) -> list[Waiting]:
    """Turns of a scheme whose file did not name the item they are matched to."""
    turns = Turn.objects.filter(scheme=version.scheme_id).exclude(item_id="")
    by_hand = turns.exclude(stated_item=F("item_id"))
    return [
        Waiting(**{"item" if key == "item_id" else key: value for key, value in row.items()})
        for row in _alike(by_hand, (*SAME, "item_id"))
    ]


def count_waiting(version: SchemeVersion) -> int:
    """Person-turns that name a scheme or an item and are matched to nothing."""
    turns = Turn.objects.filter(Q(scheme=None) | Q(scheme=version.scheme_id), item_id="")
    return turns.exclude(stated_scheme="", stated_item="", scheme=None).count()


def turns_of(person_id: int) -> QuerySet[Turn]:
    """The training record of one person over all schemes, the latest first."""
    turns = Turn.objects.filter(person=person_id).select_related("scheme")
    return turns.order_by("-starts_on", "programme")


def _alike(turns: QuerySet[Turn], keys: tuple[str, ...]) -> QuerySet[Turn, dict[str, Any]]:
    counted = turns.values(*keys).annotate(
        turns=Count("id"),
        persons=Count("person", distinct=True),
        first=Min("starts_on"),
        last=Max("starts_on"),
    )
    return counted.order_by("-turns", *keys)
