"""The posts of the city on 19/5/2022, one row a person: unit, title, position, field, profile."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import CIVIL_SERVANTS, COMMUNE_STAFF, STAFF, scaled, shares
from hientai.demo.domain.service_posts import POST_SCHEMA, service_posts

SHOWN_UNITS, SHOWN_POSTS = ("STC", "Q-BADINH"), 15
"""Units whose officers sign in to the demo, and how many of their leaders a small city keeps."""
COMMUNE_PLACE = {"ward": 3, "planned": 4, "other": 5}


@dataclass(frozen=True)
class Posts:
    """So many like posts of one unit; fields are codes joined by ``;``."""

    unit: str
    category: str
    title: str
    position: str
    division: str | None
    fields: str
    profile: str
    count: int = 1


def posts(units: pl.DataFrame, rng: np.random.Generator, people: int) -> pl.DataFrame:
    """One row a post; where fewer people are asked for, a sample with the same proportions."""
    rows = [*_department_posts(), *_district_posts(), *_commune_posts(units, rng)]
    frame = pl.DataFrame([astuple(row) for row in rows], schema=POST_SCHEMA, orient="row")
    frame = pl.concat([frame, service_posts(units, rng)])
    every = np.repeat(np.arange(len(frame)), frame["count"].to_numpy())
    full = frame[every].drop("count").with_columns(staff=staff_of())
    return _sample(full, rng, scaled(STAFF, people))


def staff_of() -> pl.Expr:
    """The printed total a post belongs to: both kinds of commune staff are one."""
    return pl.col("category").replace(
        {"commune_cadre": "commune", "commune_civil_servant": "commune"}
    )


def _sample(full: pl.DataFrame, rng: np.random.Generator, counts: dict[str, int]) -> pl.DataFrame:
    """So many posts of each staff; the units that the demo's users look at are never empty."""
    staff, unit = full["staff"].to_numpy(), full["unit"].to_numpy()
    kept = []
    for name, count in counts.items():
        mine = np.flatnonzero(staff == name)
        few = min(SHOWN_POSTS, count // 10)
        shown = np.concatenate([mine[unit[mine] == one][:few] for one in SHOWN_UNITS])
        rest = np.setdiff1d(mine, shown, assume_unique=True)
        drawn = rng.choice(rest, size=count - len(shown), replace=False)
        kept.append(np.concatenate([shown, drawn]))
    return full[np.sort(np.concatenate(kept))]


def _civil(unit: str, title: str, position: str, division: str | None, fields: str) -> Posts:
    profiles = {"division_head": "division_head", "division_deputy": "division_deputy"}
    profile = profiles.get(title, "top_leader")
    return Posts(unit, "civil_servant", title, position, division, fields, profile)


def _department_posts() -> Iterator[Posts]:
    for row in catalogue("departments")["departments"]:
        unit, staff = row["code"], row["staff"]
        leaders = [_civil(unit, "department_director", "Giám đốc", None, "other")]
        deputy = _civil(unit, "department_deputy_director", "Phó Giám đốc", None, "other")
        leaders += [deputy] * (3 if staff >= 70 else 2)
        divisions = _divisions(row["divisions"], staff)
        officers: list[tuple[str, str, str, float]] = []
        for name, fields, weight in divisions:
            deputies = 1 if staff < 90 else 3 if weight >= 14 else 2
            leaders += _division_leaders(unit, name, fields, deputies)
            officers += _officers(name, fields, weight)
        yield from leaders
        yield from _spread(unit, officers, staff - len(leaders))


def _divisions(lines: Iterable[str], staff: int) -> list[tuple[str, str, float]]:
    """The listed divisions and those every department has."""
    listed = [(name, fields, float(weight)) for name, fields, weight in map(parts, lines)]
    known = {fields.split(";")[0] for _, fields, _ in listed}
    common = [("Văn phòng", "office", 3.0), ("Thanh tra", "inspection", 2.0)]
    if "personnel" not in known and staff >= 60:
        common.append(("Phòng Tổ chức cán bộ", "personnel", 2.0))
    if "finance_planning" not in known and staff >= 60:
        common.append(("Phòng Kế hoạch - Tài chính", "finance_planning", 2.5))
    have = {name for name, _, _ in listed}
    return [division for division in common if division[0] not in have] + listed


def _division_leaders(unit: str, name: str, fields: str, deputies: int) -> list[Posts]:
    chief = "Chánh" if name.startswith(("Văn phòng", "Thanh tra")) else "Trưởng"
    head = f"Chi cục trưởng {name}" if name.startswith("Chi cục") else f"{chief} {name}"
    heads = [_civil(unit, "division_head", head, name, fields)]
    return heads + [_civil(unit, "division_deputy", f"Phó {head}", name, fields)] * deputies


def _officers(name: str, fields: str, weight: float) -> list[tuple[str, str, str, float]]:
    """Positions of a division: (division, position, fields, weight)."""
    if name != "Văn phòng":
        inspects = "inspection" in fields
        position = "Thanh tra viên" if inspects else f"Chuyên viên {name}"
        return [(name, position, fields, weight)]
    return [
        (name, "Chuyên viên hành chính - tổng hợp", "office", weight * 0.4),
        (name, "Chuyên viên công nghệ thông tin", "it", weight * 0.3),
        (name, "Văn thư, lưu trữ", "archives", weight * 0.3),
    ]


def _spread(unit: str, officers: list[tuple[str, str, str, float]], total: int) -> Iterator[Posts]:
    counts = shares(total, np.array([weight for *_, weight in officers]))
    for (division, position, fields, _), count in zip(officers, counts, strict=True):
        profile = "clerk" if fields == "archives" else "officer"
        profile = "inspector" if "inspection" in fields else profile
        args = (unit, "civil_servant", "none", position, division, fields, profile, int(count))
        yield Posts(*args)


def _district_posts() -> Iterator[Posts]:
    districts = catalogue("places")["districts"]
    departments = sum(row["staff"] for row in catalogue("departments")["departments"])
    sizes = shares(CIVIL_SERVANTS - departments, np.array([row["size"] for row in districts]))
    for district, size in zip(districts, sizes, strict=True):
        unit = district["code"]
        leaders = [_civil(unit, "district_chair", "Chủ tịch UBND", None, "other")]
        leaders += [_civil(unit, "district_vice_chair", "Phó Chủ tịch UBND", None, "other")] * 3
        officers: list[tuple[str, str, str, float]] = []
        for row in catalogue("districts")["divisions"]:
            name = row["name"]
            leaders += _division_leaders(unit, name, row["head_fields"], row["deputies"])
            for position, fields, weight in map(parts, row["staff"]):
                officers.append((name, position, fields, float(weight)))
        yield from leaders
        yield from _spread(unit, officers, int(size) - len(leaders))


def _commune_posts(units: pl.DataFrame, rng: np.random.Generator) -> Iterator[Posts]:
    """Leaders of each commune first, then the officers that fill up the printed total."""
    leaders = list(_commune_leaders(units, rng))
    communes = units.filter(pl.col("type") == "commune")["code"].to_list()
    left = COMMUNE_STAFF - sum(row.count for row in leaders)
    sizes = shares(left, rng.normal(1, 0.12, len(communes)).clip(0.7))
    yield from leaders
    staff = [parts(line) for line in catalogue("commune_staff")["staff"]]
    weights = np.array([float(weight) for *_, weight in staff])
    for commune, size in zip(communes, sizes, strict=True):
        counts = shares(int(size), weights * rng.uniform(0.85, 1.15, len(weights)))
        for (position, fields, _), count in zip(staff, counts, strict=True):
            category, profile = "commune_civil_servant", "commune_officer"
            yield Posts(commune, category, "none", position, None, fields, profile, int(count))


def _commune_leaders(units: pl.DataFrame, rng: np.random.Generator) -> Iterator[Posts]:
    source = catalogue("commune_staff")
    communes = _commune_kinds(units)
    vacant = set(rng.choice(len(communes), size=source["vacant_chairs"], replace=False).tolist())
    second = rng.random(len(communes)) < source["second_vice_chair"]
    for number, (unit, kind) in enumerate(communes):
        for line in map(parts, source["leaders"]):
            title, position, category = line[:3]
            count = int(line[COMMUNE_PLACE[kind]])
            count -= title == "commune_chair" and number in vacant
            count += title == "commune_vice_chair" and kind == "other" and bool(second[number])
            if kind == "ward" and title in ("commune_chair", "commune_vice_chair"):
                category = "commune_civil_servant"
            yield Posts(unit, category, title, position, None, "other", "commune_leader", count)
        for position in source["mass"]:
            yield Posts(unit, "commune_cadre", "none", position, None, "other", "commune_mass")
        commander = source["commander"]
        category, profile = "commune_civil_servant", "commune_officer"
        yield Posts(unit, category, "none", commander, None, "other", profile)


def _commune_kinds(units: pl.DataFrame) -> list[tuple[str, str]]:
    """Each commune as ward, in a district planned to become urban, or other."""
    planned = units.filter(pl.col("planned_urban"))["code"].to_list()
    communes = units.filter(pl.col("type") == "commune")
    kind = (
        pl.when(pl.col("kind") == "ward")
        .then(pl.lit("ward"))
        .when(pl.col("parent").is_in(planned))
        .then(pl.lit("planned"))
        .otherwise(pl.lit("other"))
    )
    return communes.select("code", kind.alias("k")).rows()
