"""Which titles stand in which leadership group, from when, and by what source."""

from __future__ import annotations

from datetime import date

from pydantic import model_validator

from hientai.schemes.domain.conditions import CertaintyCode, Id, Text
from hientai.schemes.domain.item import Item
from hientai.schemes.domain.predicates import When
from hientai.shared.words import _


class Equivalence(Item):
    """Who stands in a group from a day on, by title and place; `until` is the last day."""

    group: Id
    title: Text
    when: When
    since: date
    until: date | None = None
    source: Text
    certainty: CertaintyCode = "verified"
    note: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> Equivalence:
        if self.until is not None and self.until < self.since:
            raise ValueError(_("ngày hết hiệu lực trước ngày bắt đầu"))
        return self

    def holds_on(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)
