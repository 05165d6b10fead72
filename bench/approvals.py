"""Approvals that hold places: many answered at once, one by one, and by clients that race.

Run as `python -m bench.approvals` in a process of its own; prints JSON. A submission is a list of
ten people, or of one; its approval holds a place of a quota for each of them, or for none. What is
counted is people. In the race every client is a process with a connection of its own, what it does
is committed, and more ask than there are places. What was held is given back at the end.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any

import django

from bench.city import measured
from bench.lines import Line
from bench.places import DAY, UNTIL, left, over, wanted, widened

KEY, KIND, WHO, AUTHORITY = "bench/seats", "bench.seat", "sonoivu", "HN"
MANY, SINGLE, A_LIST, CLIENTS, AT_ONCE, TARGET = 1_000, 100, 10, 8, 5, 200
PLACES, SPARE = 300, 100  # at least so many places in the race, and so many more who ask
FORK = get_context("fork")
_wishes: dict[int, Any] = {}  # subject of a submission → the places it asks for


def approvals() -> list[Line]:
    """Measure in a fresh process."""
    with widened(MANY + SINGLE + PLACES):
        found = measured("bench.approvals")
    rush = f"{found['asked']} ask for {found['places']} places, {found['held']} got one"
    return [
        Line(f"people approved, lists of {A_LIST} at once", found["many"], "/s", TARGET, True),
        Line("… lists of one, answered one by one", found["single"], "/s"),
        Line(
            f"… {CLIENTS} clients, {AT_ONCE} lists at once", found["race"], "/s", TARGET, True, rush
        ),
        Line("… places sold twice", found["oversold"], "", 0),
    ]


def main() -> None:
    """Submit, answer, race, count, give back."""
    django.setup()
    # Models can be imported only once Django is set up.
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.approvals import services as verbs  # noqa: PLC0415

    verbs.follow(KIND, verbs.Effects(approved=_hold))
    with operator_scope("bench"):
        places = left() - MANY - SINGLE
        _put_route()
        asked = places + SPARE
        wishes = wanted(MANY + SINGLE + asked)
        many = _submitted(wishes[:MANY], A_LIST)
        single = _submitted(wishes[MANY : MANY + SINGLE], 1)
        race = _submitted(wishes[MANY + SINGLE :], A_LIST)
    found: dict[str, Any] = {"asked": asked, "places": places}
    try:
        found["many"] = [_rate(MANY, lambda: _answer(many, len(many)))]
        found["single"] = [_rate(SINGLE, lambda: _answer(single, 1))]
        found["race"] = [_rate(asked, lambda: _raced(race))]
        found["held"] = _held() - MANY - SINGLE
        with operator_scope("bench"):
            found["oversold"] = [over()]
    finally:
        _give_back()
    sys.stdout.write(json.dumps(found))


def _put_route() -> None:
    """A route of one step that the owner of the scheme answers."""
    from hientai.approvals import services as verbs  # noqa: PLC0415
    from hientai.approvals.domain.routes import Place, Step, Whose  # noqa: PLC0415

    verbs.put_route(
        actor=None,
        key=KEY,
        title="Bench",
        steps=[Step("Bench", Place(Whose.AUTHORITY), 5)],
        issuer=Place(Whose.AUTHORITY),
        authority=AUTHORITY,
        source="bench",
        since=DAY,
    )


def _submitted(wishes: Sequence[Any], people: int) -> list[Any]:
    """A submission for so many people each; the subject is its number."""
    from hientai.approvals import services as verbs  # noqa: PLC0415
    from hientai.organisations.models import Unit  # noqa: PLC0415

    unit = Unit.objects.get(code=AUTHORITY)
    lists = [wishes[at : at + people] for at in range(0, len(wishes), people)]
    numbered = dict(enumerate(lists, len(_wishes) + 1))
    _wishes.update(numbered)
    return [
        verbs.submit(actor=None, key=KEY, title=f"Bench {n}", unit=unit, subject=(KIND, n), on=DAY)
        for n in numbered
    ]


def _hold(actor: Any, row: Any) -> None:
    """What an approval does: it holds the places, and is refused where there is one too few."""
    from hientai.places.services.seats import hold  # noqa: PLC0415
    from hientai.shared.refused import Refused  # noqa: PLC0415

    got = hold(actor=actor, wanted=_wishes[row.subject], until=UNTIL, on=DAY)
    if refused := [one.refusal for one in got if one.refusal]:
        raise Refused(refused[0].words)


def _answer(rows: Sequence[Any], at_once: int) -> None:
    """Agree to all, so many in one transaction."""
    from django.db import transaction  # noqa: PLC0415

    from hientai.accounts.models import User  # noqa: PLC0415
    from hientai.approvals import services as verbs  # noqa: PLC0415

    for at in range(0, len(rows), at_once):
        with transaction.atomic():
            user = User.objects.get(username=WHO)
            user.enter(DAY)
            part = list(rows[at : at + at_once])
            verbs.answer_many(actor=user, submissions=part, verdict="agreed", on=DAY)


def _raced(rows: Sequence[Any]) -> None:
    """The same by clients at one time."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()  # a forked client opens its own
    shares = [rows[at::CLIENTS] for at in range(CLIENTS)]
    clients = [FORK.Process(target=_answer, args=(share, AT_ONCE)) for share in shares]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
        if one.exitcode:
            raise SystemExit("a client of the race failed")


def _rate(count: int, work: Callable[[], None]) -> float:
    """How many a second."""
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def _held() -> int:
    """How many of those who asked hold a place."""
    from hientai.accounts.services import operator_scope  # noqa: PLC0415

    with operator_scope("bench"):
        return len(_seats())


def _seats() -> list[Any]:
    from hientai.places.models import Seat  # noqa: PLC0415

    asked = {one.person_id for each in _wishes.values() for one in each}
    return list(Seat.objects.filter(state="held", person__in=asked))


def _give_back() -> None:
    """Leave the city without seats of the bench."""
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.places.services.seats import release  # noqa: PLC0415

    with operator_scope("bench"):
        if live := _seats():
            release(actor=None, seats=live, reason="bench", on=DAY)


if __name__ == "__main__":
    main()
