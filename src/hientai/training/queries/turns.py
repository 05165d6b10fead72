"""The training history: turns of a person, turns that wait for a match, matches made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from hientai.training.models import Turn
from hientai.training.queries.figures import Reading
from hientai.training.queries.kept import kept

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


def waiting_turns(asked: Reading, *, stated_only: bool) -> list[Waiting]:
    """Turns matched to nothing, by what they say, the most frequent first.

    `stated_only` leaves out turns whose file named no scheme: they belong to none, most likely.
    """
    turns = _stated(asked) if stated_only else _unmatched(asked)

    def listed() -> list[Waiting]:
        return [Waiting(**row) for row in _alike(turns, SAME)]

    return kept(asked.seen, asked.key("waiting", stated_only), listed, weight=len)


def matched_by_hand(asked: Reading) -> list[Waiting]:
    """Turns of a scheme whose file did not name the item they are matched to."""
    turns = Turn.objects.filter(scheme=asked.version.scheme_id).exclude(item_id="")
    by_hand = turns.exclude(stated_item=F("item_id"))
    return [
        Waiting(**{"item" if key == "item_id" else key: value for key, value in row.items()})
        for row in _alike(by_hand, (*SAME, "item_id"))
    ]


def count_waiting(asked: Reading) -> int:
    """Person-turns that name a scheme or an item and are matched to nothing."""
    return kept(asked.seen, asked.key("count waiting"), _stated(asked).count)


def _unmatched(asked: Reading) -> QuerySet[Turn]:
    mine = Q(scheme=None) | Q(scheme=asked.version.scheme_id)
    return Turn.objects.filter(mine, item_id="")


def _stated(asked: Reading) -> QuerySet[Turn]:
    return _unmatched(asked).exclude(stated_scheme="", stated_item="", scheme=None)


def turns_of(person_id: int) -> QuerySet[Turn]:
    """The training record of one person over all schemes, the latest first."""
    turns = Turn.objects.filter(person=person_id).select_related("scheme")
    return turns.order_by("-starts_on", "programme")


def _alike(turns: QuerySet[Turn], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    counted = turns.values(*keys).annotate(
        turns=Count("id"),
        persons=Count("person", distinct=True),
        first=Min("starts_on"),
        last=Max("starts_on"),
    )
    return list(counted.order_by("-turns", *keys))
