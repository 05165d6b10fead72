"""Reads of the register of people: the list of a day, one person's record, counts by unit.

Row-level security decides what each of these can see; none of them filters by scope itself.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, cast

from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, QuerySet

from hientai.audit.queries import data_mark
from hientai.organisations.queries import subtree_ids
from hientai.people.domain import MAIN, search_of
from hientai.people.models import (
    Degree,
    Discipline,
    FormerCode,
    Grade,
    OfPerson,
    Person,
    PlannedTitle,
    Post,
    Rating,
    SavedFilter,
)
from hientai.rules.decrees import retirement
from hientai.rules.engine import Certainty
from hientai.shared.days import Precision
from hientai.shared.vocabulary import DEGREE_LEVELS

KEPT = 1_000  # first ids of a list: 20 pages; of whoever goes further down all, about 1 MB
PORTION = 50_000  # people read at once by who takes a whole list away
MOST_FORMER = 100  # former codes that begin as a search does; nobody reads further
KEPT_SECONDS = 3600  # a change of the register is seen at once all the same, by its mark


@dataclass(frozen=True)
class PeopleFilter:
    """What a list of people asks for; blank parts ask nothing."""

    search: str = ""
    unit_id: int | None = None
    category: str = ""
    title: str = ""
    field: str = ""
    degree_level: str = ""
    sex: str = ""


class Listed(NamedTuple):
    """A person of the list with what the main post, its unit and the degrees of the day say."""

    person_id: int
    code: str
    name: str
    birth_date: date | None
    birth_precision: str
    sex: str | None
    unit_code: str | None
    unit_name: str | None
    category: str | None
    title: str | None
    position: str | None
    fields: list[str] | None
    degree_level: str | None


def people_on(
    on: date, asked: PeopleFilter, at_most: int | None = None
) -> "tuple[int, array[int]]":
    """Who holds a main post on a day, is asked for and seen: how many, and the ids of the first.

    They stand in the order of given names. The database knows the scope from the start of this
    question, which the walls would only apply at its end (people_listed in 0013_listed.sql).
    """
    parts = json.dumps(_parts(asked, on))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_listed(%s, %s, %s)", [on, parts, at_most])
        rows = cursor.fetchall()
    return (rows[0][1] if rows else 0), array("q", [person for person, _all in rows])


def _parts(asked: PeopleFilter, on: date) -> dict[str, Any]:
    """The parts of a filter that ask something, as people_listed reads them."""
    names = {"category": asked.category, "title": asked.title, "field": asked.field}
    parts: dict[str, Any] = {name: value for name, value in names.items() if value}
    if asked.sex:
        parts["sex"] = asked.sex
    if asked.unit_id:
        parts["units"] = subtree_ids(asked.unit_id, on)
    if level := asked.degree_level:
        higher = [code for code in DEGREE_LEVELS.codes if _rank(code) > _rank(level)]
        parts |= {"level": level, "higher": higher}
    return parts | _sought(asked.search)


def _sought(text: str) -> dict[str, Any]:
    """A code's beginning with who was known by such a one, or words that begin words of a name."""
    search = search_of(text)
    if search.code:
        former = FormerCode.objects.filter(code__istartswith=search.code)
        known = list(former.values_list("person", flat=True)[:MOST_FORMER])
        return {"code": search.code.replace("_", r"\_") + "%", "known": known}
    return {"words": search.words} if search.words else {}


DEGREE_RANK = (
    "CASE d.level "
    + " ".join(f"WHEN '{code}' THEN {rank}" for code, rank in DEGREE_LEVELS.ranks.items())
    + " ELSE 0 END"
)
DEGREE_AWARDED = "(d.awarded_on IS NULL OR d.awarded_on <= %(on)s::date)"
HIGHEST_FIRST = f"{DEGREE_RANK} DESC, d.awarded_on DESC NULLS LAST, d.id"
"""The order of a person's degrees, for every query that asks for the highest one of a day."""
LISTED = f"""
SELECT p.id, p.code, p.name, p.birth_date, p.birth_precision, p.sex, u.code, v.name,
       t.category, t.title, t.position, t.fields,
       (SELECT d.level FROM people_degree d WHERE d.person_id = p.id
        AND {DEGREE_AWARDED} ORDER BY {HIGHEST_FIRST} LIMIT 1)
FROM unnest(%(people)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN people_person p ON p.id = asked.id
LEFT JOIN people_post t ON t.person_id = p.id AND t.kind = 'main' AND t.period @> %(on)s::date
LEFT JOIN organisations_unit u ON u.id = t.unit_id
LEFT JOIN organisations_tree v ON v.unit_id = t.unit_id AND v.period @> %(on)s::date
ORDER BY asked.place
"""


