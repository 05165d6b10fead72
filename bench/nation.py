"""The country: the bench's city among 33 more provinces, two million people, loaded by the product.

Run as `python -m bench.nation FOLDER` in a process of its own to load and to screen; prints JSON.
The officials of a province are those of the city, dealt out anew: other codes, names put together
anew, and units of the province's own.
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

from bench.city import measured, product
from bench.lines import Line

PEOPLE, PROVINCES = 2_000_000, 33
REGISTER_DAY, DAY = date(2022, 5, 19), date(2024, 6, 1)
DEPARTMENTS, COMMUNES, SERVICES = 20, 100, 60
LAW_DAY, A_YEAR = date(2026, 8, 1), 12
BOTH = date(2024, 12, 1)  # a day on which both schemes are in force
RUNS, ASKED = 5, 21
NAMES = ("le van an", "tran thu ha", "do minh quan", "pham thi hoa", "hoang anh tuan", "vu duc")


def written(folder: Path, register: Path, units: Path) -> None:
    """Write each province's units and register into a folder."""
    city = pl.read_excel(register, infer_schema_length=0)
    types = pl.read_excel(units, infer_schema_length=0).select("Mã đơn vị", "Loại đơn vị")
    city = city.join(types, on="Mã đơn vị", how="left", maintain_order="left")
    each = (PEOPLE - city.height) // PROVINCES
    for number in range(1, PROVINCES + 1):
        _units(folder / f"don-vi-{number:02}.xlsx", f"P{number:02}")
        people = ("Người", _people(city, number, each))
        rustpy_xlsxwriter.write_worksheets([people], str(folder / f"nguoi-{number:02}.xlsx"))


def _units(path: Path, province: str) -> None:
    """A province, its departments, communes and service units."""
    kinds = (
        ("S", "Sở", "Sở và cơ quan tương đương", DEPARTMENTS),
        ("X", "UBND xã", "UBND phường, xã, thị trấn", COMMUNES),
        ("D", "Đơn vị sự nghiệp", "Đơn vị sự nghiệp công lập", SERVICES),
    )
    rows = [(province, f"UBND tỉnh {province}", "UBND tỉnh/thành phố", None)] + [
        (f"{province}-{mark}{n:03}", f"{name} {n} tỉnh {province}", kind, province)
        for mark, name, kind, count in kinds
        for n in range(count)
    ]
    heads = ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Mã đơn vị cấp trên"]
    frame = pl.DataFrame(rows, schema=heads, orient="row").with_columns(
        pl.lit("01/01/1980").alias("Từ ngày")
    )
    rustpy_xlsxwriter.write_worksheets([("Đơn vị", frame)], str(path))


def _people(city: pl.DataFrame, number: int, count: int) -> pl.DataFrame:
    """`count` officials of province `number`: careers of the city under other names and codes."""
    place = (pl.int_range(pl.len()) * 7919 + number * 104_729) % city.height
    dealt = city.sort(place).head(count)
    family = pl.col("Họ và tên").shift(number, fill_value="Nguyễn Văn An")
    given = pl.col("Họ và tên").str.split(" ").list.last()
    names = pl.concat_str(
        family.str.split(" ").list.slice(0, 2).list.join(" "), given, separator=" "
    )
    kind = pl.col("Loại đơn vị")
    row = pl.int_range(pl.len())
    unit = (
        pl.when(kind.str.starts_with("UBND phường"))
        .then(pl.format("X{}", (row % COMMUNES).cast(pl.String).str.zfill(3)))
        .when(kind.str.starts_with("Đơn vị"))
        .then(pl.format("D{}", (row % SERVICES).cast(pl.String).str.zfill(3)))
        .otherwise(pl.format("S{}", (row % DEPARTMENTS).cast(pl.String).str.zfill(3)))
    )
    return dealt.with_columns(
        pl.format(f"P{number:02}{{}}", row.cast(pl.String).str.zfill(6)).alias("Mã CBCCVC"),
        names.alias("Họ và tên"),
        pl.format(f"P{number:02}-{{}}", unit).alias("Mã đơn vị"),
    ).drop("Loại đơn vị", "Đơn vị")


def provinces(folder: Path) -> list[Line]:
    """Load the provinces of a folder beside the city, in a fresh process."""
    for path in sorted(folder.glob("don-vi-[0-9]*.xlsx")):
        product("units", "import", str(path))
    found = measured("bench.nation", "load", str(folder))
    people = f"{found['rows']:,} new people"
    return [
        Line(f"{PROVINCES} provinces, preview and commit", [found["lasted"]], note=people),
        Line("… peak memory of it", [found["peak"]], "GB"),
    ]


