"""What the law says on a day, who falls under which decree, and what administrators corrected.

`corrections` is the one door through which every judgement learns of the corrections.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from hientai.law.models import Correction, State
from hientai.rules import engine
from hientai.rules.decrees import (
    DECREES,
    LawLine,
    parameter_of,
    regime_of,
    rules_in_force,
)
from hientai.rules.engine import NoRuleInForce
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import CATEGORIES
from hientai.shared.words import _

SHORT = {decree.code: decree.short for decree in DECREES}


@dataclass(frozen=True)
class Falls:
    """Groups of people and the decree they fall under on a day ("" for none)."""

    people: str
    decree: str
    certainty: str = ""
    note: str = ""


Law = tuple[engine.Correction, ...]


def corrections() -> Law:
    """Every correction in force, whatever its days, in the order they came into force."""
    rows = Correction.objects.filter(state=State.IN_FORCE).order_by("accepted_at", "pk")
    return tuple(as_rule(row) for row in rows)


def law_with(made: Correction) -> Law:
    """The law as it is once a draft is in force; the draft goes before what it overlaps."""
    return (*corrections(), as_rule(made))


def law_without(made: Correction) -> Law:
    """The law as it is once a correction in force is revoked."""
    rows = Correction.objects.filter(state=State.IN_FORCE).exclude(pk=made.pk)
    return tuple(as_rule(row) for row in rows.order_by("accepted_at", "pk"))


def as_rule(made: Correction) -> engine.Correction:
    """A kept correction as the engine takes it."""
    since, until = days_of(made)
    return engine.Correction(
        parameter=made.parameter,
        value=made.value,
        since=since,
        until=until,
        clause=made.clause,
        certainty=engine.Certainty(made.certainty),
        note=made.note,
        entered=made.written_at.date(),
    )


def days_of(made: Correction) -> tuple[date, date | None]:
    """The first and the last day of a correction; no last day where it stays in force."""
    upper = made.period.upper
    return made.period.lower, upper - timedelta(days=1) if upper else None


def correction(pk: int) -> Correction | None:
    """One correction, whatever its state."""
    return Correction.objects.filter(pk=pk).first()


def corrections_kept(code: str = "") -> QuerySet[Correction]:
    """Every correction ever written, of one parameter or of all, the newest first."""
    rows = Correction.objects.order_by("-written_at", "-pk")
    return rows.filter(parameter=code) if code else rows


def shown(made: Correction) -> str:
    """The value of a correction in Vietnamese."""
    return parameter_of(made.parameter)[1].shown(made.value)


def law_lines(on: date, law: Law | None = None) -> list[LawLine]:
    """Rules and parameters in force on a day, as corrected now or by the law given."""
    return rules_in_force(on, corrections() if law is None else law)


def who_falls_where(on: date, law: Law | None = None) -> list[Falls]:
    """The decree of each group of people on a day, with how sure that is, like ones together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    law = corrections() if law is None else law
    for category in CATEGORIES:
        together.setdefault(_falls(category, on, law), []).append(CATEGORIES.label(category))
    return [Falls(_listed(labels), *falls) for falls, labels in together.items()]


@dataclass(frozen=True)
class Followed:
    """People whom a cited decree judges no more, as words within a sentence, what they fall under
    instead, and since when."""

    people: str
    decree: str
    since: date
    certainty: str
    note: str


def followed(number: str, cited_on: date, on: date, law: Law) -> list[Followed]:
    """What follows a decree that a scheme of a day cites by its number, on another day.

    [] for a document that is no decree of these rules, and while it judges everybody still.
    """
    cited = next((decree for decree in DECREES if decree.is_cited_as(number)), None)
    together: dict[tuple[str, date, str, str], list[str]] = {}
    for category in CATEGORIES if cited else ():
        before, now = _regime(category, cited_on, law), _regime(category, on, law)
        if cited and before and now and before.value == cited.code != now.value:
            key = (_(SHORT[str(now.value)]), now.since, now.certainty.value, _(now.note))
            together.setdefault(key, []).append(CATEGORIES.label(category))
    return [Followed(_listed(labels).lower(), *key) for key, labels in together.items()]


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


def _falls(category: str, on: date, law: Law) -> tuple[str, str, str]:
    """Decree, certainty and note of a category on a day."""
    dated = _regime(category, on, law)
    if dated is None:
        return "", "", ""
    return _(SHORT[str(dated.value)]), dated.certainty.value, _(dated.note)


def _regime(category: str, on: date, law: Law) -> engine.Dated | None:
    try:
        return regime_of(category, on, law)
    except NoRuleInForce:
        return None


def _listed(labels: list[str]) -> str:
    return ", ".join([labels[0], *(label.lower() for label in labels[1:])])


def _whole(line: LawLine) -> str:
    return " ".join((line.title, line.value, line.clause, line.note, line.code))
