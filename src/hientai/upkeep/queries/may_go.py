"""Where one person may go, over every scheme in force on a day, in the words of training."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hientai.people.models import Person
from hientai.schemes.domain.pack import Scheme
from hientai.schemes.queries import pack_of, schemes
from hientai.screening.papers import wording
from hientai.screening.queries.answers import Answer, answers_of
from hientai.training.queries.readings import reading

ORDER = ("passed", "to_be_proved", "unknown", "failed")


@dataclass(frozen=True)
class Ways:
    """One scheme's answers for the person; none where the person is not among its people."""

    scheme: Scheme
    inside: list[dict[str, Any]]
    outside: list[dict[str, Any]]


def ways_of(person: Person, on: date) -> list[Ways]:
    """Every quota of every scheme in force with verdict and reasons, the open ones first."""
    read = [reading(version, on) for version in schemes(on)]
    return [
        _ways(pack_of(asked.version).scheme, answers_of(asked, person.pk, person.code))
        for asked in read
        if not asked.frozen
    ]


def _ways(scheme: Scheme, given: list[Answer]) -> Ways:
    inside = sorted((a for a in given if a.part != "outside"), key=_place)
    return Ways(
        scheme, [_line(a) for a in inside], [_line(a) for a in given if a.part == "outside"]
    )


def _place(answer: Answer) -> tuple[bool, int]:
    return answer.part == "trained", ORDER.index(answer.verdict)


def _line(answer: Answer) -> dict[str, Any]:
    return {
        "answer": answer,
        "verdict": "trained" if answer.part == "trained" else answer.verdict,
        "summary": wording.answered(answer),
        "still": wording.still_on(answer.frozen_on) if answer.frozen_on else "",
        "told": [(wording.told(reason), reason) for reason in answer.obstacles],
    }
