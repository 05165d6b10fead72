"""A pack as a flat list of items, in the order of the document's parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hientai.schemes.domain.conditions import RuleUse
from hientai.schemes.domain.pack import Item, Kind, Pack, Target


@dataclass(frozen=True)
class Row:
    """One item: kind, id, clause, title, number with its unit, and the rest as plain data.

    `unit` is person, percent, vnd or points; "" where `count` is None.
    """

    kind: Kind
    item_id: str
    clause: str
    title: str
    count: float | None
    unit: str
    data: dict[str, Any]


def items(pack: Pack) -> list[Row]:
    """Every item of a pack."""
    return [*_of_scheme(pack), *_of_lists(pack), *_of_conditions(pack)]


def _of_scheme(pack: Pack) -> Iterator[Row]:
    scheme = pack.scheme
    yield from (_row(Kind.BASIS, b, " ".join((b.number, b.title)).strip()) for b in scheme.basis)
    yield from (_row(Kind.SCOPE, s, s.text) for s in scheme.scope)
    yield from (_row(Kind.EXCLUSION, s, s.text) for s in scheme.exclusions)
    yield from (_row(Kind.PHASE, p, p.title) for p in scheme.phases)
    yield from (_row(Kind.BUDGET, b, b.text, b.amount, "vnd") for b in scheme.budget)
    yield from (_row(Kind.ANNEX, a, a.title) for a in scheme.annexes)


def _of_lists(pack: Pack) -> Iterator[Row]:
    yield from (_row(Kind.GROUP, g, g.title) for g in pack.groups)
    yield from (_target(t) for t in pack.targets)
    yield from (_row(Kind.QUOTA, q, q.title, q.places, "person") for q in pack.quotas)
    yield from (_row(Kind.PROGRAMME, p, p.title) for p in pack.programmes)
    yield from (_row(Kind.PRIORITY, p, p.title, p.points, "points") for p in pack.priorities)
    yield from (_row(Kind.TASK, t, t.text) for t in pack.tasks)
    yield from (_row(Kind.REPORT, r, r.title) for r in pack.reports)
    yield from (_row(Kind.FINDING, f, f.title) for f in pack.findings)


def _of_conditions(pack: Pack) -> Iterable[Row]:
    return [_condition(use) for use in pack.conditions.conditions]


def _target(target: Target) -> Row:
    percent = target.measure.percent
    return _row(Kind.TARGET, target, target.title, percent, "percent" if percent else "")


def _condition(use: RuleUse) -> Row:
    return Row(Kind.CONDITION, use.id, use.clause, use.title, None, "", _data(use))


def _row(kind: Kind, item: Item, title: str, count: float | None = None, unit: str = "") -> Row:
    return Row(kind, item.id, item.clause, title, count, unit, _data(item))


def _data(item: BaseModel) -> dict[str, Any]:
    data: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in data.items() if key not in ("id", "clause")}
