"""People of a Standing frame for tests: one ordinary civil servant, changed where it matters."""

from datetime import date

import polars as pl

from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.reading import read_pack
from hientai.schemes.services import PACKS

ON = date(2024, 6, 1)

SCHEMA = {
    "person_id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "sex": pl.String,
    "birth_date": pl.Date,
    "birth_precision": pl.String,
    "ethnicity": pl.String,
    "category": pl.String,
    "title": pl.String,
    "equivalent_title": pl.String,
    "position": pl.String,
    "fields": pl.List(pl.String),
    "planned_titles": pl.List(pl.String),
    "planned_fields": pl.List(pl.String),
    "unit_id": pl.Int32,
    "unit_code": pl.String,
    "unit_name": pl.String,
    "unit_type": pl.String,
    "unit_kind": pl.String,
    "organ_id": pl.Int32,
    "organ_code": pl.String,
    "organ_name": pl.String,
    "organ_type": pl.String,
    "organ_kind": pl.String,
    "planned_urban": pl.Boolean,
    "level": pl.String,
    "bloc": pl.String,
    "managed_by_committee": pl.Boolean,
    "degree_level": pl.String,
    "degree_rank": pl.Int8,
    "grade": pl.String,
    "title_class": pl.String,
    "service_start": pl.Date,
    "probation_end": pl.Date,
    "rating_1": pl.Int8,
    "rating_2": pl.Int8,
    "disciplined": pl.Boolean,
    "discipline_what": pl.String,
    "own_retirement_date": pl.Date,
    "retirement_date": pl.Date,
    "retirement_certainty": pl.String,
    "had_postgraduate": pl.Boolean,
    "sent_before": pl.Boolean,
    "in_class": pl.Boolean,
    "in_class_what": pl.String,
}

FINANCE_HEAD = {
    "sex": "male",
    "birth_date": date(1980, 3, 15),
    "birth_precision": "day",
    "category": "civil_servant",
    "title": "division_head",
    "position": "Trưởng phòng Ngân sách",
    "fields": ["finance_planning"],
    "planned_titles": [],
    "planned_fields": [],
    "unit_id": 1,
    "unit_code": "STC",
    "unit_name": "Sở Tài chính",
    "unit_type": "department",
    "organ_code": "STC",
    "organ_name": "Sở Tài chính",
    "organ_type": "department",
    "planned_urban": False,
    "level": "province",
    "bloc": "state",
    "managed_by_committee": False,
    "degree_level": "university",
    "degree_rank": 4,
    "service_start": date(2005, 1, 1),
    "probation_end": date(2006, 1, 1),
    "rating_1": 3,
    "rating_2": 3,
    "disciplined": False,
    "retirement_date": date(2042, 3, 31),
    "retirement_certainty": "recalled",
    "had_postgraduate": False,
    "sent_before": False,
    "in_class": False,
}
"""A head of division of a department, in finance, with nothing missing."""


def people(*changes: dict[str, object]) -> pl.DataFrame:
    """One person for each set of changes to the ordinary one."""
    rows = [{"person_id": i, **FINANCE_HEAD, **change} for i, change in enumerate(changes, start=1)]
    return pl.DataFrame(rows, schema=SCHEMA)


def hanoi() -> Pack:
    """The pack of `hanoi-1698`, checked."""
    return shipped("hanoi-1698")


def shipped(slug: str) -> Pack:
    """A pack that ships, checked."""
    folder = PACKS / slug
    return checked(read_pack({f.stem: f.read_text("utf-8") for f in folder.glob("*.yaml")}))
