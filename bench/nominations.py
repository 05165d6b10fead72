"""5,000 people of the city judged and put on one list from one file.

Run as `python -m bench.nominations FILE` in a process of its own; prints JSON. Every run opens a
list of its own in a transaction that is taken back, so that the city stays as it was.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import django
from xlsxwriter import Workbook

from bench.city import column, measured
from bench.lines import Line

DAY = date(2024, 6, 1)
PEOPLE, RUNS, TARGET = 5_000, 3, 10
CODES = f"SELECT code FROM people_person WHERE code LIKE 'HN%' ORDER BY md5(code) LIMIT {PEOPLE}"


def nominations(folder: Path) -> list[Line]:
    """Measure in a fresh process: the file read, looked up, judged, written."""
    file = folder / "de-cu.xlsx"
    with Workbook(file) as book:
        book.add_worksheet().write_column(0, 0, ["Mã CBCCVC", *column(CODES)])
    found = measured("bench.nominations", str(file))
    told = f"{found['rows']:,} rows, {found['stopped']:,} of them stopped with reasons"
    return [
        Line(f"{PEOPLE:,} nominations from one file, previewed", found["seen"], "s", TARGET),
        Line("… judged again and written", found["written"], "s", TARGET, note=told),
        Line("… taken back", found["undone"], "s", TARGET),
    ]


def main() -> None:
    """Look up, nominate, undo, with the clock on each."""
    django.setup()
    # Models can be imported only once Django is set up.
    from django.db import transaction  # noqa: PLC0415

    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.nominations import services  # noqa: PLC0415
    from hientai.organisations.models import Unit  # noqa: PLC0415

    terms = services.Terms(
        scheme="hanoi-1698",
        item="A.1.1",
        starts_on=date(2024, 9, 2),
        ends_on=date(2024, 9, 20),
    )
    found: dict[str, Any] = {"seen": [], "written": [], "undone": []}
    for _run in range(RUNS):
        with operator_scope("bench"):
            unit = Unit.objects.get(code="HN")
            held = services.open_list(actor=None, unit=unit, terms=terms, on=DAY)
            clock = _Clock(found)
            seen = services.look_up(nomination_list=held, on=DAY, file=Path(sys.argv[1]))
            clock.stop("seen")
            step = services.nominate(
                actor=None, nomination_list=held, people=seen.people, on=DAY, source="bench"
            )
            clock.stop("written")
            services.undo(actor=None, batch=step, on=DAY)
            clock.stop("undone")
            found["rows"], found["stopped"] = len(seen.rows), sum(r.stopped for r in seen.rows)
            transaction.set_rollback(True)
    sys.stdout.write(json.dumps(found))


class _Clock:
    """The seconds since the last stop, kept under the name of what was done."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found, self._since = found, time.perf_counter()

    def stop(self, name: str) -> None:
        """Keep the time and begin anew."""
        now = time.perf_counter()
        self._found[name].append(now - self._since)
        self._since = now


if __name__ == "__main__":
    main()
