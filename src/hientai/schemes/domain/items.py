"""A pack as a flat list of items, in the order of the document's parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hientai.schemes.domain.conditions import RuleUse
from hientai.schemes.domain.pack import Item, Kind, Minimum, Pack, Quota, Target
from hientai.shared.words import N_

UNITS = {
    "person": N_("người"),
    "person_per_unit": N_("người/đơn vị"),
    "percent": "%",
    "vnd": N_("đồng"),
    "points": N_("điểm"),
    "class_per_year": N_("lớp/năm"),
    "delegation_per_year": N_("đoàn/năm"),
    "workshop_per_year": N_("hội thảo/năm"),
    "class_per_content_and_year": N_("lớp/nội dung/năm"),
}
"""What numbers of items count, in Vietnamese."""


@dataclass(frozen=True)
class Row:
    """One item: kind, id, clause, title, number with its unit, and the rest as plain data.

    `unit` is one of `UNITS`; "" where `count` is None.
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
    yield from (_row(Kind.PROVISION, p, p.text) for p in scheme.provisions)
    yield from (_row(Kind.ANNEX, a, a.title) for a in scheme.annexes)


def _of_lists(pack: Pack) -> Iterator[Row]:
    yield from (_row(Kind.GROUP, g, g.title) for g in pack.groups)
    yield from (_row(Kind.EQUIVALENCE, e, e.title) for e in pack.equivalences)
    yield from (_row(Kind.CONTINUATION, c, c.title) for c in pack.continuations)
    quotas = {quota.id: quota for quota in pack.quotas}
    yield from (_target(t, quotas) for t in pack.targets)
    yield from (_quota(q) for q in pack.quotas)
    yield from (_row(Kind.MINIMUM, m, m.title, m.at_least, _a_year(m)) for m in pack.minimums)
    yield from (_row(Kind.PROGRAMME, p, p.title) for p in pack.programmes)
    yield from (_row(Kind.PRIORITY, p, p.title, p.points, "points") for p in pack.priorities)
    yield from (_row(Kind.TASK, t, t.text) for t in pack.tasks)
    yield from (_row(Kind.REPORT, r, r.title) for r in pack.reports)
    yield from (_row(Kind.FINDING, f, f.title) for f in pack.findings)
    yield from (_row(Kind.TABLE, t, t.title) for t in pack.tables)
    yield from (_row(Kind.ROUTE, r, r.title) for r in pack.routes)


def _of_conditions(pack: Pack) -> Iterable[Row]:
    return [_condition(use) for use in pack.conditions.conditions]


def _target(target: Target, quotas: Mapping[str, Quota]) -> Row:
    measure = target.measure
    if measure.event and measure.at_least:
        unit = f"{measure.event}_per_year"
        return _row(Kind.TARGET, target, target.title, measure.at_least, unit)
    if measure.kind == "places":
        return _row(Kind.TARGET, target, target.title, *_places_of(measure.counts, quotas))
    unit = "percent" if measure.percent else ""
    return _row(Kind.TARGET, target, target.title, measure.percent, unit)


def _places_of(counted: Iterable[str], quotas: Mapping[str, Quota]) -> tuple[float | None, str]:
    """The persons a target of places asks for: those of its quotas; nothing where the number
    depends on the units of a day."""
    mine = [quotas[one] for one in counted]
    if any(quota.places is None or quota.per for quota in mine):
        return None, ""
    return sum(quota.places or 0 for quota in mine), "person"


def _quota(quota: Quota) -> Row:
    if quota.places is None:
        return _row(Kind.QUOTA, quota, quota.title)
    unit = "person_per_unit" if quota.per else "person"
    return _row(Kind.QUOTA, quota, quota.title, quota.places, unit)


def _a_year(minimum: Minimum) -> str:
    each = "_per_content_and_year" if minimum.each else "_per_year"
    return f"{minimum.event}{each}"


def _condition(use: RuleUse) -> Row:
    return Row(Kind.CONDITION, use.id, use.clause, use.title, None, "", _data(use))


def _row(kind: Kind, item: Item, title: str, count: float | None = None, unit: str = "") -> Row:
    return Row(kind, item.id, item.clause, title, count, unit, _data(item))


def _data(item: BaseModel) -> dict[str, Any]:
    data: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in data.items() if key not in ("id", "clause")}
