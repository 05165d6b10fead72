"""The rule sets of the decrees: conditions that a lawyer can read, one ``rules.yaml`` a decree.

A rule names its clause, what it is about, and either the question it asks of the register
(`questions`) or what an application has to prove. The numbers come from the decree's parameters.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from hientai.rules.decrees import questions
from hientai.rules.engine import Answer, Certainty, Decree, Law, Rule, Stage
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml


class About(StrEnum):
    """What somebody would be sent to."""

    POSTGRADUATE = "postgraduate"
    ABROAD_SHORT = "abroad_short"
    ABROAD_LONG = "abroad_long"


PEOPLE = {
    "officials": pl.col("category").is_in(
        ["cadre", "civil_servant", "commune_cadre", "commune_civil_servant"]
    ),
    "employees": pl.col("category") == "public_employee",
}
QUESTIONS: dict[str, Callable[[Law], Answer]] = {
    question.__name__: question
    for question in (
        questions.abroad_left_long,
        questions.abroad_left_short,
        questions.age_when_first_sent,
        questions.good_year,
        questions.not_disciplined,
        questions.probation_over,
        questions.service_of_years,
        questions.two_good_years,
    )
}


class RuleRow(BaseModel):
    """A rule as the file writes it: a question of the register, or something to be proved."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    cites: str
    about: tuple[About, ...]
    asks: str = ""
    proves: str = ""
    people: Literal["", "officials", "employees"] = ""
    certainty: Certainty = Certainty.VERIFIED
    note: str = ""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if bool(self.asks) == bool(self.proves):
            raise ValueError("a rule either asks the register or names what is to be proved")
        if self.asks and self.asks not in QUESTIONS:
            raise ValueError(f"no question is called {self.asks}")
        if not (self.title.strip() and self.cites.strip() and self.about):
            raise ValueError("a rule needs a title, the clause it comes from and what it is about")
        return self

    def answer(self, law: Law) -> Answer:
        """What the rule says on the day of a law, to the people it is for."""
        said = QUESTIONS[self.asks](law) if self.asks else Answer(self._to_be_proved(law))
        return said.asked_of(PEOPLE[self.people], questions.CATEGORY) if self.people else said

    def _to_be_proved(self, law: Law) -> str:
        names = [name for _text, name, _spec, _how in Formatter().parse(self.proves) if name]
        return _(self.proves).format(**{name: law.whole(name) for name in names})


class RuleFile(BaseModel):
    """The rules of a decree, all in force on the same days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date
    until: date | None = None
    rules: dict[str, RuleRow]


class RuleSet:
    """A decree with its rules, by what they are about."""

    def __init__(self, decree: Decree, file: RuleFile) -> None:
        self.decree = decree
        self._made = {name: _rule(decree, file, name, row) for name, row in file.rules.items()}
        self._rows = file.rules

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the file."""
        return tuple(self._made.values())

    def about(self, what: About) -> tuple[Rule, ...]:
        """The rules that judge who would be sent to something."""
        return tuple(self._made[name] for name, row in self._rows.items() if what in row.about)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a decree's folder; ValueError naming the file where it is wrong."""
        path = folder / "rules.yaml"
        try:
            file = RuleFile.model_validate(read_yaml(path))
        except ValidationError as wrong:
            raise ValueError(f"{path}: {wrong}") from wrong
        return cls(Decree.read(folder / "parameters.yaml"), file)


def _rule(decree: Decree, file: RuleFile, name: str, row: RuleRow) -> Rule:
    return Rule(
        decree=decree,
        code=f"{decree.code}.{name}",
        title=row.title,
        cites=row.cites,
        since=file.since,
        until=file.until,
        stage=Stage.REGISTER if row.asks else Stage.APPLICATION,
        certainty=row.certainty,
        note=row.note,
        ask=row.answer,
    )


RULE_SETS = {
    rules.decree.code: rules
    for rules in (
        RuleSet.read(Path(__file__).parent / name) for name in ("nd101", "nd171", "nd259")
    )
}
"""The rule sets by the code of their decree, which names its folder."""
