"""Puts the demo province together: its units, its 2,262 leaders on 31/1/2024, its files."""

import numpy as np
import polars as pl

from hientai.demo.domain import province_2025, workbook
from hientai.demo.domain.catalogue import catalogue
from hientai.demo.domain.gaps import with_gaps
from hientai.demo.domain.names import identities, pick
from hientai.demo.domain.province_people import DAY, TODAY, YEAR, figures, province_people
from hientai.demo.domain.province_units import merging_sheet, province_units

SEED = 7328
UNITS_FILE = "quang-nam-don-vi.xlsx"
REGISTER_FILE = "quang-nam-ho-so-31-01-2024.xlsx"
MERGING_FILE = "quang-nam-sap-xep-01-01-2025.xlsx"
RATED = (2023, 2022, 2021)
BLOCS = {"state": "Khối Nhà nước", "party": "Khối Đảng", "mass": "Khối Mặt trận, đoàn thể"}
WHOLE = [  # the columns that the printed tables are counted from
    "Ngày sinh",
    "Chức vụ",
    "Chuyên ngành",
    "Đơn vị",
    "Từ ngày",
    "Ngày cấp bằng",
]
MANAGED = ["N1", "N2"]


def province_files(seed: int = SEED) -> dict[str, dict[str, pl.DataFrame]]:
    """Every file of the province by its name, every sheet by its."""
    rng = np.random.default_rng(seed)
    units, people = province_units(), province_leaders(rng)
    return {
        province_2025.UNITS_FILE: {"Đơn vị": _units_sheet(province_2025.danang_units())},
        UNITS_FILE: {"Đơn vị": _units_sheet(units)},
        REGISTER_FILE: {
            "Người": _people_sheet(people, units, rng),
            "Bằng cấp": workbook.degrees_sheet(workbook.earlier_degrees(people)),
        },
        MERGING_FILE: {"Sắp xếp": merging_sheet(units)},
        province_2025.ACT_FILE: {"Sắp xếp": province_2025.act_sheet(units)},
        province_2025.PLACES_FILE: {
            "Bố trí người": province_2025.places_sheet(people, units),
        },
    }


def province_leaders(rng: np.random.Generator) -> pl.DataFrame:
    """The leaders with their names, days, degrees and ratings, in codes."""
    people = province_people(rng)
    size, age = len(people), people["age"].to_numpy()
    service = age - 22 - rng.gamma(2.0, 1.1, size).clip(0, 5)
    held = np.minimum(0.3 + rng.gamma(2.2, 1.5, size), service - 1)
    frame = pl.concat([people, identities(people["female"].to_numpy(), rng)], how="horizontal")
    frame = frame.with_columns(
        code="QNA" + pl.Series(rng.permutation(size) + 1).cast(pl.String).str.zfill(5),
        birth_date=pl.Series(_ago(age)),
        service_start=pl.Series(_month(_ago(service))),
        probation_end=pl.Series(_month(_ago(service - 1))),
        post_since=pl.Series(_month(_ago(held))),
        awarded=pl.Series(_month(_ago(_since_degree(people, rng)))),
        managed=pl.col("group").is_in(MANAGED),
        own_retirement=pl.lit(None, pl.Date),
        abroad=pl.Series(rng.random(size) < 0.03),
    )
    return frame.with_columns(*_studies(people, rng), *_standing(people, rng))


def _ago(years: np.ndarray) -> np.ndarray:
    days: np.ndarray = TODAY - np.round(years * YEAR).astype("timedelta64[D]")
    return days


def _month(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[M]").astype("datetime64[D]")


def _since_degree(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Years since the highest degree was awarded."""
    typical = {"doctor": 41.0, "ckii": 41.0, "master": 34.0, "cki": 34.0}
    at = people["degree"].replace_strict(typical, default=23.0).to_numpy()
    age = people["age"].to_numpy()
    drawn = np.minimum(at + rng.normal(0, 1, len(age)) * np.where(at > 30, 3.0, 0.7), age - 0.7)
    years: np.ndarray = age - np.maximum(drawn, 21.5)
    return years


def _studies(people: pl.DataFrame, rng: np.random.Generator) -> list[pl.Series]:
    """Subject and place of the highest degree."""
    named, source = figures()["subject_names"], catalogue("quangnam_units")
    subjects = [named[one][rng.integers(len(named[one]))] for one in people["studied"].to_list()]
    medical = (people["studied"] == "health").to_numpy()
    general = pick(source["schools"], len(people), rng)
    schools = np.where(medical, pick(source["medical_schools"], len(people), rng), general)
    return [pl.Series("subject", subjects), pl.Series("school", schools.astype(str))]


def _standing(people: pl.DataFrame, rng: np.random.Generator) -> list[pl.Series | pl.Expr]:
    """Grade or class, political theory, language, skill and the ratings of three years."""
    size = len(people)
    grades = {"N1": "senior_specialist", "N2": "principal_specialist"}
    served = pl.col("category") != "public_employee"
    classes = np.where(rng.random(size) < 0.3, "class_2", "class_3")
    grade = np.where(rng.random(size) < 0.35, "principal_specialist", "specialist")
    usual = pl.Series(grade.astype(str))
    none = pl.lit("none_recorded")
    own = pl.col("group").replace_strict(grades, default=usual, return_dtype=pl.String)
    ratings = {"excellent": 20, "good": 74, "fair": 5.5, "failed": 0.5}
    return [
        pl.when(served).then(own).otherwise(none).alias("grade"),
        pl.when(served).then(none).otherwise(pl.Series(classes)).alias("title_class"),
        pl.Series("theory", pick({"Cao cấp": 64, "Trung cấp": 36}, size, rng).astype(str)),
        pl.Series("language", pick({"Tiếng Anh B": 6, "Tiếng Anh B1": 4}, size, rng).astype(str)),
        pl.lit("Ứng dụng CNTT cơ bản").alias("it_skill"),
        *(pl.Series(f"rating_{y}", pick(ratings, size, rng).astype(str)) for y in RATED),
    ]


def _units_sheet(units: pl.DataFrame) -> pl.DataFrame:
    sheet = workbook.units_sheet(units.with_columns(planned_urban=pl.lit(None, pl.Boolean)))
    blocs = units["bloc"].replace_strict(BLOCS, return_dtype=pl.String)
    return sheet.with_columns(blocs.alias("Khối"))


def _people_sheet(
    people: pl.DataFrame, units: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """Sheet Người on 31/1/2024; 2 % of the cells that no table is counted from are blank."""
    names = units.select(unit="code", unit_name="name")
    placed = people.join(names, on="unit", how="left", maintain_order="left")
    sheet = workbook.full_people_sheet(placed, RATED)
    return with_gaps(sheet, rng, dict.fromkeys(WHOLE, pl.Series([True] * len(sheet))))


__all__ = ["DAY", "MERGING_FILE", "REGISTER_FILE", "SEED", "UNITS_FILE", "province_files"]
