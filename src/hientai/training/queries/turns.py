"""The training history: turns of a person, turns that wait for a match, matches made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, schemes
from hientai.training.domain.matching import could_name
from hientai.training.models import Turn
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading

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


def waiting_turns(asked: Reading) -> list[Waiting]:
    """Turns that could belong to the scheme and are matched to no item, the most frequent first.

    Which these are says `domain.matching`.
    """
    return kept(asked.seen, asked.key("waiting"), lambda: _listed(_waiting(asked)))


def other_turns(asked: Reading) -> list[Waiting]:
    """Turns that name a programme of no loaded scheme: they count for none and do not wait."""
    return kept(asked.seen, asked.key("others"), lambda: _listed(_others(asked)))


def matched_by_hand(asked: Reading) -> list[Waiting]:
    """Turns of a scheme whose file did not name the item they are matched to."""
    turns = Turn.objects.filter(scheme=asked.version.scheme_id).exclude(item_id="")
    by_hand = turns.exclude(stated_item=F("item_id"))
    return [
        Waiting(**{"item" if key == "item_id" else key: value for key, value in row.items()})
        for row in _alike(by_hand, (*SAME, "item_id"))
    ]


def count_waiting(asked: Reading) -> int:
    """Person-turns that could belong to the scheme and are matched to no item."""
    return kept(asked.seen, asked.key("count waiting"), lambda: _waiting(asked).count())


def count_others(asked: Reading) -> int:
    """Person-turns that name a programme of no loaded scheme."""
    return kept(asked.seen, asked.key("count others"), lambda: _others(asked).count())


def _waiting(asked: Reading) -> QuerySet[Turn]:
    return _unmatched(asked).filter(_could_belong(asked, asked.version))


def _others(asked: Reading) -> QuerySet[Turn]:
    found = Turn.objects.filter(scheme=None)
    for version in schemes(asked.on):
        found = found.exclude(_could_belong(asked, version))
    return found


def _could_belong(asked: Reading, version: SchemeVersion) -> Q:
    pack = pack_of(version)
    own = (pack.scheme.slug, pack.scheme.number, pack.scheme.short_title, pack.scheme.title)
    named = [stated for stated in _stated_schemes(asked) if could_name(stated, own)]
    items = [quota.id for quota in pack.quotas]
    return Q(scheme=version.scheme_id) | Q(stated_scheme__in=named) | Q(stated_item__in=items)


def _stated_schemes(asked: Reading) -> list[str]:
    """Every way in which the unmatched turns name a scheme."""
    unmatched = Turn.objects.filter(item_id="").order_by()
    stated = unmatched.values_list("stated_scheme", flat=True).distinct()
    return kept(asked.seen, ("stated schemes",), lambda: list(stated))


def _unmatched(asked: Reading) -> QuerySet[Turn]:
    mine = Q(scheme=None) | Q(scheme=asked.version.scheme_id)
    return Turn.objects.filter(mine, item_id="")


def _listed(turns: QuerySet[Turn]) -> list[Waiting]:
    return [Waiting(**row) for row in _alike(turns, SAME)]


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


def turns_by(
    on: date, *, person: str = "", scheme: str = "", item: str = "", result: str = ""
) -> QuerySet[Turn]:
    """Turns that began by a day, narrowed by what is not "", the last to begin first."""
    asked = {
        "person__code": person,
        "scheme__slug": scheme,
        "item_id": item,
        "result": result,
    }
    narrowed = {key: value for key, value in asked.items() if value}
    turns = Turn.objects.filter(starts_on__lte=on, **narrowed).select_related("person", "scheme")
    return turns.order_by("-starts_on", "-pk")
