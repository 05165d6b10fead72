"""The units of the demo province, Quảng Nam in 2024, and the act of 1/1/2025 over two of them."""

from collections.abc import Iterator

import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.units import COMMUNE_WORDS

PROVINCE = "QNA"
NAME = "UBND tỉnh Quảng Nam"
STATE = "state"
ENDING, GOING_ON = "QNA-NONGSON", "QNA-QUESON"
PARTY_WORDS = {"provincial_city": "Thành ủy", "town": "Thị ủy", "rural_district": "Huyện ủy"}
SCHEMA = ["code", "name", "type", "kind", "parent", "bloc"]
Unit = tuple[str, str, str, str, str | None, str]


def province_units() -> pl.DataFrame:
    """One row a unit: code, name, type, kind, parent and bloc; the province first."""
    rows = [(PROVINCE, NAME, "city", "none", None, STATE), *_organs(), *_districts()]
    rows += [*_services(), *_hospitals(), *_high_schools(), *_communes()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def names(text: str) -> list[str]:
    """The names of a list written with commas."""
    return [name.strip() for name in text.split(",")]


def _organs() -> Iterator[Unit]:
    source = catalogue("quangnam_units")
    for kind, bloc, key in (
        ("department", STATE, "departments"),
        ("party_body", "party", "party"),
        ("mass_organisation", "mass", "mass"),
    ):
        for line in source[key]:
            code, name = parts(line)[:2]
            yield f"{PROVINCE}-{code}", name, kind, "none", PROVINCE, bloc


def _districts() -> Iterator[Unit]:
    source = catalogue("quangnam_units")
    for line in source["districts"]:
        short, name, kind = parts(line)[:3]
        code = f"{PROVINCE}-{short}"
        yield code, f"UBND {name}", "district", kind, PROVINCE, STATE
        place = name.removeprefix("thành phố ").removeprefix("thị xã ").removeprefix("huyện ")
        party = f"{PARTY_WORDS[kind]} {place}"
        yield f"{code}-CU", party, "party_body", "none", code, "party"
        for body in source["district_mass"]:
            end, title = parts(body)
            yield f"{code}-{end}", f"{title} {name}", "mass_organisation", "none", code, "mass"
        yield f"{code}-TTYT", f"Trung tâm Y tế {name}", "service_unit", "health_centre", code, STATE
        for service in source["district_services"]:
            end, title, form = parts(service)[:3]
            yield f"{code}-{end}", f"{title} {name}", "service_unit", form, code, STATE


def _services() -> Iterator[Unit]:
    for line in catalogue("quangnam_units")["services"]:
        code, name, kind, parent = parts(line)[:4]
        yield f"{PROVINCE}-{code}", name, "service_unit", kind, parent, STATE


def _hospitals() -> Iterator[Unit]:
    parent = f"{PROVINCE}-SYT"
    for number, name in enumerate(names(catalogue("quangnam_units")["hospitals"]), start=1):
        code = f"{parent}-BV{number:02}"
        yield code, f"Bệnh viện {name}", "service_unit", "hospital", parent, STATE


def _high_schools() -> Iterator[Unit]:
    parent = f"{PROVINCE}-SGDDT"
    for number, name in enumerate(names(catalogue("quangnam_units")["high_schools"]), start=1):
        code = f"{parent}-THPT{number:02}"
        yield code, f"Trường THPT {name}", "service_unit", "high_school", parent, STATE


def _communes() -> Iterator[Unit]:
    for district, line in catalogue("quangnam_2025")["communes"].items():
        parent = f"{PROVINCE}-{district}"
        for number, (kind, word, name) in enumerate(communes(line), start=1):
            yield f"{parent}-X{number:02}", f"UBND {word} {name}", "commune", kind, parent, STATE


def communes(line: str) -> Iterator[tuple[str, str, str]]:
    """Kind, word and name of each commune of a line: wards, rural communes, townships."""
    for (kind, word), part in zip(COMMUNE_WORDS.items(), line.split("/"), strict=False):
        yield from ((kind, word, name) for name in names(part) if name)


def merging_sheet(units: pl.DataFrame) -> pl.DataFrame:
    """Sheet Sắp xếp of 1/1/2025: Nông Sơn and each body of it go into their like of Quế Sơn.

    Its communes go along as they are.
    """
    bodies = units.filter(pl.col("code").str.starts_with(ENDING) & (pl.col("type") != "commune"))
    ending = bodies["code"].to_list()
    return pl.DataFrame(
        {
            "Việc": ["Sáp nhập"] * len(ending),
            "Mã đơn vị": ending,
            "Mã đơn vị tiếp nhận": [code.replace(ENDING, GOING_ON) for code in ending],
        }
    )
