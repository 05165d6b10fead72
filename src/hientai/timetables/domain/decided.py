"""Which decisions speak of the people of a class, and which of them are to be amended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sent:
    """A person of a class by the seat, with the decision that sent them; none where they were
    enrolled without one."""

    seat: int
    nomination: int | None
    sending: int | None
    unit_id: int | None
    body: str | None
    number: int | None
    suffix: str | None
    symbol: str | None
    issued_on: date | None
    first: date
    last: date | None
    waits: bool


@dataclass(frozen=True)
class Decision:
    """A decision with the people of a class whom it sent; `waiting` of them are on an amending
    paper that is not registered yet."""

    sending: int
    unit_id: int
    name: str
    body: str
    issued_on: date | None
    nominations: tuple[int, ...]
    waiting: int

    @property
    def people(self) -> int:
        """How many it is about."""
        return len(self.nominations)

    @property
    def left(self) -> int:
        """How many of them no amending paper speaks of yet."""
        return self.people - self.waiting


def decisions_of(sent: Iterable[Sent]) -> list[Decision]:
    """The decisions that sent these people, in the order of their days."""
    groups: dict[int, list[Sent]] = {}
    for one in sent:
        if one.sending is not None:
            groups.setdefault(one.sending, []).append(one)
    return [_decision(key, rows) for key, rows in groups.items()]


def out_of_step(sent: Iterable[Sent], first: date, last: date) -> list[Sent]:
    """Those whose papers still say other days than the class has; who came later into a class that
    had begun is in step."""
    return [
        one
        for one in sent
        if one.last != last or one.first != first and not first < one.first <= last
    ]


def _decision(key: int, rows: list[Sent]) -> Decision:
    one = rows[0]
    return Decision(
        sending=key,
        unit_id=one.unit_id or 0,
        name=f"{one.number or 0:02d}{one.suffix or ''}/{one.symbol}",
        body=one.body or "",
        issued_on=one.issued_on,
        nominations=tuple(row.nomination for row in rows if row.nomination),
        waiting=sum(row.waits for row in rows),
    )
