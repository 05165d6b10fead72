"""Where a delegation stands on a day."""

from dataclasses import dataclass
from datetime import date

from hientai.shared.words import N_, _

PLANNED, AWAY, OWES, LATE, REPORTED, WITHDRAWN = (
    "planned",
    "away",
    "owes",
    "late",
    "reported",
    "withdrawn",
)
STATES = {
    PLANNED: N_("chưa đi"),
    AWAY: N_("đang đi"),
    OWES: N_("chờ báo cáo"),
    LATE: N_("quá hạn báo cáo"),
    REPORTED: N_("đã báo cáo"),
    WITHDRAWN: N_("đã rút"),
}


@dataclass(frozen=True)
class Days:
    """The days of a delegation that tell where it stands; both of the journey lie in it."""

    leaves_on: date
    returns_on: date
    due_on: date
    reported_on: date | None = None
    is_withdrawn: bool = False


def stands(days: Days, on: date) -> str:
    """Where it stands; a report is in time through its last day."""
    if days.is_withdrawn:
        return WITHDRAWN
    if days.reported_on is not None and days.reported_on <= on:
        return REPORTED
    if on < days.leaves_on:
        return PLANNED
    if on <= days.returns_on:
        return AWAY
    return OWES if on <= days.due_on else LATE


def state_words(state: str) -> str:
    """A state in words."""
    return _(STATES[state])
