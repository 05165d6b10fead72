"""How an amendment carries a group on: after its units ended, or to people it did not mean.

The groups a scheme was approved with stay as they are; what an act says of them later stands
beside, with the day, the act and how certain it is.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from hientai.schemes.domain.conditions import CertaintyCode, Id, Text
from hientai.schemes.domain.footing import FLAGS, KINDS, Footing
from hientai.schemes.domain.item import Item
from hientai.schemes.domain.predicates import Codes, Strict, When
from hientai.shared.words import _


class Act(Strict):
    """The document by which something is amended; `in_hand` is false while nobody has read it."""

    number: Text
    issued_on: date | None = None
    issuer: str = ""
    clause: str = ""
    certainty: CertaintyCode = "verified"
    note: str = ""

    @property
    def cited(self) -> str:
        """The act in a few words: number and clause."""
        return ", ".join(part for part in (self.number, self.clause) if part)


class Part(Strict):
    """The part of a group that rests on some footing: types, kinds, codes of units, levels."""

    unit_type: Codes | None = None
    unit_kind: Codes | None = None
    unit_code: Codes | None = None
    organ_type: Codes | None = None
    organ_kind: Codes | None = None
    organ_code: Codes | None = None
    level: Codes | None = None
    planned_urban: bool | None = None

    @property
    def footings(self) -> frozenset[Footing]:
        """What it names; nothing named stands for everything that is gone."""
        named = {(kind, code) for kind in KINDS for code in getattr(self, kind) or ()}
        flags = {(kind, "true") for kind in FLAGS if getattr(self, kind)}
        return frozenset(named | flags)


class Continuation(Item):
    """What becomes of a group from a day on.

    `continues`: the part that stands still goes on as whoever `when` is true of. `ends`: that part
    ends, nobody takes its place. `widens`: whoever `when` is true of belongs too.
    """

    group: Id
    kind: Literal["continues", "ends", "widens"]
    title: Text
    part: Part = Field(default_factory=Part)
    since: date
    when: When | None = None
    act: Act

    @model_validator(mode="after")
    def _says_who(self) -> Continuation:
        if (self.when is None) != (self.kind == "ends"):
            raise ValueError(_("“continues” và “widens” nêu “when”; “ends” thì không"))
        return self

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on

    def settles(self, footing: Footing) -> bool:
        """Whether it says what becomes of the part that rests on a footing."""
        if self.kind == "widens":
            return False
        return not self.part.footings or footing in self.part.footings
