"""5,000 places held, used, given back, and used again by who comes back, each in one call.

Run as `python -m bench.places` in a process of its own; prints JSON. Every run is taken back, so
that the city stays as it was; what a commit would still ask of the database is asked before.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import django
import psycopg

from bench.city import addresses, measured
from bench.lines import Line

DAY, UNTIL = date(2024, 6, 1), date(2024, 7, 31)
FIRST, LAST = date(2024, 9, 2), date(2024, 9, 20)
SCHEME, ITEM = "hanoi-1698", "A.1.1"
SEATS, RUNS, TARGET = 5_000, 3, 3
TAKEN = 1_000  # the history of the city took some hundreds more of the quota than it has


def places() -> list[Line]:
    """Measure in a fresh process."""
    with widened(SEATS):
        found = measured("bench.places")
    told = f"{found['seats']:,} seats"
    return [
        Line(f"{SEATS:,} places held in one call", found["held"], "s", TARGET, note=told),
        Line("… used: a turn for each", found["used"], "s", TARGET),
        Line("… given back", found["released"], "s", TARGET),
        Line("… held and used again: turns taken up", found["again"], "s", 2 * TARGET),
    ]


def main() -> None:
    """Hold, use, release, hold and use again, with the clock on each."""
    django.setup()
    # Models can be imported only once Django is set up.
    from django.db import connection, transaction  # noqa: PLC0415

    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.places.services.seats import hold, release  # noqa: PLC0415
    from hientai.places.services.using import Course, use  # noqa: PLC0415

    found: dict[str, Any] = {"held": [], "used": [], "released": [], "again": []}
    for _run in range(RUNS):
        with operator_scope("bench"):
            wishes = wanted(SEATS)
            clock = _Clock(found, connection)
            made = hold(actor=None, wanted=wishes, until=UNTIL, on=DAY)
            clock.stop("held")
            seats = [one.seat for one in made if one.seat]
            course = Course(programme="Bồi dưỡng theo Đề án")
            use(actor=None, seats=seats, on=DAY, course=course)
            clock.stop("used")
            release(actor=None, seats=seats, reason="bench", on=DAY)
            clock.stop("released")
            made = hold(actor=None, wanted=wishes, until=UNTIL, on=DAY)
            again = [one.seat for one in made if one.seat]
            use(actor=None, seats=again, on=DAY, course=course)
            clock.stop("again")
            found["seats"] = min(len(seats), len(again))
            transaction.set_rollback(True)
    sys.stdout.write(json.dumps(found))


def wanted(count: int, *, after: int = 0) -> list[Any]:
    """A place of the quota for each of so many people."""
    from hientai.people.models import Person  # noqa: PLC0415
    from hientai.places.domain.holding import Wanted  # noqa: PLC0415

    # Whoever studies at the time would be refused, whoever was there has a place already: what is
    # measured is who gets one.
    free = Person.objects.filter(code__startswith="HN").exclude(turns__result="studying")
    free = free.exclude(turns__item_id=ITEM)
    people = free.order_by("pk").values_list("pk", "unit_id")[after : after + count]
    return [Wanted(person, unit, FIRST, LAST, SCHEME, ITEM) for person, unit in people]


def left() -> int:
    """How many places of the quota nobody has."""
    return int(_places().left)


def over() -> int:
    """How many more of the quota are taken than it has."""
    return int(_places().over)


def _places() -> Any:
    from hientai.places.queries.pools import places_left  # noqa: PLC0415
    from hientai.schemes.queries import scheme  # noqa: PLC0415

    return places_left(scheme(SCHEME, DAY).scheme, ITEM, DAY)


@contextmanager
def widened(places: int) -> Iterator[None]:
    """Let the quota have at least so many places left, for a while: the document gives fewer than
    are measured. Done by the owner of the tables, for the application cannot."""
    change = (
        "UPDATE schemes_schemeitem SET data = jsonb_set(data, '{places}',"
        " to_jsonb((data ->> 'places')::int + %s)) WHERE kind = 'quota' AND item_id = %s"
    )
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"], autocommit=True) as server:
        server.execute(change, [places + TAKEN, ITEM])
        yield
        server.execute(change, [-places - TAKEN, ITEM])


class _Clock:
    """The seconds since the last stop, kept under the name of what was done."""

    def __init__(self, found: dict[str, Any], connection: Any) -> None:
        self._found, self._connection, self._since = found, connection, time.perf_counter()

    def stop(self, name: str) -> None:
        """Ask what a commit would ask, keep the time, begin anew."""
        with self._connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        now = time.perf_counter()
        self._found[name].append(now - self._since)
        self._since = now


if __name__ == "__main__":
    main()
