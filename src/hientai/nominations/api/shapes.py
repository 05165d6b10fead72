"""What programs are told of nominations and send for them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from hientai.nominations.models import Nomination, NominationList
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES
from hientai.webkit.endpoints import Asked, Code, Day, Entry, Name, Number, Text, Words, chosen

MOST_PASTED = 100_000


class ListsAsked(Asked):
    """Lists by what their page filters by."""

    search: Name = ""
    state: str = chosen(NominationList.State.values)
    scheme: Code = ""
    item: Code = ""


class NominationsAsked(Asked):
    """Rows in a state; without one all that still count."""

    state: str = chosen(Nomination.State.values)


class ListOut(Schema):
    """A list of nominations and how its rows stand."""

    id: int
    title: str
    unit: str
    unit_name: str | None
    scheme: str
    item: str
    training_class: str | None
    programme: str
    starts_on: date
    ends_on: date
    place: str
    fund: str
    form: str
    exclusive: bool
    state: str
    submitted_on: date | None
    settled_on: date | None
    held_until: date | None
    returned_reason: str
    live: int
    stopped: int
    seated: int
    reserve: int
    decided: int


class NominationOut(Schema):
    """A person on a list, as judged on a day; reasons and overlaps are Vietnamese, as kept."""

    id: int
    code: str
    name: str
    unit: str
    state: str
    position: int
    rank: int
    score: int
    verdict: str
    level: str
    judged_on: date
    stopped: bool
    tie_note: str
    reserve_order: int | None
    seat: int | None
    score_parts: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    overlaps: list[dict[str, Any]]
    proved: dict[str, str]


class NominationStepOut(Schema):
    """A step that a nomination took."""

    was: str
    became: str
    reason: str
    on: date
    at: datetime
    by: str


class BatchOut(Schema):
    """A bulk step over a list."""

    id: int
    kind: str
    source: str
    people: int
    left_out: list[dict[str, Any]]
    done_on: date
    done_by: str
    undone: bool


class OwnOut(Schema):
    """An own nomination: where it stands and why."""

    list: str
    programme: str
    unit: str
    starts_on: date
    ends_on: date
    state: str
    reserve_order: int | None


class ListToOpen(Entry):
    """A list for a quota (`scheme`, `item`), or for a class that serves one; of a class the rest
    may be left empty."""

    unit: Words = Field(max_length=40)
    scheme: Code = ""
    item: Code = ""
    training_class: Code = ""
    title: Name = ""
    programme: Name = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    place: str = chosen(PLACES.codes)
    fund: str = chosen(FUNDS.codes)
    form: str = chosen(DELIVERY_FORMS.codes, "full_time")
    exclusive: bool = True


class PeopleToName(Entry):
    """People, a line each: a code, or a name and a date of birth."""

    lines: Words = Field(max_length=MOST_PASTED)


class LookedOut(Schema):
    """Whom lines mean and how they would be judged; lines that would add nobody, and why."""

    good: list[str]
    stopped: list[dict[str, Any]]
    left_out: list[dict[str, Any]]


class RowsToTake(Entry):
    """Rows to be taken off a list that is drawn up."""

    rows: list[Number] = Field(max_length=5000)
    reason: Text = ""


class Reasoned(Entry):
    """Why."""

    reason: Words


class ToWithdraw(Reasoned):
    """Whom of the reserve to pass over, by the keys of their nominations, with why."""

    passed: dict[Number, Text] = Field(default_factory=dict, max_length=500)


class ToCarryOver(ToWithdraw):
    """The later list, by its key."""

    to: Number


class PaperToNote(Entry):
    """The paper that proves a condition; "" takes one back."""

    code: Words = Field(max_length=200)
    paper: Text = ""
