"""What an amendment that nobody has accepted yet would do to the figures of a scheme on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from hientai.screening.domain.name_order import name_order
from hientai.screening.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figures,
    target_figures,
)
from hientai.screening.queries.frozen import FrozenPart, frozen_parts, members_of, shown_on
from hientai.training.queries.readings import Reading

SHOWN = ("code", "name", "unit_name")


@dataclass(frozen=True)
class GroupTried:
    """A group whose people change: who comes in, who falls out; rows of `SHOWN`, by name."""

    group_id: str
    name: str
    before: int
    after: int
    coming: list[dict[str, Any]]
    leaving: list[dict[str, Any]]
    frozen: tuple[FrozenPart, ...]


@dataclass(frozen=True)
class Tried:
    """Two readings of one day: as the scheme stands, and with the amendment."""

    groups: tuple[GroupTried, ...]
    targets: tuple[tuple[TargetFigure, TargetFigure], ...]
    quotas: tuple[tuple[QuotaFigure, QuotaFigure], ...]


def tried(before: Reading, after: Reading) -> Tried:
    """The groups, targets and quotas whose figures differ; persons, each once in a group."""
    here = {group.id for group in before.pack.groups}
    shared = [group for group in after.pack.groups if group.id in here]
    groups = [_group(before, after, group.id, group.name) for group in shared]
    was, now = target_figures(before), target_figures(after)
    targets = [(was[one], now[one]) for one in now if one in was]
    had, has = quota_figures(before), quota_figures(after)
    quotas = [(had[one], has[one]) for one in has if one in had]
    return Tried(
        tuple(one for one in groups if one.coming or one.leaving),
        tuple(pair for pair in targets if pair[0].progress != pair[1].progress),
        tuple(pair for pair in quotas if _sizes(pair[0]) != _sizes(pair[1])),
    )


def frozen_groups(asked: Reading) -> list[tuple[str, str, tuple[FrozenPart, ...]]]:
    """The groups of the scheme of which a part stands still: id, name, parts."""
    found = [(one.id, one.name, frozen_parts(asked, one.id)) for one in asked.pack.groups]
    return [row for row in found if row[2]]


def _sizes(figure: QuotaFigure) -> tuple[object, ...]:
    return figure.places, figure.screening.funnel


def _group(before: Reading, after: Reading, group_id: str, name: str) -> GroupTried:
    was, now = _sure(before, group_id), _sure(after, group_id)
    return GroupTried(
        group_id,
        name,
        was.len(),
        now.len(),
        _people(after, group_id, now.filter(~now.is_in(was.implode()))),
        _people(before, group_id, was.filter(~was.is_in(now.implode()))),
        frozen_parts(after, group_id),
    )


def _sure(asked: Reading, group_id: str) -> pl.Series:
    return members_of(asked, group_id).filter(pl.col("member").fill_null(False))["person_id"]


def _people(asked: Reading, group_id: str, people: pl.Series) -> list[dict[str, Any]]:
    if not people.len():
        return []
    shown = shown_on(asked, group_id).filter(pl.col("person_id").is_in(people.implode()))
    return shown.sort(name_order()).select(SHOWN).to_dicts()
