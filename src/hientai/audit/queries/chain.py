"""Reads of the chain: where it ends, what waits to be sealed, and whether it is whole."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from hientai.audit.domain import GENESIS, Fault, Found, Seal, Tail, broken_links, spans
from hientai.audit.models import Segment, Verification

BOOKS = [str(book) for book in Segment.Book.values]
Tell = Callable[[int, int], object]


def head() -> Segment | None:
    """The last segment; what it hashes stands for everything before it."""
    return Segment.objects.defer("leaves").order_by("-number").first()


def tails() -> list[Tail]:
    """What waits to be sealed in each book, without a look at what is sealed."""
    asked = "SELECT book, t.count, t.since FROM unnest(%s::text[]) book, audit_tail(book) t"
    return [Tail(*row) for row in _asked(asked, BOOKS)]


def verification() -> Verification | None:
    """The last check of the whole chain."""
    return Verification.objects.order_by("-pk").first()


def verified(against: str = "", tell: Tell = lambda done, of: None) -> Found:
    """Check every link, every row of every segment, and that nothing stands between them.

    `against` is the hash of some segment that was kept outside: it has to be in the chain.
    `tell` is told how many segments are done, of how many.
    """
    began = time.monotonic()
    seals = [Seal(*row) for row in _asked(SEALS)]
    faults = broken_links(seals)
    for done, seal in enumerate(seals, 1):
        faults += spans(list(_faults_within(seal.number)))
        tell(done, len(seals))
    waiting: list[Tail] = []
    for book in BOOKS:
        outside = _asked("SELECT * FROM audit_unsealed(%s)", book)
        faults += [Fault("inserted", row[1], row[2], book) for row in outside if row[0]]
        waiting += [Tail(book, row[3], row[4]) for row in outside if not row[0]]
    known = {seal.hash: seal.number for seal in seals}
    if against and against not in known:
        faults.append(Fault("unknown"))
    return Found(
        segments=len(seals),
        rows=_asked("SELECT coalesce(sum(count), 0)::bigint FROM audit_segment")[0][0],
        faults=faults,
        tails=waiting,
        head=seals[-1].hash if seals else GENESIS,
        against=known.get(against),
        seconds=time.monotonic() - began,
    )


SEALS = "SELECT number, audit_words(s), previous, hash FROM audit_segment s ORDER BY number"


def _faults_within(number: int) -> Iterator[Fault]:
    for book, row, fault, about in _asked(
        "SELECT s.book, c.id, c.fault, c.about FROM audit_segment s, audit_check(s.number) c"
        " WHERE s.number = %s AND NOT c.whole",
        number,
    ):
        # Without a row to name it is the segment's own digest that does not fit.
        if row is None:
            yield Fault("segment", number, number)
        else:
            yield Fault(fault, row, row, book, number, about)


def _asked(sql: str, *words: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return list(cursor.fetchall())
