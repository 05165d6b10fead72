"""The units of the city: 30 districts, 579 communes, 23 departments, 26 + 303 + 2,305 units."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import shares

CITY = "HN"
UNIT_SCHEMA = {
    "code": pl.String,
    "name": pl.String,
    "type": pl.String,
    "kind": pl.String,
    "parent": pl.String,
    "planned_urban": pl.Boolean,
}
Row = tuple[str, str, str, str, str | None, bool | None]

DISTRICT_WORDS = {"urban_district": "quận", "rural_district": "huyện", "town": "thị xã"}
COMMUNE_WORDS = {"ward": "phường", "rural_commune": "xã", "township": "thị trấn"}
SCHOOL_WORDS = {
    "kindergarten": ("MN", "Trường Mầm non"),
    "primary": ("TH", "Trường Tiểu học"),
    "lower_secondary": ("THCS", "Trường Trung học cơ sở"),
}


def units() -> pl.DataFrame:
    """Every unit with its parent, the city first."""
    city: Row = (CITY, "UBND thành phố Hà Nội", "city", "none", None, None)
    communes = list(_communes())
    rows = [city, *_departments(), *_districts(), *communes]
    rows += [*_city_units(), *_department_units(), *_district_units(), *_schools(communes)]
    return pl.DataFrame(rows, schema=UNIT_SCHEMA, orient="row")


def _departments() -> Iterator[Row]:
    for row in catalogue("departments")["departments"]:
        yield row["code"], row["name"], "department", "none", CITY, None


def _districts() -> Iterator[Row]:
    for row in catalogue("places")["districts"]:
        name = f"UBND {DISTRICT_WORDS[row['kind']]} {row['name']}"
        planned = row.get("planned_urban", False) if row["kind"] == "rural_district" else None
        yield row["code"], name, "district", row["kind"], CITY, planned


def _communes() -> Iterator[Row]:
    for row in catalogue("places")["districts"]:
        named = [
            (kind, name.strip())
            for kind in COMMUNE_WORDS
            for name in row.get(kind, "").split(",")
            if name.strip()
        ]
        for number, (kind, name) in enumerate(named, start=1):
            full = f"UBND {COMMUNE_WORDS[kind]} {name}"
            yield f"{row['code']}-X{number:03}", full, "commune", kind, row["code"], None


def _city_units() -> Iterator[Row]:
    for number, line in enumerate(catalogue("service_units")["city"], start=1):
        kind, name = parts(line)
        yield f"{CITY}-DV{number:02}", name, "service_unit", kind, CITY, None


def _department_units() -> Iterator[Row]:
    counts: dict[str, int] = {}
    for line in catalogue("service_units")["departments"]:
        department, kind, word, names = parts(line)
        for name in _names(names):
            counts[department] = counts.get(department, 0) + 1
            code = f"{department}-DV{counts[department]:03}"
            code = "TTDLNN" if kind == "data_centre" else code
            yield code, f"{word} {name}", "service_unit", kind, department, None


def _names(names: str) -> list[str]:
    if names != "each district":
        return [name.strip() for name in names.split(",")]
    districts = catalogue("places")["districts"]
    return [f"{DISTRICT_WORDS[row['kind']]} {row['name']}" for row in districts]


def _district_units() -> Iterator[Row]:
    for row in catalogue("places")["districts"]:
        place = f"{DISTRICT_WORDS[row['kind']]} {row['name']}"
        for number, line in enumerate(catalogue("service_units")["districts"], start=1):
            kind, name = parts(line)
            code = f"{row['code']}-DV{number}"
            yield code, f"{name} {place}", "service_unit", kind, row["code"], None


def _schools(communes: list[Row]) -> Iterator[Row]:
    """Each commune has a school of each level at least; the rest go to the larger districts."""
    sizes = {row["code"]: row["size"] for row in catalogue("places")["districts"]}
    weights = np.array([sizes[str(commune[4])] for commune in communes])
    for level, total in catalogue("service_units")["schools"].items():
        short, word = SCHOOL_WORDS[level]
        extra = shares(total - len(communes), weights)
        for commune, more in zip(communes, extra, strict=True):
            place = commune[1].split(" ", 2)[2]
            place = place.removeprefix("trấn ")
            for number in range(int(more) + 1):
                name = f"{word} {place}" + (f" {'ABCD'[number]}" if more else "")
                code = f"{commune[0]}-{short}{number + 1}"
                yield code, name, "service_unit", level, commune[4], None
