"""What a scheme wants: targets and how each is measured, quotas, least numbers a year."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hientai.schemes.domain.conditions import Id, Text
from hientai.schemes.domain.item import Item
from hientai.schemes.domain.predicates import CATALOGUES, Codes, Strict
from hientai.shared import vocabulary as v
from hientai.shared.words import _

Event = Literal["class", "delegation", "workshop"]
Share = Annotated[float, Field(gt=0, le=100)]
Count = Annotated[int, Field(gt=0)]


class Baseline(Strict):
    """Where a share stood before the work began, as the document prints it; persons."""

    count: Annotated[int, Field(ge=0)]
    of: Count
    on: date
    clause: Text

    @property
    def percent(self) -> float:
        """The share in percent."""
        return 100 * self.count / self.of


class OfWhich(Strict):
    """So many of the events have members of a group among their participants."""

    at_least: Count
    group: Id
    text: Text


MEASURES: dict[str, tuple[str, ...]] = {
    "share_trained": ("percent", "counts"),
    "share_sent": ("percent", "counts"),
    "share_holding": ("percent", "degree_at_least"),
    "places": ("counts",),
    "events_yearly": ("event", "at_least", "counts"),
    "kept": (),
    "stated": (),
}
"""What each way of measuring cannot do without."""

OF_PERSONS = ("share_trained", "share_sent", "share_holding", "places")
"""The ways of measuring that count persons of a group in a phase."""


class Measure(Strict):
    """How a target is measured.

    `share_trained`: percent of the group that completed one of `counts` in the phase.
    `share_sent`: percent of the group whose study under one of `counts` began in the phase.
    `share_holding`: percent of the group that holds a degree on the day, by the register.
    `places`: the document gives no percent; the places of the quotas in `counts` are the goal.
    `events_yearly`: so many classes, delegations or workshops under `counts` in every year.
    `kept`: the rates of an earlier phase are kept, without a number of their own.
    `stated`: words only, nothing to count.
    """

    kind: Literal[
        "share_trained",
        "share_sent",
        "share_holding",
        "places",
        "events_yearly",
        "kept",
        "stated",
    ]
    percent: Share | None = None
    strive: bool = False
    counts: tuple[Id, ...] = ()
    keeps: tuple[Id, ...] = ()
    degree_at_least: str | None = None
    baseline: Baseline | None = None
    event: Event | None = None
    at_least: Count | None = None
    of_which: OfWhich | None = None
    note: str = ""

    @model_validator(mode="after")
    def _is_complete(self) -> Measure:
        for name in MEASURES[self.kind]:
            if not getattr(self, name):
                raise ValueError(
                    _("cách đo “%(kind)s” cần “%(name)s”") % {"kind": self.kind, "name": name}
                )
        if self.degree_at_least and self.degree_at_least not in v.DEGREE_LEVELS:
            raise ValueError(
                _("không có trình độ “%(degree_at_least)s” trong danh mục")
                % {"degree_at_least": self.degree_at_least}
            )
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
        counted = (*OF_PERSONS, "events_yearly")
        if self.measure.kind in counted and not (self.group and self.phase):
            raise ValueError(_("mục tiêu có đo phải nêu “group” và “phase”"))
        return self


class Per(Strict):
    """The units that each have the places: all of some types, or named ones.

    They are found in the tree of the scheme's authority on the day that is asked about.
    """

    name: Text
    unit_type: Codes | None = None
    unit_code: Codes | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Per:
        if (self.unit_type is None) == (self.unit_code is None):
            raise ValueError(_("nêu “unit_type” hoặc “unit_code”, một trong hai"))
        for code in self.unit_type or ():
            if code not in CATALOGUES["unit_type"]:
                raise ValueError(
                    _("mã “%(code)s” không có trong danh mục loại đơn vị") % {"code": code}
                )
        return self


class Quota(Item):
    """Places for one programme, in persons; `degrees` splits them by level.

    Without `places` the document sets no number of persons. With `per` the places are for each
    of those units.
    """

    title: Text
    places: Count | None = None
    per: Per | None = None
    phase: Id
    group: Id
    quote: Text
    kind: Literal["course", "degree"] = "course"
    place: Literal["domestic", "abroad", "both"] = "domestic"
    degrees: dict[Literal["doctor", "master"], Count] = Field(default_factory=dict)
    majors: tuple[Text, ...] = ()
    approval: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Quota:
        if self.degrees and sum(self.degrees.values()) != self.places:
            total = sum(self.degrees.values())
            raise ValueError(
                _("các trình độ cộng lại là %(total)s, không bằng %(places)s chỗ")
                % {"total": total, "places": self.places}
            )
        if self.degrees and self.kind != "degree":
            raise ValueError(_("“degrees” chỉ đi cùng “kind: degree”"))
        if self.per and self.places is None:
            raise ValueError(_("“per” cần số chỗ của mỗi đơn vị ở “places”"))
        return self

    def places_among(self, units: int) -> int:
        """The places in persons, where so many units have them each; 0 where none are set."""
        return (self.places or 0) * (units if self.per else 1)


class Minimum(Item):
    """At least so many classes, delegations or workshops in each year, over `counts`.

    With `each`, so many for each content in `counts`; `forms` are the forms the document allows.
    """

    title: Text
    event: Event
    at_least: Count
    each: bool = False
    counts: tuple[Id, ...] = Field(min_length=1)
    years: tuple[int, ...] = ()
    forms: tuple[Literal["in_person", "online"], ...] = ()
    quote: Text
    note: str = ""

    @property
    def wanted(self) -> int:
        """Events in a year over all contents."""
        return self.at_least * (len(self.counts) if self.each else 1)


class Programme(Item):
    """What a quota teaches, word for word."""

    quota: Id
    title: Text
    contents: tuple[Text, ...] = Field(min_length=1)
