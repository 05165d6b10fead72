"""The reform of 2025 over the city's units, as files that can be handed in; not loaded by itself.

1/3/2025: departments merged. 1/7/2025: the districts end and 579 communes become 126, 51 of them
wards and 75 rural communes. Which commune went where is made up, in the order of their names.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from hientai.demo.domain.figures import shares
from hientai.demo.domain.units import CITY, COMMUNE_WORDS

DEPARTMENTS_FILE = "sap-xep-co-quan-01-03-2025.xlsx"
COMMUNES_FILE = "sap-xep-don-vi-hanh-chinh-01-07-2025.xlsx"
WARDS, RURAL = 51, 75
DEPARTMENT_LABEL, COMMUNE_LABEL = "Sở và cơ quan tương đương", "UBND phường, xã, thị trấn"
KIND_LABELS = {"ward": "Phường", "rural_commune": "Xã"}
HEADINGS = (
    "Việc",
    "Mã đơn vị",
    "Mã đơn vị tiếp nhận",
    "Tên đơn vị",
    "Loại đơn vị",
    "Phân loại",
    "Mã đơn vị cấp trên",
)
Line = tuple[str, str, str, str, str, str, str]
Rows = Sequence[Mapping[str, str]]


def sheets(units: pl.DataFrame) -> dict[str, dict[str, pl.DataFrame]]:
    """Both acts by file, each with its sheet."""
    return {
        DEPARTMENTS_FILE: {"Sắp xếp": sheet(_departments())},
        COMMUNES_FILE: {"Sắp xếp": sheet(_places(units))},
    }


def sheet(lines: Iterator[Line]) -> pl.DataFrame:
    """Sheet Sắp xếp of an act's lines."""
    return pl.DataFrame(list(lines), schema=dict.fromkeys(HEADINGS, pl.String), orient="row")


def merge(code: str, into: str) -> Line:
    """The line of a unit that goes into another."""
    return "Sáp nhập", code, into, "", "", "", ""


def _departments() -> Iterator[Line]:
    for code, into in (
        ("SKHDT", "STC"),
        ("SGTVT", "SXD"),
        ("STTTT", "SKHCN"),
        ("SLDTBXH", "SNV"),
        ("STNMT", "SNNMT"),
        ("SNNPTNT", "SNNMT"),
    ):
        yield merge(code, into)
    name = "Sở Nông nghiệp và Môi trường"
    yield "Thành lập", "SNNMT", "", name, DEPARTMENT_LABEL, "", CITY


def _places(units: pl.DataFrame) -> Iterator[Line]:
    """Each district ends; its communes become fewer, its schools go along with their commune."""
    districts = units.filter(pl.col("type") == "district")
    communes = units.filter(pl.col("type") == "commune")
    schools = units.filter(
        (pl.col("type") == "service_unit") & pl.col("parent").is_in(districts["code"].implode())
    )
    heirs: dict[str, str] = {}
    used: set[str] = set()
    for district, kind, many in _quotas(districts, communes):
        yield "Giải thể", district, "", "", "", "", CITY
        rows = communes.filter(pl.col("parent") == district).rows(named=True)
        for part in np.array_split(np.arange(len(rows)), many):
            group = [rows[at] for at in part]
            code, name = f"{CITY}-X{len(used) + 1:03}", _name(group, used)
            heirs |= {row["code"]: code for row in group}
            word = COMMUNE_WORDS[kind]
            label = KIND_LABELS[kind]
            yield "Thành lập", code, "", f"UBND {word} {name}", COMMUNE_LABEL, label, CITY
            yield from (merge(row["code"], code) for row in group)
    for school in schools["code"]:
        if heir := heirs.get(school.rpartition("-")[0]):
            yield "Chuyển cấp quản lý", school, "", "", "", "", heir


def _quotas(districts: pl.DataFrame, communes: pl.DataFrame) -> Iterator[tuple[str, str, int]]:
    """How many communes of which kind each district's become: by the number it had."""
    sizes = dict(communes.group_by("parent").len().iter_rows())
    rural = pl.col("kind") == "rural_district"
    for kind, total, where in (("ward", WARDS, ~rural), ("rural_commune", RURAL, rural)):
        codes = districts.filter(where)["code"].to_list()
        weights = np.array([sizes[code] for code in codes])
        more = shares(total - len(codes), weights)
        for code, extra in zip(codes, more, strict=True):
            yield code, kind, 1 + int(extra)


def _name(group: Rows, used: set[str]) -> str:
    """The name of the first of the group that no other new commune bears."""
    words = {f"UBND {word} " for word in COMMUNE_WORDS.values()}
    names = [row["name"] for row in group]
    bare = [next(n.removeprefix(w) for w in words if n.startswith(w)) for n in names]
    chosen = next((name for name in bare if name not in used), f"{bare[0]} {len(used) + 1}")
    used.add(chosen)
    return chosen
