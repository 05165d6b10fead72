"""`./hientai bench`: make the city at its full size, measure; each line as it comes, the table."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bench import city, lines
from bench.approvals import approvals
from bench.attendance import attendance
from bench.certificates import certificates
from bench.evaluation import evaluation
from bench.figures import figures, fill
from bench.nation import provinces, screened, written
from bench.nominations import nominations
from bench.pages import idle, pages, served
from bench.papers import papers
from bench.places import places
from bench.reform import reform
from bench.register import register, workbook
from bench.timetables import timetables
from bench.walls import walls

PEOPLE = 140_408
OWNER, PASSWORD = "sonoivu", "hien-tai-2024"


def main() -> None:
    """All lines, in the order in which the city comes to life."""
    asked = argparse.ArgumentParser(prog="hientai bench", description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE, help="size of the city")
    asked.add_argument(
        "--nation", action="store_true", help="then two million people in 34 provinces"
    )
    asked.add_argument("--json", action="store_true", help="the table as JSON")
    wanted = asked.parse_args()
    machine = lines.machine(city.make())
    along = sys.stderr if wanted.json else sys.stdout
    print(machine, file=along, flush=True)
    found: list[lines.Line] = []
    with tempfile.TemporaryDirectory() as folder:
        country = _country(Path(folder)) if wanted.nation else ()
        for line in chain(_city(Path(folder), wanted.people), country):
            print(*filter(None, line.cells()), sep="  ", file=along, flush=True)
            found.append(line)
    told = {"machine": machine, "lines": [line.data() for line in found]}
    print(json.dumps(told, ensure_ascii=False, indent=2) if wanted.json else lines.table(found))
    missed = [line.job for line in found if line.reached == "NO"]
    sys.exit(f"not reached: {'; '.join(missed)}" if missed else 0)


def _city(folder: Path, people: int) -> Iterator[lines.Line]:
    yield from _register(folder, people)
    city.product("demo", "load", "--people", str(people))
    fill()
    city.settle()
    yield from reform(next(folder.glob("sap-xep-don-vi-*.xlsx")))
    city.settle()
    yield from figures()
    yield from papers()
    yield from certificates()
    yield from evaluation()
    yield from nominations(folder)
    yield from places()
    city.settle()  # after places that were taken and taken back by the thousand
    yield from timetables()
    yield from approvals()
    yield from attendance(OWNER, PASSWORD)
    yield from walls()
    with served() as pids:
        yield idle(pids, "idle system with its database, PSS", 600)
        yield from pages(OWNER, PASSWORD)
        yield idle(pids, "… after that load, figures kept in memory")


def _country(folder: Path) -> Iterator[lines.Line]:
    city.product("demo", "load", "--province")
    written(folder, folder / "nguoi.xlsx", folder / "don-vi.xlsx")
    yield from provinces(folder)
    city.settle()
    yield from screened()
    with served():
        yield from pages(OWNER, PASSWORD, within=300, where="country: ")


def _register(folder: Path, people: int) -> list[lines.Line]:
    city.product("demo", "files", "--out", str(folder), "--people", str(people))
    city.product("units", "import", str(folder / "don-vi.xlsx"))
    source = next(folder.glob("ho-so-*.xlsx"))
    return register(workbook(source, folder / "nguoi.xlsx"))


if __name__ == "__main__":
    main()
