"""Which records look like one person on a day, within the reader's sight; kept until a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
from django.core.cache import cache
from django.db import connection

from hientai.audit.queries import data_mark
from hientai.organisations.queries import names_on
from hientai.people.domain import duplicates as domain
from hientai.people.domain.record import MAIN
from hientai.people.models import Person, Post, ToldApart
from hientai.people.queries.register import KEPT_SECONDS, scope_mark

FIELD, ROW = "\x1f", "\x1e"
PEOPLE = """
SELECT id, code, name, name_folded, birth_date, birth_precision, sex FROM people_person
"""
UNITS = """
SELECT person_id, unit_id FROM people_post WHERE lower(period) <= %(on)s::date
GROUP BY person_id, unit_id
"""
LATER = """
SELECT person_id, 0 FROM people_post
GROUP BY person_id HAVING min(lower(period)) > %(on)s::date
"""


@dataclass(frozen=True)
class Pair:
    """Two records that look like one person: how likely (per cent), how many records bear the
    name of the first, what agrees, what differs."""

    first: int
    second: int
    score: int
    namesakes: int
    features: frozenset[str]

    @property
    def agrees(self) -> list[str]:
        """What agrees, as Vietnamese messages to be translated."""
        return [domain.WORDS[one] for one in domain.AGREES if one in self.features]

    @property
    def differs(self) -> list[str]:
        """What differs or is missing."""
        kinds = (*domain.DIFFERS, "birth_unknown")
        return [domain.WORDS[one] for one in kinds if one in self.features]


@dataclass(frozen=True)
class Side:
    """One record of a pair, with the name of the unit of the day's main post."""

    person: Person
    unit_name: str


@dataclass(frozen=True)
class Sided:
    """A pair with both records as of the day."""

    pair: Pair
    first: Side
    second: Side


def alike(on: date) -> list[Pair]:
    """Every pair within sight that looks like one person and was not told apart."""
    apart = set(ToldApart.objects.values_list("first_id", "second_id"))
    return [pair for pair in _kept(on) if (pair.first, pair.second) not in apart]


def pair_of(first: int, second: int, on: date) -> Pair | None:
    """What was found about two records, where they look alike."""
    lower, higher = sorted((first, second))
    wanted = (one for one in _kept(on) if (one.first, one.second) == (lower, higher))
    return next(wanted, None)


def sided(pairs: list[Pair], on: date) -> list[Sided]:
    """The pairs of one page with their records, in a fixed number of queries."""
    ids = {one for pair in pairs for one in (pair.first, pair.second)}
    people = Person.objects.in_bulk(list(ids))
    posts = Post.objects.filter(person__in=ids, kind=MAIN, period__contains=on)
    units = dict(posts.values_list("person", "unit"))
    names = names_on(set(units.values()), on)
    shown = {key: Side(one, names.get(units.get(key, 0), "")) for key, one in people.items()}
    return [Sided(pair, shown[pair.first], shown[pair.second]) for pair in pairs]


def _kept(on: date) -> list[Pair]:
    """The pairs of a day and a scope, kept until anything of the data changes."""
    key, mark = f"people-alike:{on}:{scope_mark()}", data_mark()
    kept: tuple[int, list[Pair]] | None = cache.get(key)
    if kept is None or kept[0] != mark:
        kept = (mark, find(on))
        cache.set(key, kept, KEPT_SECONDS)
    return kept[1]


def find(on: date) -> list[Pair]:
    """Look for alike records among all that the reader sees and that were there on the day."""
    later = _frame(LATER, {"on": on}, domain.UNITS_SCHEMA)
    people = _frame(PEOPLE, {}, domain.PEOPLE_SCHEMA).join(later, on="id", how="anti")
    units = _frame(UNITS, {"on": on}, domain.UNITS_SCHEMA)
    found = domain.alike(people, units)
    return [
        Pair(
            row["first"],
            row["second"],
            row["score"],
            row["namesakes"],
            frozenset(name for name in domain.FEATURES if row[name]),
        )
        for row in found.iter_rows(named=True)
    ]


def _frame(select: str, params: Mapping[str, Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a query as a frame: written by the database into one text, read at once."""
    columns = [f"c{number}" for number in range(len(schema))]
    texts = ", ".join(f"translate(coalesce({one}::text, ''), E'\\x1e\\x1f', '')" for one in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(concat_ws(E'\\x1f', {texts}), E'\\x1e')"
            f" FROM ({select}) t ({', '.join(columns)})",
            dict(params),
        )
        text = cursor.fetchone()[0]
    if not text:
        return pl.DataFrame(schema=dict(schema))
    return pl.read_csv(
        BytesIO(text.encode()),
        has_header=False,
        separator=FIELD,
        eol_char=ROW,
        quote_char=None,
        schema=dict(schema),
    )
