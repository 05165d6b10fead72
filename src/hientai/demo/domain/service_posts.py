"""The posts of the 2,634 public service units: leaders by kind of unit, staff by weight."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import PUBLIC_EMPLOYEES, shares

Row = tuple[str, str, str, str, str | None, str, str, int]
POST_SCHEMA = {
    "unit": pl.String,
    "category": pl.String,
    "title": pl.String,
    "position": pl.String,
    "division": pl.String,
    "fields": pl.String,
    "profile": pl.String,
    "count": pl.Int64,
}
FIELD_OF = {
    "SYT": "health",
    "SGDDT": "education",
    "STTTT": "it",
    "SNV": "archives",
    "STC": "finance_planning",
    "SKHDT": "finance_planning",
    "SKHCN": "science",
    "SGTVT": "transport",
    "SQHKT": "planning_architecture",
    "STNMT": "land;environment_land",
    "SXD": "construction",
    "SCT": "trade",
    "BQLKCN": "industrial_zones",
    "STP": "justice",
    "SVHTT": "culture",
    "SDL": "culture",
    "SNNPTNT": "agriculture",
    "SLDTBXH": "labour",
    "VPUB": "it",
}


def service_posts(units: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Counted posts that add up to the printed 121,161 public employees."""
    services = units.filter(pl.col("type") == "service_unit").select("code", "kind", "parent")
    kinds = services["kind"].to_list()
    sizes = _sizes(kinds, rng)
    rows: list[Row] = []
    for (unit, kind, parent), size in zip(services.rows(), sizes, strict=True):
        leaders = list(_leaders(unit, kind, parent, rng))
        rows += leaders
        rows += _staff(unit, kind, parent, int(size) - sum(row[-1] for row in leaders))
    return pl.DataFrame(rows, schema=POST_SCHEMA, orient="row")


def _sizes(kinds: list[str], rng: np.random.Generator) -> np.ndarray:
    """People in each unit; the data centre has exactly its 40."""
    source = catalogue("service_staff")
    mean = np.array([source[kind]["size"] for kind in kinds], dtype=float)
    spread = np.array([source[kind]["spread"] for kind in kinds], dtype=float)
    weights = mean * np.exp(np.clip(rng.normal(0, 1, len(kinds)), -1.8, 1.8) * spread)
    fixed = spread == 0
    sizes = np.where(fixed, mean, 0).astype(np.int64)
    sizes[~fixed] = shares(PUBLIC_EMPLOYEES - int(sizes.sum()), weights[~fixed])
    return sizes


def _leaders(unit: str, kind: str, parent: str, rng: np.random.Generator) -> Iterator[Row]:
    for line in catalogue("service_staff")[kind]["leaders"]:
        title, position, profile, count = parts(line)
        low, _, high = count.partition("-")
        number = int(rng.integers(int(low), int(high or low) + 1))
        fields = _fields("=", kind, parent)
        yield unit, "public_employee", title, position, None, fields, profile, number


def _staff(unit: str, kind: str, parent: str, total: int) -> Iterator[Row]:
    staff = [parts(line) for line in catalogue("service_staff")[kind]["staff"]]
    counts = shares(max(total, 0), np.array([float(weight) for *_, weight in staff]))
    for (position, fields, profile, _), count in zip(staff, counts, strict=True):
        known = _fields(fields, kind, parent)
        yield unit, "public_employee", "none", position, None, known, profile, int(count)


def _fields(fields: str, kind: str, parent: str) -> str:
    """The stated fields; for ``=`` the field of the kind of unit or of its department."""
    by_kind = {
        "hospital": "treatment",
        "health_centre": "health",
        "data_centre": "it",
        "management_board": "construction;urban",
        "vocational": "education",
        "kindergarten": "education",
        "primary": "education",
        "lower_secondary": "education",
        "high_school": "education",
    }
    if fields != "=":
        return fields
    return by_kind.get(kind) or FIELD_OF.get(parent, "culture")
