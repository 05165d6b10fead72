"""conditions.yaml: the conditions of a scheme and the table of which judge which quota."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hientai.schemes.domain.predicates import Strict, When
from hientai.shared.words import _

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=40)]
Text = Annotated[str, Field(min_length=1)]
CertaintyCode = Literal["verified", "recalled", "uncertain"]


class RuleUse(Strict):
    """A named condition with its parameters."""

    id: Id
    rule: Literal[
        "membership",
        "not_in_class",
        "service_left_at_least",
        "age_not_over",
        "postgraduate",
        "study_abroad",
        "to_be_proved",
        "statement",
    ]
    title: Text
    clause: Text
    inferred: str = ""
    years: int | None = None
    length_months: int | None = None
    only_first_time: bool = False
    when: When | None = None
    limit: str = ""
    certainty: CertaintyCode = "verified"
    note: str = ""

    @model_validator(mode="after")
    def _has_its_parameters(self) -> RuleUse:
        for name in NEEDED.get(self.rule, ()):
            if not getattr(self, name):
                raise ValueError(
                    _("điều kiện “%(rule)s” cần tham số “%(name)s”")
                    % {"rule": self.rule, "name": name}
                )
        return self


NEEDED = {
    "service_left_at_least": ("years",),
    "age_not_over": ("years",),
    "study_abroad": ("length_months",),
    "to_be_proved": ("limit",),
    "statement": ("when",),
}
"""The parameters that a rule cannot do without."""


class Question(Strict):
    """A question that may be asked of a quota: the main one, or its part abroad."""

    id: Id
    title: Text
    clause: str = ""
    note: str = ""


class Judged(Strict):
    """One row of the table: these conditions judge these quotas when this question is asked."""

    quotas: tuple[str, ...] = Field(min_length=1)
    question: Id = "main"
    conditions: tuple[Id, ...] = Field(min_length=1)


class Conditions(Strict):
    """conditions.yaml: the conditions of the scheme and the table of what they judge."""

    questions: tuple[Question, ...]
    conditions: tuple[RuleUse, ...]
    table: tuple[Judged, ...]
