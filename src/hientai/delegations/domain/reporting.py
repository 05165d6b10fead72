"""By when a delegation reports: dated data with clause and certainty (`packs/reporting.yaml`)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

PACK = Path(__file__).parents[1] / "packs" / "reporting.yaml"
MOST_DAYS = 365
SOON = timedelta(days=5)
"""Who keeps a delegation is reminded so long before its report is due."""


@dataclass(frozen=True)
class Rule:
    """So many days after the return, by which clause, how sure that is."""

    since: date
    days: int
    clause: str
    certainty: str
    note: str = ""
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def _read() -> tuple[Rule, ...]:
    rows: list[dict[str, Any]] = read_yaml(PACK)
    return tuple(Rule(**row) for row in rows)


RULES = _read()


def rule_on(on: date) -> Rule:
    """The rule in force on a day; refused where none is."""
    for one in RULES:
        if one.holds(on):
            return one
    raise Refused(
        _("Ngày %s chưa có quy định về hạn báo cáo") % day(on),
        remedy=_("Ghi số ngày phải báo cáo theo quyết định cử đoàn."),
    )


def due_on(returns_on: date, days: int) -> date:
    """The last day on which the report is in time."""
    return returns_on + timedelta(days=days)
