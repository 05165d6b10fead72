"""How many places are left: of a quota on a day, of a class, of what a unit was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from hientai.schemes.models import Scheme

LEFT = "SELECT * FROM places_left(%s, %s, %s, %s)"
CLASS = """
SELECT coalesce((SELECT taken FROM places_pool WHERE training_class_id = %s), 0), places_guests(%s)
"""
PART = "SELECT * FROM places_part_of(%s, %s, %s, %s)"


@dataclass(frozen=True)
class Left:
    """Places of a quota on a day, in persons: `stated` by the document (None: it sets no number),
    studied or being studied without a seat (`elsewhere`), `held`, `used`; `promised` are free ones
    that units were given."""

    stated: int | None
    elsewhere: int
    held: int
    used: int
    promised: int

    @property
    def gone(self) -> int:
        """Places that are taken, by seats or before there were seats."""
        return self.elsewhere + self.held + self.used

    @property
    def left(self) -> int | None:
        """Places nobody has; never below none. None where there is no limit."""
        return None if self.stated is None else max(0, self.stated - self.gone)

    @property
    def beside(self) -> int | None:
        """Of those left, what is promised to no unit."""
        return None if self.left is None else max(0, self.left - self.promised)

    @property
    def over(self) -> int:
        """How many more are taken than the document, as it reads now, has places."""
        return 0 if self.stated is None else max(0, self.gone - self.stated)


def places_left(scheme: Scheme, item_id: str, on: date, unit_id: int | None = None) -> Left | None:
    """The places of a quota on a day; None where the scheme has no such quota then.

    Where the document gives each unit places of its own, those of a unit.
    """
    with connection.cursor() as cursor:
        cursor.execute(LEFT, [scheme.pk, item_id, unit_id, on])
        row = cursor.fetchone()
    return Left(*row) if row else None


@dataclass(frozen=True)
class Taken:
    """Who has a place of a class: by live seats of every unit, and guests, who have no seat."""

    seats: int
    guests: int

    @property
    def all(self) -> int:
        """Places that are taken."""
        return self.seats + self.guests


def places_of_class(class_id: int) -> Taken:
    """How many places of a class are taken, by whom."""
    with connection.cursor() as cursor:
        cursor.execute(CLASS, [class_id, class_id])
        return Taken(*cursor.fetchone())


def seats_in_class(class_id: int) -> int:
    """Live seats in a class, of every unit: it is not withdrawn while there are any."""
    return places_of_class(class_id).seats


@dataclass(frozen=True)
class Part:
    """What a unit was given of a divided quota: the unit, its places, and how many are taken."""

    unit_id: int
    unit_code: str
    places: int
    taken: int

    @property
    def left(self) -> int:
        """Places of the part that nobody has."""
        return self.places - self.taken


def allotment_for(unit_id: int, scheme: Scheme, item_id: str, on: date) -> Part | None:
    """What a unit, or the nearest above it, was given of a quota that is divided now."""
    with connection.cursor() as cursor:
        cursor.execute(PART, [unit_id, scheme.pk, item_id, on])
        row = cursor.fetchone()
    return Part(*row) if row else None
