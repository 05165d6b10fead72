"""The rules of completion as dated data (`completion.yaml`): each number with clause, certainty."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

FILE = Path(__file__).with_name("completion.yaml")
NUMBERS = ("parts", "attendance", "excused", "conduct", "places", "bands", "objection_days")


@dataclass(frozen=True)
class Number:
    """A value of a rule, where it stands and how sure it is."""

    value: Any
    clause: str
    certainty: str


@dataclass(frozen=True)
class Rule:
    """How completion is judged from a day on; `parts` and `attendance` are shares in per cent."""

    code: str
    title: str
    since: date
    source: str
    certainty: str
    parts: Number
    attendance: Number
    excused: Number
    conduct: Number
    places: Number
    bands: Number
    objection_days: Number


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, the latest first."""
    kept = read_yaml(FILE)
    return tuple(_rule(one) for one in sorted(kept, key=lambda one: one["since"], reverse=True))


def rule_on(on: date) -> Rule:
    """The rule in force on a day; refused where the software knows none."""
    found = next((one for one in rules() if one.since <= on), None)
    if found is None:
        raise Refused(
            _("Ngày %s chưa có quy định về hoàn thành khóa bồi dưỡng trong hệ thống") % day(on),
            remedy=_("Ghi kết quả theo giấy của cơ sở."),
        )
    return found


def _rule(data: dict[str, Any]) -> Rule:
    numbers = {name: Number(**data[name]) for name in NUMBERS}
    return Rule(**{**data, **numbers})
