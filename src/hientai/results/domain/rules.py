"""The rules of completion as dated data: each number with its clause and how sure it is.

Which circular judges is told by `completion.yaml`; its numbers are parameters of the law, which
administrators correct.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hientai.rules.decrees.classes.rules import BANDS, number
from hientai.rules.engine import Correction, Dated
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

FILE = Path(__file__).with_name("completion.yaml")
NUMBERS = ("conduct", "places")
OF_THE_LAW = {
    "parts": "parts_least",
    "attendance": "attendance_least",
    "excused": "excused_counts",
    "objection_days": "objection_days",
}


@dataclass(frozen=True)
class Number:
    """A value of a rule, where it stands and how sure it is."""

    value: Any
    clause: str
    certainty: str


@dataclass(frozen=True)
class Rule:
    """How completion is judged on a day; `parts` and `attendance` are shares in per cent, `bands`
    the least means of ten with the words of each class, the best first."""

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
def _circulars() -> tuple[dict[str, Any], ...]:
    """Every circular, the latest first."""
    return tuple(sorted(read_yaml(FILE), key=lambda one: one["since"], reverse=True))


def rule_on(on: date, corrections: Sequence[Correction] = ()) -> Rule:
    """The rule in force on a day; refused where the software knows none."""
    found = next((one for one in _circulars() if one["since"] <= on), None)
    if found is None:
        raise Refused(
            _("Ngày %s chưa có quy định về hoàn thành khóa bồi dưỡng trong hệ thống") % day(on),
            remedy=_("Ghi kết quả theo giấy của cơ sở."),
        )
    numbers = {name: Number(**found[name]) for name in NUMBERS}
    law = {name: _number(number(code, on, corrections)) for name, code in OF_THE_LAW.items()}
    rest = {name: value for name, value in found.items() if name != "classes"}
    return Rule(**{**rest, **numbers, **law}, bands=_bands(found["classes"], on, corrections))


def _number(dated: Dated) -> Number:
    return Number(dated.value, dated.clause, dated.certainty.value)


def _bands(classes: Sequence[str], on: date, corrections: Sequence[Correction]) -> Number:
    """The classes with their least mean of ten; the clause of a corrected one before a shipped."""
    found = [
        (number(code, on, corrections), words) for code, words in zip(BANDS, classes, strict=True)
    ]
    told = sorted(((int(one.value) / 10, words) for one, words in found), reverse=True)
    first = next((one for one, _words in found if isinstance(one, Correction)), found[0][0])
    return Number(told, first.clause, first.certainty.value)
