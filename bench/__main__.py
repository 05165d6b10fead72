"""`./hientai bench`: make the city at its full size, measure, print the table."""

import argparse
import sys
import tempfile
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
    wanted = asked.parse_args()
    server = city.make()
    print(lines.machine(server), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = _city(Path(folder), wanted.people)
        if wanted.nation:
            print(lines.table(found), flush=True)
            found += _country(Path(folder))
    print(lines.table(found))
    missed = [line.job for line in found if line.reached == "NO"]
    sys.exit(f"not reached: {'; '.join(missed)}" if missed else 0)


def _city(folder: Path, people: int) -> list[lines.Line]:
    found = _register(folder, people)
    city.product("demo", "load", "--people", str(people))
    fill()
    city.settle()
    found += reform(next(folder.glob("sap-xep-don-vi-*.xlsx")))
    city.settle()
    found += figures()
    found += papers()
    found += certificates()
    found += evaluation()
    found += nominations(folder)
    found += places()
    found += timetables()
    found += approvals()
    found += attendance(OWNER, PASSWORD)
    found += walls()
    with served() as pids:
        found.append(idle(pids, "idle system with its database, PSS", 600))
        found += pages(OWNER, PASSWORD)
        found.append(idle(pids, "… after that load, figures kept in memory"))
    return found


def _country(folder: Path) -> list[lines.Line]:
    city.product("demo", "load", "--province")
    written(folder, folder / "nguoi.xlsx", folder / "don-vi.xlsx")
    found = provinces(folder)
    city.settle()
    found += screened()
    print(lines.table(found), flush=True)
    with served():
        found += pages(OWNER, PASSWORD, within=300, where="country: ")
    return found


def _register(folder: Path, people: int) -> list[lines.Line]:
    city.product("demo", "files", "--out", str(folder), "--people", str(people))
    city.product("units", "import", str(folder / "don-vi.xlsx"))
    source = next(folder.glob("ho-so-*.xlsx"))
    return register(workbook(source, folder / "nguoi.xlsx"))


if __name__ == "__main__":
    main()
