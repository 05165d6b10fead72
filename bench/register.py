"""The register of a city as one workbook: preview, commit, undo, each with its peak of memory.

Run as `python -m bench.register FILE` in a process of its own; prints JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django
import polars as pl
import rustpy_xlsxwriter

from bench.city import measured
from bench.lines import Line

DAY = date(2022, 5, 19)
PEAK = 1.5


def workbook(source: Path, target: Path) -> Path:
    """The sheet of people alone: a main post, ratings of three years and a degree in each row."""
    people = pl.read_excel(source, sheet_name="Người", infer_schema_length=0)
    rustpy_xlsxwriter.write_worksheets([("Người", people)], str(target))
    return target


def register(path: Path) -> list[Line]:
    """Measure in a fresh process, so that its peak of memory is the job's own."""
    found = measured("bench.register", str(path))
    rows = f"{found['rows']:,} new rows"
    return [
        Line("preview of the register workbook", [found["preview"]], "s", 20, note=rows),
        Line("commit of it", [found["commit"]], "s", 30),
        Line("undo of it", [found["undo"]], "s", 30),
        Line("peak memory of the three", [found["peak"]], "GB", PEAK),
    ]


def main() -> None:
    """Preview, commit, undo, with the clock on each; then commit again for what follows."""
    django.setup()
    # Models can be imported only once Django is set up.
    from hientai.intake.services import commit, preview, undo  # noqa: PLC0415

    clock: dict[str, Any] = {}
    path = Path(sys.argv[1])

    def timed(name: str, verb: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        made = verb()
        clock[name] = time.perf_counter() - began
        return made

    batch = timed("preview", lambda: preview(actor=None, path=path, unit="HN", on=DAY))
    timed("commit", lambda: commit(actor=None, batch=batch, leave_out_refused=True))
    timed("undo", lambda: undo(actor=None, batch=batch))
    clock["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    clock["rows"] = batch.counts["total"]["new"]
    sys.stdout.write(json.dumps(clock))


if __name__ == "__main__":
    main()
