"""The pack of a scheme: one model for each file of its folder.

Every item carries an id, its clause in words a reader can follow, and, where the document lost a
heading, `inferred` with the heading that was put back. Money is in đồng, counts are persons
unless an item says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, model_validator

from hientai.schemes.domain.conditions import CertaintyCode, Conditions, Id, Text
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.domain.english import Translation, in_english, on_one_line, shipped
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.goals import Measure, Minimum, Per, Programme, Quota, Target
from hientai.schemes.domain.item import Item, Kind
from hientai.schemes.domain.predicates import Strict, When
from hientai.schemes.domain.routing import Route
from hientai.schemes.domain.tables import Table
from hientai.shared.refused import Refused
from hientai.shared.words import _

__all__ = [
    "FILES",
    "OPTIONAL",
    "Act",
    "Continuation",
    "Equivalence",
    "Item",
    "Kind",
    "Measure",
    "Minimum",
    "Pack",
    "Per",
    "Phase",
    "PriorityRule",
    "Programme",
    "Provision",
    "Quota",
    "Route",
    "Table",
    "Target",
    "Task",
]

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Basis(Item):
    """A document the scheme rests on; `number` and `issued_on` are empty where it states none.

    One that an amendment names in the place of another says which it `replaces`, since when.
    """

    title: Text
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    replaces: Id | None = None
    since: date | None = None
    note: str = ""

    @model_validator(mode="after")
    def _replaces_from_a_day(self) -> Basis:
        if (self.replaces is None) != (self.since is None):
            raise ValueError(_("“replaces” (căn cứ bị thay) đi cùng “since” (từ ngày nào)"))
        return self


class Provision(Item):
    """A rule that the scheme states in words: who pays, rights, duties, transition."""

    part: Literal["content", "funding", "right", "duty", "transition"]
    text: Text
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
            raise ValueError(_("ngày kết thúc trước ngày bắt đầu"))
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
    act: Act | None = None
    bodies: dict[str, Text]
    basis: tuple[Basis, ...]
    scope: tuple[Statement, ...]
    exclusions: tuple[Statement, ...]
    phases: tuple[Phase, ...]
    budget: tuple[Budget, ...] = ()
    provisions: tuple[Provision, ...] = ()
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


class PriorityRule(Item):
    """Who goes first, with points; `when` is empty where only a person can tell.

    `quotas` names those it is for, as the table of conditions does (`PL1.A.*`); none: all.
    """

    title: Text
    quotas: tuple[str, ...] = ()
    quote: Text
    points: Annotated[int, Field(ge=0)]
    when: When | None = None
    certainty: CertaintyCode = "verified"
    note: str = ""


class Due(Strict):
    """By when: `not_stated` where the document does not say."""

    kind: Literal[
        "not_stated", "yearly", "years", "phase", "date", "each_course", "before_start"
    ] = "not_stated"
    years: tuple[int, ...] = ()
    phase: Id | None = None
    day: date | None = None
    text: str = ""


class Task(Item):
    """Something to be done: assigned task, solution or step of the roadmap.

    `quota` names the content that it carries out, where it does.
    """

    part: Literal["assigned", "solution", "roadmap"]
    heading: Text
    text: Text
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    due: Due = Due()
    quota: Id | None = None
    note: str = ""


class Report(Item):
    """A duty to report: who to whom, through whom, how often."""

    title: Text
    sender: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...] = ()
    frequency: Literal["yearly", "once", "when_needed", "periodic", "each_course", "not_stated"]
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
    equivalences: tuple[Equivalence, ...] = ()
    continuations: tuple[Continuation, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    tables: tuple[Table, ...] = ()
    routes: tuple[Route, ...] = ()
    english: Translation = Translation()

    def told_in(self, language: str) -> Pack:
        """The pack as a reader of a language is shown it; never to be kept as a document."""
        if language != "en":
            return on_one_line(self)
        return in_english(self, {**shipped(self.scheme.slug), **self.english.titles})

    def document(self) -> dict[str, Any]:
        """The pack as plain data, as versions keep it; `model_validate` reads it back."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def with_ranks(self, rows: Sequence[Equivalence]) -> Pack:
        """The pack with rows of the table of titles replaced by their id, or added."""
        kept = {row.id: row for row in (*self.equivalences, *rows)}
        return self.model_copy(update={"equivalences": tuple(kept.values())})

    def group(self, group_id: str) -> Group:
        """A group by id; Refused where the pack has none."""
        return _by_id(self.groups, group_id, _("nhóm đối tượng"))

    def target(self, target_id: str) -> Target:
        """A target by id; Refused where the pack has none."""
        return _by_id(self.targets, target_id, _("mục tiêu"))

    def quota(self, quota_id: str) -> Quota:
        """A quota by id; Refused where the pack has none."""
        return _by_id(self.quotas, quota_id, _("chỉ tiêu"))

    def phase(self, phase_id: str) -> Phase:
        """A phase by id; Refused where the pack has none."""
        return _by_id(self.scheme.phases, phase_id, _("giai đoạn"))


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
    "equivalences": Equivalence,
    "continuations": Continuation,
    "minimums": Minimum,
    "tables": Table,
    "routes": Route,
    "english": Translation,
}
"""The files of a pack: `scheme`, `conditions` and `english` hold one record, the others a list."""

OPTIONAL = frozenset({"equivalences", "continuations", "minimums", "tables", "routes", "english"})
"""The files that a scheme without such items leaves out."""


def _by_id(rows: tuple[Row, ...], wanted: str, what: str) -> Row:
    for row in rows:
        if row.id == wanted:
            return row
    raise Refused(
        _("Đề án không có %(what)s “%(wanted)s”") % {"what": what, "wanted": wanted},
        remedy=_("chọn một trong: ") + ", ".join(row.id for row in rows),
    )
