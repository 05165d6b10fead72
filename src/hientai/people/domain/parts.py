"""The tables of a person's record, and when two rows of one tell the same thing differently.

Rooms above add theirs (`join`); a table nobody speaks for follows its person as it is.
"""

from collections.abc import Iterable, Mapping

from hientai.people.domain.merging import Clash, Part, Row, Tail
from hientai.people.domain.spans import held_in
from hientai.shared.vocabulary import (
    CATEGORIES,
    DEGREE_LEVELS,
    DISCIPLINES,
    FIELDS,
    GRADES,
    POST_KINDS,
    RATINGS,
    TITLE_CLASSES,
    TITLES,
)
from hientai.shared.words import N_, _

MAIN = "main"


def meet(kept: Row, merged: Row) -> bool:
    """Whether two rows hold on some day together."""
    return held_in(kept["period"]).meets(held_in(merged["period"]))


def of_posts(kept: Row, merged: Row) -> Clash | None:
    """One main post a day; another post at one unit at one time may be one told twice."""
    if not meet(kept, merged):
        return None
    if kept["kind"] == merged["kind"] == MAIN:
        return "days"
    alike = kept["kind"] == merged["kind"] and kept["unit_id"] == merged["unit_id"]
    return "any" if alike else None


def of_grades(kept: Row, merged: Row) -> Clash | None:
    """One grade a day."""
    return "days" if meet(kept, merged) else None


def of_plans(kept: Row, merged: Row) -> Clash | None:
    """Planned for a title once a day."""
    return "days" if kept["title"] == merged["title"] and meet(kept, merged) else None


def of_degrees(kept: Row, merged: Row) -> Clash | None:
    """Two degrees of a level may be one told twice; of one subject and day they are."""
    if kept["level"] != merged["level"]:
        return None
    same = all(kept[key] == merged[key] for key in ("subject", "awarded_on"))
    return "one" if same else "any"


def of_ratings(kept: Row, merged: Row) -> Clash | None:
    """One rating a year."""
    return "one" if kept["year"] == merged["year"] else None


def of_discipline(kept: Row, merged: Row) -> Clash | None:
    """A sanction of a form and time is one; forms of times that meet may be one told twice."""
    if kept["form"] != merged["form"] or not meet(kept, merged):
        return None
    return "one" if kept["period"] == merged["period"] else "any"


def of_pairs(kept: Row, merged: Row) -> Clash | None:
    """Told apart from one third person is told once."""
    pairs = [{row["first_id"], row["second_id"]} for row in (kept, merged)]
    return "one" if pairs[0] & pairs[1] else None


def list_of_fields(codes: Iterable[str]) -> str:
    """Fields of work in words."""
    return ", ".join(FIELDS.label(code) for code in codes)


MOVE_STATES = {
    "pending": N_("chờ tiếp nhận"),
    "accepted": N_("đã tiếp nhận"),
    "refused": N_("không tiếp nhận"),
    "withdrawn": N_("đã rút"),
}


def state_of_move(state: str) -> str:
    """How far a move has come."""
    return _(MOVE_STATES[state])


def link_of(column: str) -> str:
    """What the number in a column leads to: "unit", "user", "" for what is no number of a row."""
    name = column.removesuffix("_id").rpartition("_")[2]
    return name if column.endswith("_id") and name in ("unit", "user") else ""


_parts: dict[str, Part] = {}
_tails: dict[str, Tail] = {}


def join(*parts: Part) -> None:
    """Let tables be part of every merger; the same table again replaces what was said of it."""
    _parts.update({part.table: part for part in parts})


def hang(*tails: Tail) -> None:
    """Let tables that hang on rows of a part go along with every merger."""
    _tails.update({tail.table: tail for tail in tails})


def tails() -> list[Tail]:
    """Every table that hangs on rows of a part."""
    return list(_tails.values())


def parts(tables: Mapping[str, tuple[str, ...]]) -> list[Part]:
    """What is said of each table, in the order said; what nobody speaks for comes last.

    `tables` are all that hang on a person, with the columns that name the person.
    """
    spoken = [part for table, part in _parts.items() if table in tables]
    silent = [table for table in tables if table not in _parts]
    return spoken + [Part(table, table, persons=tables[table]) for table in silent]


POST_WORDS = {
    "kind": POST_KINDS.label,
    "category": CATEGORIES.label,
    "title": TITLES.label,
    "equivalent_title": TITLES.label,
    "fields": list_of_fields,
}
join(
    Part("people_post", N_("Vị trí công tác"), of_posts, words=POST_WORDS),
    Part(
        "people_grade",
        N_("Ngạch, hạng"),
        of_grades,
        words={"grade": GRADES.label, "title_class": TITLE_CLASSES.label},
    ),
    Part("people_degree", N_("Bằng cấp"), of_degrees, words={"level": DEGREE_LEVELS.label}),
    Part("people_rating", N_("Xếp loại"), of_ratings, words={"rating": RATINGS.label}),
    Part("people_discipline", N_("Kỷ luật"), of_discipline, words={"form": DISCIPLINES.label}),
    Part(
        "people_plannedtitle",
        N_("Quy hoạch"),
        of_plans,
        words={"title": TITLES.label, "fields": list_of_fields},
    ),
    Part("people_formercode", N_("Mã cũ")),
    Part(
        "people_move",
        N_("Đề nghị chuyển công tác"),
        words=POST_WORDS | {"state": state_of_move},
        once=False,
        unsaid=frozenset({"code", "name", "proposed_at", "decided_at"}),
    ),
    Part(
        "people_toldapart",
        N_("Quyết định không trùng"),
        of_pairs,
        persons=("first_id", "second_id"),
        in_order=True,
    ),
)
