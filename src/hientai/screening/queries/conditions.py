"""The conditions that a quota asks on a day, by the law in hand: of its group, and the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from hientai.rules.decrees import in_post_after_retirement
from hientai.rules.engine import Condition
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import quota_conditions, ranked_in
from hientai.shared.words import language
from hientai.training.queries.readings import Reading, TheLaw

MAIN = "main"
Conditions = tuple[Condition, ...]


def conditions_of(
    asked: Reading, quota_id: str, question: str = MAIN
) -> tuple[Conditions, Conditions]:
    """The conditions of membership of the quota's group, and the others."""
    version = asked.version
    stored = _Stored(version.digest, ranked_in(version), asked.on, asked.law, version)
    return _conditions(stored, quota_id, question)


@dataclass(frozen=True)
class _Stored:
    """What conditions follow from; the version is told apart by its content and rows of titles."""

    digest: str
    ranked: tuple[int, ...]
    on: date
    law: TheLaw
    version: SchemeVersion = field(compare=False)
    language: str = field(default_factory=language)


@lru_cache(maxsize=512)
def _conditions(stored: _Stored, quota_id: str, question: str) -> tuple[Conditions, Conditions]:
    every = quota_conditions(stored.version, quota_id, stored.on, question, stored.law)
    group = tuple(condition for condition in every if condition.about_group)
    others = tuple(condition for condition in every if not condition.about_group)
    return group, (*others, in_post_after_retirement(stored.on, stored.law))
