"""What a page asks about: a version of a scheme on a day, its people, its turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.http import Http404

from hientai.law.queries import corrections
from hientai.rules.engine import Book, Correction
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.pack import Phase as Span
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import NoSchemeInForce, pack_of, scheme, schemes
from hientai.shared.refused import Refused
from hientai.training.domain.phases import Phase
from hientai.training.queries.completions import begun, completions, studying
from hientai.training.queries.kept import Sight, kept, peek, sight
from hientai.training.queries.reach import Reach, last_day_of, reach_of, units_seen
from hientai.training.queries.standings import DegreeItem, standing_of, standings

TheLaw = Book | tuple[Correction, ...]
"""The corrections to judge by, with the day whose law it is where that is another day."""


@dataclass(frozen=True)
class Reading:
    """What a page asks about: a version of a scheme, a day, and what the figures rest on.

    `on` is the day that is measured. Where the scheme's authority is gone on the day that was
    asked about, it is the authority's last day, and `asked_on` keeps the other.
    """

    version: SchemeVersion
    on: date
    seen: Sight
    law: TheLaw
    asked_on: date | None = None

    @property
    def frozen(self) -> bool:
        """Whether the figures stand still at the last day of the scheme's authority."""
        return self.asked_on is not None

    @property
    def pack(self) -> Pack:
        """The document of the version."""
        return pack_of(self.version)

    def key(self, *asked: object) -> tuple[object, ...]:
        """The key of a figure in the store."""
        return (self.version.digest, self.on, self.asked_on, self.law, *asked)


def reading(version: SchemeVersion, on: date) -> Reading:
    """Begin to read figures of a scheme in this transaction, by the law as it is corrected.

    A scheme whose authority is gone by the day is measured on the authority's last day.
    """
    seen, authority = sight(), pack_of(version).scheme.authority
    reach = reach_of(authority, on, seen)
    last = None if reach.units else last_day_of(authority, on, seen)
    if last is not None:
        reach = reach_of(authority, last, seen)
    covers = not seen.sees_all and reach.covered_by(units_seen(seen))
    law = kept(seen, "law", corrections)
    return Reading(version, last or on, replace(seen, covers=covers), law, last and on)


def reading_at(slug: str, on: date) -> Reading:
    """The same for the scheme of an address; 404 for an unknown scheme."""
    try:
        return reading(scheme(slug, on), on)
    except NoSchemeInForce:
        raise
    except Refused as unknown:
        raise Http404 from unknown


def people_on(asked: Reading) -> pl.DataFrame:
    """The Standing frame of the day: the units of the scheme's authority on that day, as far as
    the reader may see."""
    items = _study(asked)
    everybody = kept(
        asked.seen,
        _frame_key(asked, items),
        lambda: standings(asked.on, items, asked.law),
    )
    return _reached(asked, everybody)


def person_in(asked: Reading, code: str) -> pl.DataFrame:
    """The standing of one person: a row, or none where nobody of that code is in service."""
    everybody = people_at_hand(asked)
    if everybody is not None:
        return everybody.filter(pl.col("code") == code)
    items = _study(asked)
    standing = kept(
        asked.seen,
        ("standing", code, asked.on, items, asked.law),
        lambda: standing_of(code, asked.on, items, asked.law),
    )
    return reach_on(asked).within(standing)


def people_at_hand(asked: Reading) -> pl.DataFrame | None:
    """The Standing frame of the day if it is kept: one person is not worth making it."""
    found: pl.DataFrame | None = peek(asked.seen, _frame_key(asked, _study(asked)))
    return None if found is None else _reached(asked, found)


def reach_on(asked: Reading) -> Reach:
    """The units of the scheme's authority on the day."""
    return reach_of(asked.pack.scheme.authority, asked.on, asked.seen)


def _reached(asked: Reading, everybody: pl.DataFrame) -> pl.DataFrame:
    """The people of the scheme's authority; the same frame where that is everybody."""
    return kept(
        asked.seen,
        ("reached", asked.pack.scheme.authority, *_frame_key(asked, _study(asked))),
        lambda: reach_on(asked).within(everybody),
    )


def _frame_key(asked: Reading, items: tuple[DegreeItem, ...]) -> tuple[object, ...]:
    return ("standings", asked.on, items, asked.law)


def _study(asked: Reading) -> tuple[DegreeItem, ...]:
    return kept(asked.seen, ("degree items", asked.on), lambda: degree_items(asked.on))


def degree_items(on: date) -> tuple[DegreeItem, ...]:
    """The quotas of all schemes that are postgraduate study."""
    return tuple(
        (version.scheme.slug, quota.id)
        for version in schemes(on)
        for quota in pack_of(version).quotas
        if quota.kind == "degree"
    )


def phase_of(span: Span) -> Phase:
    """A phase of the pack as a span of days."""
    return Phase(start=span.start, end=span.end)


def completed_in(asked: Reading, span: Span) -> pl.DataFrame:
    """The completions of the scheme in one of its phases by the day."""
    return _in_phase(asked, span, completions)


def studying_in(asked: Reading, span: Span) -> pl.DataFrame:
    """The study under the scheme that began in one of its phases and goes on on the day."""
    return _in_phase(asked, span, studying)


def begun_in(asked: Reading, span: Span) -> pl.DataFrame:
    """The study under the scheme that began in one of its phases by the day."""
    return _in_phase(asked, span, begun)


def _in_phase(
    asked: Reading, span: Span, read: Callable[[str, Phase, date], pl.DataFrame]
) -> pl.DataFrame:
    slug = asked.version.scheme.slug
    return kept(
        asked.seen,
        (read.__name__, slug, span.id, span.start, span.end, asked.on),
        lambda: read(slug, phase_of(span), asked.on),
    )
