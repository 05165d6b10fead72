"""What a room above that makes decisions does to rows, in its own transaction.

The seats themselves are used, released and moved by the room of places; here the nominations
follow, with a step and a reason each.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hientai.accounts.models import User
from hientai.nominations.domain.states import (
    DECIDED,
    POSTPONED,
    REPLACED,
    RESERVE,
    SEATED,
    WITHDRAWN,
    refuse_move,
)
from hientai.nominations.models import Nomination
from hientai.nominations.services.holding import keep_steps, locked_rows, move_rows
from hientai.places.models import Seat
from hientai.shared.words import N_


@transaction.atomic
def decided(*, actor: User | None, nominations: Sequence[int], on: date, reason: str) -> int:
    """The decision was registered: rows that hold a seat are decided; `reason` names the paper."""
    rows = locked_rows(nominations)
    return move_rows(actor=actor, rows=rows, became=DECIDED, on=on, reason=reason)


@transaction.atomic
def given_up(*, actor: User | None, nominations: Sequence[int], on: date, reason: str) -> int:
    """A decision withdrew people who had been decided or postponed; their seats went back."""
    rows = locked_rows(nominations)
    return move_rows(actor=actor, rows=rows, became=WITHDRAWN, on=on, reason=reason)


@transaction.atomic
def postponed(*, actor: User | None, nominations: Sequence[int], on: date, reason: str) -> int:
    """A decision moved people to a later time; their seats went along."""
    rows = locked_rows(nominations)
    return move_rows(actor=actor, rows=rows, became=POSTPONED, on=on, reason=reason)


@transaction.atomic
def replaced(
    *, actor: User | None, gone: Nomination, come: Nomination, seat: Seat, on: date, reason: str
) -> Nomination:
    """A decision put somebody of the reserve, who now has `seat`, in another's place.

    `gone` becomes replaced, `come` decided; it names whom it replaces. Refused where either does
    not stand so that it can.
    """
    rows = {row.pk: row for row in locked_rows([gone.pk, come.pk])}
    leaving, coming = rows[gone.pk], rows[come.pk]
    move_rows(actor=actor, rows=[leaving], became=REPLACED, on=on, reason=reason)
    refuse_move(coming.state, SEATED if coming.state == RESERVE else DECIDED, coming.person.name)
    was, coming.seat, coming.reserve_order = coming.state, seat, None
    if was == RESERVE:
        coming.state = SEATED
        coming.save(update_fields=["state", "seat", "reserve_order"])
    coming.state, coming.replaces = DECIDED, leaving
    coming.save(update_fields=["state", "seat", "replaces"])
    why = N_("thay %(name)s; %(reason)s") % {"name": leaving.person.name, "reason": reason}
    keep_steps(actor=actor, rows=[(coming.pk, was, DECIDED)], on=on, reason=why)
    return coming
