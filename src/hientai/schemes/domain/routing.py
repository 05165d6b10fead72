"""routes.yaml: along which steps who is sent under a quota is approved, and who issues the paper.

A route speaks of quotas, and of some people alone where it says so: of a bloc, or of those whom
the Party's standing committee manages. Of two that speak of one person the closer one holds.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hientai.approvals.domain.routes import MOST_DAYS, MOST_STEPS, Place, Step, Whose
from hientai.schemes.domain.conditions import CertaintyCode, Text
from hientai.schemes.domain.item import Item
from hientai.schemes.domain.predicates import Strict
from hientai.shared.words import _

Where = Literal["submitter", "parent", "authority", "unit"]
Bloc = Literal["state", "party", "mass"]


class Lies(Strict):
    """A unit: the one that submits, the one right above it, the scheme's authority, or one named
    by its code."""

    whose: Where
    unit: str = ""

    @model_validator(mode="after")
    def _names_one(self) -> Lies:
        if (self.whose == "unit") != bool(self.unit):
            raise ValueError(_("“unit” (mã đơn vị) đi cùng “whose: unit”, và chỉ khi đó"))
        return self

    @property
    def place(self) -> Place:
        """The unit as routes of approval name it."""
        return Place(Whose(self.whose), self.unit)


class Stage(Lies):
    """One step, with the working days within which it is answered."""

    title: Text
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]

    @property
    def step(self) -> Step:
        """The step as routes of approval keep it."""
        return Step(str(self.title), self.place, self.days)


class Route(Item):
    """A route: `quotas` names its quotas by id, by `A.*`, or all by `*`; `blocs` and `managed` the
    people it is for (none: everybody). `issuer` issues the decision in the end."""

    title: Text
    quotas: Annotated[tuple[Text, ...], Field(min_length=1)]
    blocs: tuple[Bloc, ...] = ()
    managed: bool | None = None
    steps: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=MOST_STEPS)]
    issuer: Lies
    quote: str = ""
    certainty: CertaintyCode = "verified"
    note: str = ""
