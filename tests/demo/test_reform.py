"""The files of the reform of 2025 over the made-up city (O2) can be carried out as they are."""

from datetime import date

import polars as pl
import pytest

from hientai.demo.domain.reform_2025 import COMMUNES_FILE, DEPARTMENTS_FILE, sheets
from hientai.demo.domain.units import units
from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import plan
from hientai.reforms.domain.sheet import STEPS, read
from hientai.shared.tables import ROW

FOUNDED = date(1980, 1, 1)


@pytest.fixture(scope="module")
def register() -> dict[str, list[Version]]:
    rows = units().iter_rows(named=True)
    return {
        row["code"]: [
            Version(row["name"], row["type"], row["kind"], "state", row["parent"], FOUNDED)
        ]
        for row in rows
    }


def steps_of(file: str):
    frame = sheets(units())[file]["Sắp xếp"]
    heads = pl.DataFrame([frame.columns], schema=frame.columns, orient="row")
    raw = pl.concat([heads, frame]).rename({name: str(at) for at, name in enumerate(frame.columns)})
    raw = raw.with_columns(pl.when(pl.all() != "").then(pl.all()))
    steps, _places, wrong = read({STEPS: raw.with_row_index(ROW, offset=1)})
    assert not wrong
    return steps


def test_579_communes_become_126_and_no_district_is_left(register) -> None:
    """126 communes of Hà Nội from 1/7/2025: 51 wards and 75 rural communes."""
    done = plan(steps_of(COMMUNES_FILE), register, date(2025, 7, 1))
    assert not done.wrong
    after = list(done.after.values())
    assert sum(v.unit_type == "district" for v in done.before.values()) == 30
    assert sum(v.unit_type == "commune" for v in done.before.values()) == 579
    assert not [v for v in after if v.unit_type == "district"]
    communes = [v for v in after if v.unit_type == "commune"]
    assert sum(v.kind == "ward" for v in communes) == 51
    assert sum(v.kind == "rural_commune" for v in communes) == 75
    assert len({v.name for v in communes}) == len(communes) == 126
    assert {v.parent for v in communes} == {"HN"}


def test_departments_merge_as_in_2025(register) -> None:
    done = plan(steps_of(DEPARTMENTS_FILE), register, date(2025, 3, 1))
    assert not done.wrong
    assert set(done.ended) == {"SKHDT", "SGTVT", "STTTT", "SLDTBXH", "STNMT", "SNNPTNT"}
    assert done.after["SNNMT"].name == "Sở Nông nghiệp và Môi trường"
    assert done.after["TTDLNN"].parent == "SKHCN"