def screened() -> list[Line]:
    """Everybody in the country judged, and one person and a name looked for among them."""
    judged = measured("bench.nation", "judge")
    asked = measured("bench.nation", "ask")
    return [
        Line(
            f"{judged['conditions']} conditions × {judged['people']:,} people, reason codes",
            judged["evaluation"],
            "s",
            0.5,
        ),
        Line("… peak memory, from the database to the answers", [judged["peak"]], "GB", 3),
        Line("… everybody read from the database", [judged["reading"]]),
        Line("where may a person go, over all schemes", asked["where"], "ms", 50),
        Line("a name without accents among everybody", asked["search"], "ms", 100),
    ]


def main() -> None:
    """One of the three parts."""
    django.setup()
    part = {"load": _load, "judge": _judge, "ask": _ask}[sys.argv[1]]
    sys.stdout.write(json.dumps(part()))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _load() -> dict[str, Any]:
    """Every province's register through preview and commit."""
    # Models can be imported only once Django is set up.
    from hientai.intake.services import commit, preview  # noqa: PLC0415

    began, rows = time.perf_counter(), 0
    for path in sorted(Path(sys.argv[2]).glob("nguoi-[0-9]*.xlsx")):
        unit = f"P{path.stem[-2:]}"
        batch = preview(actor=None, path=path, unit=unit, on=REGISTER_DAY)
        commit(actor=None, batch=batch, leave_out_refused=True)
        rows += batch.counts["total"]["new"]
    return {"lasted": time.perf_counter() - began, "rows": rows, "peak": _peak()}


def _judge() -> dict[str, Any]:
    """The law's conditions of postgraduate study and of study abroad over everybody in service."""
    # Models can be imported only once Django is set up.
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.rules.engine import judge  # noqa: PLC0415
    from hientai.training.queries.standings import standings  # noqa: PLC0415

    conditions = _conditions_of_law()
    with operator_scope("bench"):
        began = time.perf_counter()
        everybody = standings(DAY)
        reading = time.perf_counter() - began
    runs = [_timed(lambda: judge(conditions, everybody)) for _run in range(RUNS)]
    return {
        "people": everybody.height,
        "conditions": len(conditions),
        "reading": reading,
        "evaluation": runs,
        "peak": _peak(),
    }


def _conditions_of_law() -> list[Any]:
    """Of a day on which three decrees hold side by side, so that there are twenty of them."""
    # Models can be imported only once Django is set up.
    from hientai.rules.decrees import (  # noqa: PLC0415
        postgraduate_conditions,
        study_abroad_conditions,
    )

    return [*postgraduate_conditions(LAW_DAY), *study_abroad_conditions(LAW_DAY, A_YEAR)]


def _ask() -> dict[str, Any]:
    """Milliseconds of one person's answers over all schemes, and of a search by name.

    The first of each warms what is kept of the schemes and the law; nobody's record is at hand.
    """
    # Models can be imported only once Django is set up.
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.people.models import Person  # noqa: PLC0415

    with operator_scope("bench"):
        some = Person.objects.filter(code__startswith="HN").order_by("name_key", "id")
        codes = list(some.values_list("code", flat=True)[1000 : 1000 + ASKED])
        clock = {"where": [_where(code) for code in codes], "search": [_search(n) for n in NAMES]}
    return {name: [1000 * seconds for seconds in times[1:]] for name, times in clock.items()}


def _where(code: str) -> float:
    """Seconds of where a person may go, over every scheme of the day."""
    # Models can be imported only once Django is set up.
    from hientai.schemes.queries import schemes  # noqa: PLC0415
    from hientai.screening.queries.answers import answers  # noqa: PLC0415
    from hientai.training.queries.readings import person_in, reading  # noqa: PLC0415

    def over_all() -> None:
        for version in schemes(BOTH):
            asked = reading(version, BOTH)
            standing = person_in(asked, code)
            if standing.height:
                answers(asked, standing)

    return _timed(over_all)


def _search(words: str) -> float:
    """Seconds of a search: how many there are, and the first page of them."""
    # Models can be imported only once Django is set up.
    from hientai.people.queries import PeopleFilter, PeoplePages  # noqa: PLC0415

    def first_page() -> None:
        found = PeoplePages(DAY, PeopleFilter(search=words))
        assert len(found) >= len(found[:50])

    return _timed(first_page)


def _timed(verb: Callable[[], Any]) -> float:
    began = time.perf_counter()
    verb()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
