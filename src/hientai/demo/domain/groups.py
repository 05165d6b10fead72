"""Who might have been sent where: the demo's own reading of the groups of hanoi-1698.

The scheme pack says who belongs to a group; these are only pools to draw a history from, so
that it reaches mostly members, as a real file would.
"""

from datetime import date

import polars as pl

DIVISION = ["division_head", "division_deputy"]
URBAN_DEPARTMENTS = ["SGTVT", "SKHDT", "SQHKT", "STNMT", "SXD", "SNGV", "SYT", "SCT", "BQLKCN"]
URBAN = ["urban", "transport", "planning_architecture", "environment_land", "land", "construction"]


def doing(*fields: str) -> pl.Expr:
    """Works in one of these fields."""
    return pl.col("fields").str.split(";").list.eval(pl.element().is_in(fields)).list.any()


def pools() -> dict[str, pl.Expr]:
    """Item of hanoi-1698 → who may be drawn for its classes (frame: people with `planned`)."""
    degree = {"D.1": _student(35), "D.2": _student(40)}
    return {**_leaders(), **_officers(), **_communes(), **_services(), **degree}


def _civil() -> pl.Expr:
    return (pl.col("category") == "civil_servant") & ~pl.col("managed")


def _leads() -> pl.Expr:
    return _civil() & (pl.col("title").is_in(DIVISION) | pl.col("planned"))


def _of(*departments: str) -> pl.Expr:
    """In a district or in one of these departments."""
    return (pl.col("unit_type") == "district") | pl.col("unit").is_in(departments)


def _leaders() -> dict[str, pl.Expr]:
    urban_units = pl.col("unit").is_in([*URBAN_DEPARTMENTS, "VPHDND"])
    return {
        "A.1.1": _leads() & doing("finance_planning"),
        "A.1.2": _leads() & urban_units & doing(*URBAN),
        "A.1.3": _civil() & doing("it"),
        "A.1.4": _leads() & (pl.col("unit") == "SKHCN"),
        "A.1.5": _leads() & doing("personnel"),
        "A.1.6": _leads() & doing("education") & _of("SGDDT"),
        "A.1.7": _leads() & doing("health") & _of("SYT"),
    }


def _officers() -> dict[str, pl.Expr]:
    staff = _civil() & ~_leads() & (pl.col("birth_date") > date(1967, 1, 1))
    return {
        "A.2.1": staff & doing("finance_planning", *URBAN),
        "A.2.2": staff & doing("land") & _of("STNMT"),
        "A.2.3": staff & doing("archives"),
        "A.2.4": staff & doing("science"),
        "A.2.5": staff & doing("personnel"),
    }


def _communes() -> dict[str, pl.Expr]:
    mayors = pl.col("title").is_in(["commune_chair", "commune_vice_chair"])
    urban = pl.col("to_be_urban") | (pl.col("unit_kind") == "ward")
    return {
        "B.1": mayors & urban,
        "B.2": mayors & ~urban,
        "B.3": doing("commune_land_construction"),
    }


def _services() -> dict[str, pl.Expr]:
    schools = ["high_school", "lower_secondary", "primary", "kindergarten"]
    heads = pl.col("title").is_in(["principal", "vice_principal"])
    return {
        "C.1": heads & pl.col("unit_kind").is_in(schools),
        "C.2": pl.col("title").is_in(["hospital_director", "hospital_deputy_director"]),
        "C.3": pl.col("unit") == "TTDLNN",
    }


def _student(age: int) -> pl.Expr:
    """A graduate with three years of service and good ratings, not over an age in 2022."""
    old_enough = pl.col("birth_date") > date(2022 - age, 10, 10)
    served = pl.col("service_start") < date(2018, 1, 1)
    rated = pl.all_horizontal(
        pl.col(name).is_in(["good", "excellent"]) for name in ("rating_2020", "rating_2021")
    )
    offices = pl.col("profile").is_in(["officer", "service_officer", "engineer", "physician"])
    return old_enough & served & rated & offices & (pl.col("degree") == "university")
