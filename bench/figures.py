"""Screening and targets from the database, over a history of 1,150,000 person-turns.

Run as `python -m bench.figures` in a process of its own; prints JSON.
"""

import json
import sys
from datetime import date
from typing import Any, LiteralString

import django
import psycopg

from bench.city import addresses, measured
from bench.lines import Line

DAY = date(2024, 6, 1)
TURNS = 1_150_000

# Courses of the years 2016 to 2024, dealt out over everybody; one in forty counts for the scheme.
HISTORY = """
COPY training_turn (person_id, scheme_id, item_id, stated_scheme, stated_item, programme, starts_on,
                    ends_on, result, certificate_number, exclusive) FROM STDIN
"""
ITEMS = "SELECT DISTINCT item_id FROM schemes_schemeitem WHERE kind = 'quota' ORDER BY 1"


def fill() -> None:
    """Bring the history to its full number by COPY, past the trace (an import leaves its own)."""
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"]) as base:
        people = _column(base, "SELECT id FROM people_person ORDER BY id")
        (scheme,) = _column(base, "SELECT id FROM schemes_scheme WHERE slug = 'hanoi-1698'")
        (there,) = _column(base, "SELECT count(*) FROM training_turn")
        items = _column(base, ITEMS)
        base.execute("ALTER TABLE training_turn DISABLE TRIGGER USER")
        with base.cursor().copy(HISTORY) as copy:
            for number in range(TURNS - there):
                person, item = people[number * 7919 % len(people)], items[number // 40 % len(items)]
                copy.write_row(_turn(number, person, scheme, item))
        base.commit()
        base.execute("ALTER TABLE training_turn ENABLE TRIGGER USER")


def _column(base: "psycopg.Connection[Any]", query: LiteralString) -> list[Any]:
    return [row[0] for row in base.execute(query)]


def _turn(number: int, person: int, scheme: int, item: str) -> tuple[object, ...]:
    """One row of HISTORY: a course of two days, completed; one in forty is the scheme's own."""
    first = date.fromordinal(DAY.toordinal() - 2 - number % 3000)
    last = date.fromordinal(first.toordinal() + 1)
    ours = number % 40 == 0 and first >= date(2022, 6, 1)
    stated = (scheme, item) if ours else (None, "")
    return (person, *stated, "", "", f"Lớp {number}", first, last, "completed", "", True)


def figures() -> list[Line]:
    """Measure in a fresh process."""
    found = measured("bench.figures")
    return [
        Line(
            "everybody screened for 21 quotas, from the database",
            found["screening, all quotas"],
            "s",
            3,
        ),
        Line("… of it evaluation, with reason codes", found["screening, evaluation"], "s", 0.5),
        Line(f"all targets as of a day, {TURNS:,} turns, first", found["targets, first"], "s", 2),
        Line("all targets again", found["targets, again"], "s"),
    ]


def main() -> None:
    """The four questions, each asked several times with an empty memory."""
    django.setup()
    # Models can be imported only once Django is set up.
    from bench.screening import everything  # noqa: PLC0415

    sys.stdout.write(json.dumps(dict(everything())))


if __name__ == "__main__":
    main()
