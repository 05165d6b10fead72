"""People enrolled by a registered paper: their seats are used, their turns recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.decisions.models import Row, Sending
from hientai.nominations import services as nominations
from hientai.nominations.models import NominationList
from hientai.nominations.services.answers import wanted_of
from hientai.nominations.services.holding import keep_steps
from hientai.places.models import Seat
from hientai.places.services import seats as places
from hientai.places.services.using import Course, use
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_


def enrol(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    """Let the seats of the rows be used; their nominations are decided."""
    seats = [row.seat for row in rows if row.seat is not None]
    use(
        actor=actor,
        seats=seats,
        on=on,
        course=course_for(rows[0].nomination.list),
        ground=str(sending.paper),
    )
    nominations.decided(
        actor=actor,
        nominations=[row.nomination_id for row in rows],
        on=on,
        reason=str(sending.paper),
    )


def course_for(held: NominationList) -> Course:
    """What the turns of people of a list say of their course."""
    return Course(programme=held.programme, place=held.place or None, fund=held.fund or None)


def come_in(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    """People of the reserve take the places that others just left, and are enrolled there.

    Refused where one gets no place any more: the paper goes back and names somebody else.
    """
    seats = _places(actor, rows, on)
    use(
        actor=actor,
        seats=[seats[row.pk] for row in rows],
        on=on,
        course=course_for(rows[0].nomination.list),
        ground=str(sending.paper),
    )
    why = f"{sending.reason} ({sending.paper})"
    for row in rows:
        if row.instead_of is None:
            raise ValueError(row.pk)
        gone = row.instead_of.nomination
        seat = Seat.objects.get(pk=seats[row.pk].pk)
        nominations.replaced(
            actor=actor, gone=gone, come=row.nomination, seat=seat, on=on, reason=why
        )
        Row.objects.filter(pk=row.pk).update(seat=seat)
        _note_passed(actor, row, on)


def _places(actor: User | None, rows: Sequence[Row], on: date) -> dict[int, Seat]:
    """The seat of each row: the one the person got meanwhile, or one that is held now."""
    found = {row.pk: row.nomination.seat for row in rows if row.nomination.state == "seated"}
    waiting = [row for row in rows if row.pk not in found]
    wanted = [
        replace(
            wanted_of(row.nomination),
            starts_on=date.fromisoformat(row.after["starts_on"]),
            ends_on=date.fromisoformat(row.after["ends_on"]),
        )
        for row in waiting
    ]
    given = places.hold(actor=actor, wanted=wanted, until=on, on=on) if wanted else []
    without = [
        f"{row.person.name}: {one.refusal.words}"
        for row, one in zip(waiting, given, strict=True)
        if one.refusal is not None
    ]
    if without:
        raise Refused(
            _("%s người thay không còn chỗ") % number(len(without)),
            why="; ".join(without),
            remedy=_("Trả lại văn bản, ghi lý do; lập lại với người dự bị khác."),
        )
    found |= {row.pk: one.seat for row, one in zip(waiting, given, strict=True)}
    return {key: seat for key, seat in found.items() if seat is not None}


def _note_passed(actor: User | None, row: Row, on: date) -> None:
    """Those of the reserve who were passed over keep the reason."""
    over = {one["nomination"]: one["reason"] for one in row.passed}
    steps = [(key, "reserve", "reserve") for key in over]
    told = {key: N_("chưa được lên: %s") % why for key, why in over.items()}
    keep_steps(actor=actor, rows=steps, on=on, reasons=told)
