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
    civil = (pl.col("category") == "civil_servant") & ~pl.col("managed")
    leads = civil & (pl.col("title").is_in(DIVISION) | pl.col("planned"))
    staff = civil & ~leads
    district = pl.col("unit_type") == "district"
    mayors = pl.col("title").is_in(["commune_chair", "commune_vice_chair"])
    urban_units = pl.col("unit").is_in([*URBAN_DEPARTMENTS, "VPHDND"])
    staying = pl.col("birth_date") > date(1967, 1, 1)
    return {
        "A.1.1": leads & doing("finance_planning"),
        "A.1.2": leads & urban_units & doing(*URBAN),
        "A.1.3": civil & doing("it"),
        "A.1.4": leads & (pl.col("unit") == "SKHCN"),
        "A.1.5": leads & doing("personnel"),
        "A.1.6": leads & doing("education") & (district | (pl.col("unit") == "SGDDT")),
        "A.1.7": leads & doing("health") & (district | (pl.col("unit") == "SYT")),
        "A.2.1": staff & staying & doing("finance_planning", *URBAN),
        "A.2.2": staff & staying & doing("land") & (district | (pl.col("unit") == "STNMT")),
        "A.2.3": staff & staying & doing("archives"),
        "A.2.4": staff & staying & doing("science"),
        "A.2.5": staff & staying & doing("personnel"),
        "B.1": mayors & (pl.col("to_be_urban") | (pl.col("unit_kind") == "ward")),
        "B.2": mayors & ~pl.col("to_be_urban") & (pl.col("unit_kind") != "ward"),
        "B.3": doing("commune_land_construction"),
        "C.1": pl.col("title").is_in(["principal", "vice_principal"])
        & pl.col("unit_kind").is_in(["high_school", "lower_secondary", "primary", "kindergarten"]),
        "C.2": pl.col("title").is_in(["hospital_director", "hospital_deputy_director"]),
        "C.3": pl.col("unit") == "TTDLNN",
        "D.1": _student(35),
        "D.2": _student(40),
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
