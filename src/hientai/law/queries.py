"""What the law says on a day: its lines, and who falls under which decree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hientai.rules.decrees import DECREES, LawLine, regime_of, rules_in_force
from hientai.rules.engine import NoRuleInForce
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import CATEGORIES

SHORT = {decree.code: decree.short for decree in DECREES}


@dataclass(frozen=True)
class Falls:
    """Groups of people and the decree they fall under on a day ("" for none)."""

    people: str
    decree: str
    certainty: str = ""
    note: str = ""


def law_lines(on: date) -> list[LawLine]:
    """Rules and parameters in force on a day."""
    return rules_in_force(on)


def who_falls_where(on: date) -> list[Falls]:
    """The decree of each group of people on a day, with how sure that is, like ones together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for category in CATEGORIES:
        together.setdefault(_falls(category, on), []).append(CATEGORIES.label(category))
    return [Falls(_listed(labels), *falls) for falls, labels in together.items()]


def decree_choices(lines: Sequence[LawLine]) -> list[tuple[str, str]]:
    """The decrees these lines come from, as choices of a filter."""
    return list(dict.fromkeys((line.decree, line.decree_short) for line in lines))


def of_decree(lines: Sequence[LawLine], code: str) -> list[LawLine]:
    """The lines of one decree."""
    return [line for line in lines if line.decree == code]


def of_kind(lines: Sequence[LawLine], kind: str) -> list[LawLine]:
    """Rules only, or parameters only."""
    return [line for line in lines if line.kind == kind]


def of_certainty(lines: Sequence[LawLine], certainty: str) -> list[LawLine]:
    """The lines that are known so well, or so badly."""
    return [line for line in lines if line.certainty == certainty]


def containing(lines: Sequence[LawLine], text: str) -> list[LawLine]:
    """The lines that hold a text in title, value, clause or note, whatever its accents."""
    sought = fold(text)
    return [line for line in lines if sought in fold(_whole(line))]


def _falls(category: str, on: date) -> tuple[str, str, str]:
    """Decree, certainty and note of a category on a day."""
    try:
        dated = regime_of(category, on)
    except NoRuleInForce:
        return "", "", ""
    return SHORT[str(dated.value)], dated.certainty.value, dated.note


def _listed(labels: list[str]) -> str:
    return ", ".join([labels[0], *(label.lower() for label in labels[1:])])


def _whole(line: LawLine) -> str:
    return " ".join((line.title, line.value, line.clause, line.note, line.code))
