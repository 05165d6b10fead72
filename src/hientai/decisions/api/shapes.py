"""What programs are told of decisions and send for them."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from hientai.decisions.domain.kinds import KINDS
from hientai.decisions.domain.people import ORDERS
from hientai.documents.models import Paper
from hientai.webkit.endpoints import Asked, Code, Day, Entry, Number, Text, Words, chosen


class DecisionsAsked(Asked):
    """Papers by what their list filters by."""

    kind: str = chosen(kind.code for kind in KINDS)
    state: str = chosen(Paper.State.values)


class DecisionOut(Schema):
    """A paper of this room; `first` is the one that it amends."""

    id: int
    paper: int
    called: str
    kind: str
    state: str
    issued_on: date | None
    body: str
    list: int
    first: int | None
    reason: str
    people: int | None


class DecisionRowOut(Schema):
    """What a paper says of one person; `holds` says whether the person still goes by it."""

    position: int
    code: str
    name: str
    what: str
    state: str
    seat: int | None
    nomination: int
    before: dict[str, Any]
    after: dict[str, Any]
    passed: list[dict[str, Any]]
    holds: bool


class DecisionWhole(DecisionOut):
    """A paper with its people and what amends it."""

    rows: list[DecisionRowOut]
    amended_by: list[DecisionOut]


class PersonsPaper(Schema):
    """What a paper says of a person."""

    decision: int
    called: str
    what: str
    state: str
    issued_on: date | None
    seat: int | None
    starts_on: str
    ends_on: str


class ToDraft(Entry):
    """Who signs, and the values of the paper that nobody else knows, by their field."""

    signer: Text = ""
    title: Text = ""
    values: dict[str, Text] = Field(default_factory=dict, max_length=40)


class SendingToDraft(ToDraft):
    """Who is sent, by the keys of their nominations; without any all who wait."""

    nominations: list[Number] = Field(default_factory=list, max_length=5000)
    order: str = chosen(ORDERS, "rank")


class PeopleToSwap(Entry):
    """Who stands on a draft from now on."""

    nominations: list[Number] = Field(max_length=5000)
    order: str = chosen(ORDERS, "rank")


class ToAmend(ToDraft):
    """Of whom, by the keys of their nominations, and why."""

    nominations: list[Number] = Field(max_length=5000)
    reason: Words


class ToPostpone(ToAmend):
    """The new time, and the class where it is another."""

    starts_on: Day
    ends_on: Day
    training_class: Code = ""


class ToReplace(ToAmend):
    """Whom of the reserve to pass over, by the keys of their nominations, with why."""

    passed: dict[Number, Text] = Field(default_factory=dict, max_length=500)


class ToCorrect(ToDraft):
    """What is right of one person, by field."""

    nomination: Number
    reason: Words
    wanted: dict[str, Text] = Field(max_length=10)


class ToSayAnew(ToReplace):
    """What an amending draft says instead: of a postponement the new time, of a correction what is
    right of the one person named."""

    starts_on: Day | None = None
    ends_on: Day | None = None
    training_class: Code = ""
    wanted: dict[str, Text] = Field(default_factory=dict, max_length=10)


class LetterOut(Schema):
    """A paper about people of a list that decides nothing; `decision` is that of a summons."""

    nominations: list[int]
    id: int
    paper: int
    called: str
    kind: str
    state: str
    body: str
    decision: int | None
    of_list: int