def listed(people: Sequence[int], on: date) -> list[Listed]:
    """The people of these ids, in their order, as a list shows them: one query."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED, {"people": list(people), "on": on})
        return [Listed._make(row) for row in cursor.fetchall()]


class PeoplePages:
    """The list of people to be sliced, or walked through whole.

    Kept for each scope of sight, day and filter until the register changes: how many there are
    and the first ids, so that a page costs a look-up by key. Who goes further down, or takes the
    whole list away, waits for the order of all to be found.
    """

    def __init__(self, on: date, asked: PeopleFilter) -> None:
        self.on, self.asked = on, asked
        self._known: dict[str, tuple[int, array[int]]] = {}

    def __len__(self) -> int:
        return self._first[0]

    def __getitem__(self, wanted: slice) -> list[Listed]:
        total, first = self._first
        near = len(first) == total or (wanted.stop is not None and wanted.stop <= len(first))
        return listed((first if near else self._ids)[wanted], self.on)

    def __iter__(self) -> Iterator[Listed]:
        for start in range(0, len(self._ids), PORTION):
            yield from listed(self._ids[start : start + PORTION], self.on)

    @property
    def _first(self) -> "tuple[int, array[int]]":
        """How many people there are, and the ids of the first of them."""
        return self._kept("first", KEPT)

    @property
    def _ids(self) -> "array[int]":
        return self._kept("all", None)[1]

    def _kept(self, what: str, at_most: int | None) -> "tuple[int, array[int]]":
        """What was found for this scope and filter, as long as the mark of the data stands."""
        if what not in self._known:
            said = f"{what}|{scope_mark()}|{self.on}|{self.asked}"
            key, mark = "people:" + sha256(said.encode()).hexdigest(), data_mark()
            kept = cache.get(key)
            if kept is None or kept[0] != mark:
                kept = (mark, people_on(self.on, self.asked, at_most))
                cache.set(key, kept, KEPT_SECONDS)
            self._known[what] = kept[1]
        return self._known[what]


def people_by_unit(on: date) -> dict[int, int]:
    """How many people hold their main post in each unit itself on a day, as far as is seen."""
    key, mark = f"people-by-unit:{on}:{scope_mark()}", data_mark()
    kept: tuple[int, dict[int, int]] | None = cache.get(key)
    if kept is None or kept[0] != mark:
        posts = Post.objects.filter(kind=MAIN, period__contains=on).order_by()
        kept = (mark, dict(posts.values_list("unit").annotate(n=Count("pk"))))
        cache.set(key, kept, KEPT_SECONDS)
    return kept[1]


@dataclass(frozen=True)
class Record:
    """All that hangs on one person, each kind the latest first."""

    posts: list[Post]
    grades: list[Grade]
    degrees: list[Degree]
    ratings: list[Rating]
    discipline: list[Discipline]
    plans: list[PlannedTitle]

    def post_on(self, on: date) -> Post | None:
        """The main post of a day."""
        return next((p for p in self.posts if p.kind == MAIN and on in p.period), None)

    def grade_on(self, on: date) -> Grade | None:
        """The grade of a day."""
        return next((one for one in self.grades if on in one.period), None)

    def degree_on(self, on: date) -> Degree | None:
        """The highest degree of a day; of several the last one, as `HIGHEST_FIRST` has it."""
        held = [one for one in self.degrees if one.awarded_on is None or one.awarded_on <= on]
        return max(held, key=_height, default=None)


ORDERED: dict[type[OfPerson], str] = {
    Post: "period",
    Grade: "period",
    Degree: "awarded_on",
    Rating: "year",
    Discipline: "period",
    PlannedTitle: "period",
}
RECORD = "SELECT " + ", ".join(
    f"(SELECT jsonb_agg(to_jsonb(t) ORDER BY t.{order} DESC, t.id)"
    f" FROM {kind._meta.db_table} t WHERE t.person_id = %(person)s)"
    for kind, order in ORDERED.items()
)


def record_of(person: Person) -> Record:
    """The person's record as far as the reader may see, in one query for all its kinds.

    It stays with the object: the panels of a page, each of which asks for it, share one reading.
    """
    kept: Record | None = vars(person).get("record")
    if kept is None:
        with connection.cursor() as cursor:
            cursor.execute(RECORD, {"person": person.pk})
            parts = zip(ORDERED, cursor.fetchone(), strict=True)
        kept = vars(person)["record"] = Record(*(_rows(kind, part) for kind, part in parts))
    return kept


UNIT_OF = """
SELECT u.code, v.name FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
WHERE v.unit_id = %s AND v.period @> %s::date
"""


def unit_of(post: Post | None, on: date) -> tuple[str, str] | None:
    """Code and name on a day of the unit a post is in."""
    if post is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(UNIT_OF, [post.unit_id, on])
        found: tuple[str, str] | None = cursor.fetchone()
    return found


def _rows(kind: type[OfPerson], part: str | None) -> list[Any]:
    """Rows of a table, written as JSON, as what they are."""
    fields = [field.attname for field in kind._meta.concrete_fields]
    found = json.loads(part) if part else []
    return [kind(**{name: _read(name, row[name]) for name in fields}) for row in found]


def _read(name: str, value: Any) -> Any:
    if name == "period":
        first, last = value.strip("[)").split(",")
        return DateRange(_day(first), _day(last))
    return _day(value) if name == "awarded_on" and value else value


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def person_by_code(code: str) -> Person | None:
    """The person of a code, as far as the reader may see."""
    return Person.objects.filter(code=code).first()


def retirement_of(person: Person, on: date) -> tuple[date | None, str | None]:
    """The day a person retires and how sure it is: the register's own day, else by the law."""
    if person.own_retirement_date:
        return person.own_retirement_date, Certainty.VERIFIED.value
    if person.birth_date is None or person.sex not in ("male", "female"):
        return None, None
    precision = cast(Precision, person.birth_precision)
    day, certainty = retirement(person.birth_date, precision, person.sex, on)
    return day, certainty.value


def saved_filters(user_id: int) -> QuerySet[SavedFilter]:
    """The filters a user has saved, by name."""
    return SavedFilter.objects.filter(user=user_id).order_by("name")


def _height(degree: Degree) -> tuple[int, date, int]:
    return _rank(degree.level), degree.awarded_on or date.min, -degree.pk


def _rank(level: str) -> int:
    return DEGREE_LEVELS.rank(level) or 0


def scope_mark() -> str:
    """What tells one scope of sight from another, for keys of kept answers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(concat_ws(' ', audit_setting('all'), audit_setting('units'),"
            " audit_setting('person')))"
        )
        return str(cursor.fetchone()[0])
