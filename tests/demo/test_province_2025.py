"""Quảng Nam into Đà Nẵng on 1/7/2025 (O2): the files can be carried out as they are."""

from datetime import date

import polars as pl
import pytest

from hientai.demo.domain.province import province_files
from hientai.demo.domain.province_2025 import ACT_FILE, PLACES_FILE, danang_units
from hientai.demo.domain.province_units import province_units
from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import Plan, plan
from hientai.reforms.domain.sheet import PLACES, STEPS, Place, read, read_places
from hientai.shared.tables import ROW

FOUNDED, NONG_SON, DAY = date(1980, 1, 1), date(2025, 1, 1), date(2025, 7, 1)


def tables(name: str, frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    heads = pl.DataFrame([frame.columns], schema=frame.columns, orient="row")
    raw = pl.concat([heads, frame]).rename({one: str(at) for at, one in enumerate(frame.columns)})
    raw = raw.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return {name: raw.with_row_index(ROW, offset=1)}


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, pl.DataFrame]]:
    return province_files()


@pytest.fixture(scope="module")
def done(files) -> Plan:
    """The act judged over the units as the act of 1/1/2025 left them."""
    units = pl.concat([province_units(), danang_units()])
    register = {
        row["code"]: Version(
            row["name"], row["type"], row["kind"], row["bloc"], row["parent"], FOUNDED
        )
        for row in units.iter_rows(named=True)
    }
    earlier, _places, wrong = read(
        tables(STEPS, files["quang-nam-sap-xep-01-01-2025.xlsx"]["Sắp xếp"])
    )
    merged = plan(earlier, {code: [version] for code, version in register.items()}, NONG_SON)
    assert not wrong and not merged.wrong
    steps, _places, wrong = read(tables(STEPS, files[ACT_FILE]["Sắp xếp"]))
    assert not wrong
    found = plan(steps, {code: [version] for code, version in merged.after.items()}, DAY)
    assert not found.wrong
    return found


def of(done: Plan, when: str, **wanted: str) -> list[Version]:
    tree = (done.before if when == "before" else done.after).values()
    return [v for v in tree if all(getattr(v, name) == is_ for name, is_ in wanted.items())]


def test_one_city_is_left_and_no_district(done: Plan) -> None:
    assert len(of(done, "before", unit_type="district")) == 17
    assert not of(done, "after", unit_type="district")
    assert [v.name for v in of(done, "after", unit_type="city")] == ["UBND thành phố Đà Nẵng"]


def test_241_communes_become_11_wards_and_67_rural_communes(done: Plan) -> None:
    """94 = 23 + 70 + 1 of the new city, of which Đà Nẵng's own 12 + 3 + 1 are not made."""
    assert len(of(done, "before", unit_type="commune")) == 241
    assert len(of(done, "after", unit_type="commune")) == 78
    assert len(of(done, "after", unit_type="commune", kind="ward")) == 11
    assert {v.parent for v in of(done, "after", unit_type="commune")} == {"DNG"}
    assert len({v.name for v in of(done, "after", unit_type="commune")}) == 78


def test_departments_go_where_they_merged_in_2025(done: Plan) -> None:
    heirs = {code: step.into for code, step in done.ended.items()}
    assert heirs["QNA-SKHDT"] == heirs["QNA-STC"] == ("DNG-STC",)
    assert heirs["QNA-SNNPTNT"] == heirs["QNA-STNMT"] == ("DNG-SNNMT",)
    assert heirs["QNA-STTTT"] == ("DNG-SKHCN",)
    assert heirs["QNA-SLDTBXH"] == ("DNG-SNV",)
    assert heirs["QNA-SGTVT"] == ("DNG-SXD",)
    assert not [v for v in done.after.values() if (v.parent or "").startswith("QNA")]


def test_everybody_of_a_districts_bodies_has_a_place_in_a_commune_of_the_new_city(
    files, done: Plan
) -> None:
    places, wrong = read_places(tables(PLACES, files[PLACES_FILE]["Bố trí người"]))
    assert not wrong
    people = files["quang-nam-ho-so-31-01-2024.xlsx"]["Người"]
    posts = dict(people.select("Mã CBCCVC", "Mã đơn vị").iter_rows())
    tree = {v: version.unit_type for v, version in done.before.items()}
    ended = {code for code, step in done.ended.items() if not step.into}
    merged = {"QNA-NONGSON" + rest for rest in ("", "-CU", "-MT", "-LDLD", "-HND", "-HPN", "-DTN")}
    waiting = {person for person, unit in posts.items() if unit in ended | merged}
    assert {place.person for place in places} == waiting
    assert {tree.get(p.unit) or done.after[p.unit].unit_type for p in places} == {"commune"}


def test_a_commune_has_one_chair_and_one_secretary(files) -> None:
    places, _wrong = read_places(tables(PLACES, files[PLACES_FILE]["Bố trí người"]))

    def held(title: str) -> list[Place]:
        return [place for place in places if place.title == title]

    for title in ("commune_chair", "commune_party_secretary"):
        assert len({place.unit for place in held(title)}) == len(held(title)) > 17
