"""Quảng Nam into Đà Nẵng on 1/7/2025, as files that can be handed in; not carried out by itself.

Its departments go into those of the city, its districts end, its 241 communes become 78. The
names are recalled; which commune went into which, and who goes where, is made up.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.province_units import (
    ENDING,
    GOING_ON,
    PROVINCE,
    SCHEMA,
    STATE,
    Unit,
    communes,
    names,
)
from hientai.demo.domain.reform_2025 import COMMUNE_LABEL, KIND_LABELS, Line, merge, sheet
from hientai.demo.domain.units import COMMUNE_WORDS
from hientai.shared.vocabulary import TITLES

CITY, NAME = "DNG", "UBND thành phố Đà Nẵng"
UNITS_FILE = "da-nang-don-vi.xlsx"
ACT_FILE = "quang-nam-vao-da-nang-01-07-2025.xlsx"
PLACES_FILE = "quang-nam-bo-tri-01-07-2025.xlsx"
ORGANS = (
    ("department", STATE, "departments"),
    ("party_body", "party", "party"),
    ("mass_organisation", "mass", "mass"),
)
# What the leaders of a district become in its communes; the others lead or help lead a division.
FIRSTS = {
    "district_party_secretary": "commune_party_secretary",
    "district_party_deputy": "commune_party_secretary",
    "district_chair": "commune_chair",
    "district_vice_chair": "commune_chair",
}
SECONDS = {"commune_party_secretary": "commune_party_deputy", "commune_chair": "commune_vice_chair"}
OTHERS = {
    "party_board_head": "division_head",
    "party_board_deputy": "division_deputy",
    "mass_head": "division_head",
    "mass_deputy": "division_deputy",
}


def danang_units() -> pl.DataFrame:
    """Đà Nẵng's city, departments, Party and mass bodies, as Quảng Nam finds them."""
    rows: list[Unit] = [(CITY, NAME, "city", "none", None, STATE)]
    for kind, bloc, key in ORGANS:
        for line in catalogue("quangnam_2025")[key]:
            code, name = parts(line)[:2]
            rows.append((f"{CITY}-{code}", name, kind, "none", CITY, bloc))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def act_sheet(units: pl.DataFrame) -> pl.DataFrame:
    """Sheet Sắp xếp over the province's units as they stand from 1/1/2025 on."""
    return sheet(_lines(units))


def _lines(units: pl.DataFrame) -> Iterator[Line]:
    yield merge(PROVINCE, CITY)
    for _kind, _bloc, key in ORGANS:
        for line in catalogue("quangnam_2025")[key]:
            code, _name, bodies = parts(line)
            yield from (merge(f"{PROVINCE}-{one}", f"{CITY}-{code}") for one in names(bodies))
    for district in _districts(units):
        yield from _district(units, district)


def _districts(units: pl.DataFrame) -> list[str]:
    found = units.filter((pl.col("type") == "district") & (pl.col("code") != ENDING))
    return found["code"].to_list()


def _district(units: pl.DataFrame, district: str) -> Iterator[Line]:
    """A district and its bodies end; its services go to the city, its communes become fewer."""
    ends = units.filter(
        (pl.col("parent") == district) & pl.col("type").is_in(["party_body", "mass_organisation"])
    )
    for code in (district, *ends["code"]):
        yield "Giải thể", code, "", "", "", "", CITY
    yield "Chuyển cấp quản lý", f"{district}-TTYT", "", "", "", "", f"{CITY}-SYT"
    new = new_communes()[district]
    for code, kind, name in new:
        yield "Thành lập", code, "", name, COMMUNE_LABEL, KIND_LABELS[kind], CITY
    parents = [district, ENDING] if district == GOING_ON else [district]
    old = units.filter((pl.col("type") == "commune") & pl.col("parent").is_in(parents))
    for heir, group in zip(new, np.array_split(np.array(old["code"]), len(new)), strict=True):
        yield from (merge(str(code), heir[0]) for code in group)


def new_communes() -> dict[str, list[tuple[str, str, str]]]:
    """The communes of 1/7/2025 by the district they lay in: code, kind and name."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    number = 0
    for district, line in catalogue("quangnam_2025")["communes_2025"].items():
        for kind, _word, name in communes(line):
            number += 1
            told = (f"{CITY}-X{number:03}", kind, f"UBND {COMMUNE_WORDS[kind]} {name}")
            found.setdefault(f"{PROVINCE}-{district}", []).append(told)
    return found


def places_sheet(people: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Sheet Bố trí người: who stood in a district's bodies goes to one of its new communes."""
    kinds = ["district", "party_body", "mass_organisation"]
    bodies = units.filter(pl.col("type").is_in(kinds)).rename({"code": "unit"})
    district = pl.when(pl.col("type") == "district").then("unit").otherwise("parent")
    found = people.join(bodies.select("unit", "type", "parent"), on="unit", maintain_order="left")
    found = found.with_columns(district.replace({ENDING: GOING_ON}).alias("district"))
    found = found.filter(pl.col("district") != PROVINCE)
    rows: list[tuple[str, str, str]] = []
    for (place,), group in found.group_by("district", maintain_order=True):
        rows += _placed(group, [code for code, *_more in new_communes()[str(place)]])
    return pl.DataFrame(rows, schema=["Mã CBCCVC", "Mã đơn vị mới", "Chức vụ mới"], orient="row")


def _placed(group: pl.DataFrame, homes: list[str]) -> Iterator[tuple[str, str, str]]:
    """The leaders head the communes in turn, then help to; the others are dealt out."""
    given = dict.fromkeys(FIRSTS.values(), 0)
    for at, (code, old) in enumerate(group.select("code", "title").iter_rows()):
        title, home = OTHERS.get(old, old), homes[at % len(homes)]
        if old in FIRSTS:
            title = FIRSTS[old]
            turn, given[title] = given[title], given[title] + 1
            home = homes[turn % len(homes)]
            title = title if turn < len(homes) else SECONDS[title]
        yield code, home, TITLES.label(title)
