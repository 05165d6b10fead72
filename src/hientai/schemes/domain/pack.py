"""The pack of a scheme: one model for each file of its folder.

Every item carries an id, its clause in words a reader can follow, and, where the document lost a
heading, `inferred` with the heading that was put back. Money is in đồng, counts are persons
unless an item says otherwise.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, model_validator

from hientai.schemes.domain.conditions import CertaintyCode, Conditions, Id, Text
from hientai.schemes.domain.predicates import Strict, When
from hientai.shared.refused import Refused

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Kind(StrEnum):
    """The kinds of items of a scheme."""

    BASIS = "basis"
    SCOPE = "scope"
    EXCLUSION = "exclusion"
    PHASE = "phase"
    BUDGET = "budget"
    ANNEX = "annex"
    GROUP = "group"
    TARGET = "target"
    QUOTA = "quota"
    PROGRAMME = "programme"
    CONDITION = "condition"
    PRIORITY = "priority"
    TASK = "task"
    REPORT = "report"
    FINDING = "finding"


class Item(Strict):
    """What every item of a scheme has."""

    id: Id
    clause: Text
    inferred: str = ""


class Basis(Item):
    """A document the scheme rests on; `number` and `issued_on` are empty where it states none."""

    title: Text
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    note: str = ""


class Statement(Item):
    """A sentence of scope or exclusion, as the document has it."""

    text: Text


class Phase(Item):
    """A span of the scheme; both ends belong to it."""

    title: Text
    start: date
    end: date
    text: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> Phase:
        if self.end < self.start:
            raise ValueError("ngày kết thúc trước ngày bắt đầu")
        return self


class Budget(Item):
    """The money limit of the scheme, in đồng."""

    amount: Annotated[int, Field(gt=0)]
    source: Text
    text: Text
    until: date | None = None


class Annex(Item):
    """An annex the document names; `in_hand` says whether its text is there."""

    title: Text
    in_hand: bool
    note: str = ""


class Scheme(Strict):
    """scheme.yaml: what the scheme is, on what it rests, whom it covers, when, with how much."""

    slug: Slug
    version: Annotated[int, Field(ge=1)]
    effective_from: date
    number: Text
    issued_on: date
    issuer: Text
    signer: str = ""
    title: Text
    short_title: Text
    authority: Text
    change: str = ""
    citation: str = ""
    bodies: dict[str, Text]
    basis: tuple[Basis, ...]
    scope: tuple[Statement, ...]
    exclusions: tuple[Statement, ...]
    phases: tuple[Phase, ...]
    budget: tuple[Budget, ...] = ()
    annexes: tuple[Annex, ...] = ()


class GroupCondition(Strict):
    """One condition of membership, which answers as one reason."""

    id: Id
    title: Text
    when: When
    clause: str = ""
    certainty: CertaintyCode = "verified"
    note: str = ""


class Group(Item):
    """Who is meant: all conditions must hold, and those of the groups under `also`."""

    title: Text
    short: str = ""
    quote: str = ""
    also: tuple[Id, ...] = ()
    conditions: tuple[GroupCondition, ...]

    @property
    def name(self) -> str:
        """The short name where there is one, else the title."""
        return self.short or self.title


class Measure(Strict):
    """How a target is measured.

    `share_trained`: percent of the group that completed one of `counts` in the phase.
    `places`: the document gives no percent; the places of the quotas in `counts` are the goal.
    `kept`: the rates of an earlier phase are kept, without a number of their own.
    `stated`: words only, nothing to count.
    """

    kind: Literal["share_trained", "places", "kept", "stated"]
    percent: Annotated[float, Field(gt=0, le=100)] | None = None
    strive: bool = False
    counts: tuple[Id, ...] = ()
    keeps: tuple[Id, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_complete(self) -> Measure:
        if self.kind == "share_trained" and (self.percent is None or not self.counts):
            raise ValueError("mục tiêu theo tỷ lệ phải có “percent” và “counts”")
        if self.kind == "places" and not self.counts:
            raise ValueError("mục tiêu theo số chỗ phải có “counts”")
        return self


class Target(Item):
    """One target of the scheme, general or specific."""

    title: Text
    quote: Text
    phase: Id | None = None
    group: Id | None = None
    measure: Measure
    lines: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _knows_its_group(self) -> Target:
        if self.measure.kind in ("share_trained", "places") and not (self.group and self.phase):
            raise ValueError("mục tiêu có đo phải nêu “group” và “phase”")
        return self


class Quota(Item):
    """Places for one programme, in persons; `degrees` splits them by level."""

    title: Text
    places: Annotated[int, Field(gt=0)]
    phase: Id
    group: Id
    quote: Text
    kind: Literal["course", "degree"] = "course"
    place: Literal["domestic", "abroad", "both"] = "domestic"
    degrees: dict[Literal["doctor", "master"], Annotated[int, Field(gt=0)]] = Field(
        default_factory=dict
    )
    majors: tuple[Text, ...] = ()
    approval: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Quota:
        if self.degrees and sum(self.degrees.values()) != self.places:
            total = sum(self.degrees.values())
            raise ValueError(f"các trình độ cộng lại là {total}, không bằng {self.places} chỗ")
        if (self.kind == "degree") != bool(self.degrees):
            raise ValueError("“degrees” đi cùng “kind: degree”, và chỉ đi cùng loại đó")
        return self


class Programme(Item):
    """What a quota teaches, word for word."""

    quota: Id
    title: Text
    contents: tuple[Text, ...] = Field(min_length=1)


class PriorityRule(Item):
    """Who goes first, with points; `when` is empty where only a person can tell."""

    title: Text
    quote: Text
    points: Annotated[int, Field(ge=0)]
    when: When | None = None
    certainty: CertaintyCode = "verified"
    note: str = ""


class Due(Strict):
    """By when: `not_stated` where the document does not say."""

    kind: Literal["not_stated", "yearly", "phase", "date", "each_course", "before_start"] = (
        "not_stated"
    )
    phase: Id | None = None
    day: date | None = None
    text: str = ""


class Task(Item):
    """Something to be done: assigned task, solution or step of the roadmap."""

    part: Literal["assigned", "solution", "roadmap"]
    heading: Text
    text: Text
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    due: Due = Due()
    note: str = ""


class Report(Item):
    """A duty to report: who to whom, through whom, how often."""

    title: Text
    sender: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...] = ()
    frequency: Literal["yearly", "once", "when_needed", "not_stated"]
    quote: Text


class Statements(Strict):
    """A statement of the document, with its place."""

    clause: Text
    text: Text


class Finding(Item):
    """Something the document gets wrong, leaves out or says twice, and what the pack follows."""

    kind: Literal["typo", "sum", "contradiction", "inferred", "missing", "reading"]
    title: Text
    statements: tuple[Statements, ...] = Field(min_length=1)
    follows: Text
    reason: Text


class Pack(Strict):
    """A whole pack."""

    scheme: Scheme
    groups: tuple[Group, ...]
    targets: tuple[Target, ...]
    quotas: tuple[Quota, ...]
    programmes: tuple[Programme, ...]
    conditions: Conditions
    priorities: tuple[PriorityRule, ...]
    tasks: tuple[Task, ...]
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """The pack as plain data, as versions keep it; `model_validate` reads it back."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def group(self, group_id: str) -> Group:
        """A group by id; Refused where the pack has none."""
        return _by_id(self.groups, group_id, "nhóm đối tượng")

    def target(self, target_id: str) -> Target:
        """A target by id; Refused where the pack has none."""
        return _by_id(self.targets, target_id, "mục tiêu")

    def quota(self, quota_id: str) -> Quota:
        """A quota by id; Refused where the pack has none."""
        return _by_id(self.quotas, quota_id, "chỉ tiêu")

    def phase(self, phase_id: str) -> Phase:
        """A phase by id; Refused where the pack has none."""
        return _by_id(self.scheme.phases, phase_id, "giai đoạn")


Row = TypeVar("Row", bound=Item)

FILES: dict[str, type[Strict]] = {
    "scheme": Scheme,
    "groups": Group,
    "targets": Target,
    "quotas": Quota,
    "programmes": Programme,
    "conditions": Conditions,
    "priorities": PriorityRule,
    "tasks": Task,
    "reports": Report,
    "findings": Finding,
}
"""The files of a pack: `scheme` and `conditions` hold one record, the others a list."""


def _by_id(rows: tuple[Row, ...], wanted: str, what: str) -> Row:
    for row in rows:
        if row.id == wanted:
            return row
    raise Refused(
        f"Đề án không có {what} “{wanted}”",
        remedy="chọn một trong: " + ", ".join(row.id for row in rows),
    )
