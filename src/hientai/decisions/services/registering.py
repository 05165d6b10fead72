"""What papers of this room do when they move: locked they keep their people's places, registered
they enrol, or undo and change what a former one did; in the transaction of the step itself."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.classes.models import TrainingClass
from hientai.decisions.domain.amending import changes, moves
from hientai.decisions.domain.kinds import (
    CORRECT,
    DONE,
    POSTPONE,
    REPLACE,
    SEND,
    SENDS,
    WITHDRAW,
)
from hientai.decisions.models import Letter, Row, Sending
from hientai.decisions.services.enrolling import come_in, enrol
from hientai.decisions.services.holding import WALLS
from hientai.decisions.services.letters import refuse_outdated
from hientai.decisions.services.telling import tell_people, tell_units
from hientai.documents.models import Paper
from hientai.nominations import services as nominations
from hientai.nominations.domain.states import POSTPONED
from hientai.nominations.models import Nomination
from hientai.nominations.queries.judging import as_kept
from hientai.nominations.services.holding import keep_steps, lock_whole
from hientai.places.models import Seat
from hientai.places.services import seats as places
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_
from hientai.webkit.constraints import told
from hientai.webkit.day import today

GROUND = N_("đăng ký %s")
KEPT_DAYS = 365
"""How long a locked paper keeps the places of its people; as in the trigger of the database."""
AGAIN_DAYS = 30
"""How long places are kept at least for a paper that was sent back, so that it can be mended."""

Verb = Callable[[User | None, Sending, Sequence[Row], date], None]


def locked(actor: User | None, paper: Paper) -> None:
    """A paper is locked for signature: its people still hold their seats, and keep them while it
    is being signed. Refused, with the names, where one does not."""
    sending = Sending.objects.filter(paper=paper).first()
    if sending is None:
        _letter_stands(actor, paper)
        return
    with whole(actor, GROUND % paper, today()):
        rows = _rows_locked(sending)
        _refuse_gone(rows)
        _keep([row for row in rows if row.what == SENDS], today() + timedelta(days=KEPT_DAYS))


def sent_back(actor: User | None, paper: Paper) -> None:
    """A paper went back from signature or numbering: places are held until a day again."""
    sending = Sending.objects.filter(paper=paper).select_related("list").first()
    if sending is None:
        return
    with whole(actor, GROUND % paper, today()):
        until = today() + timedelta(days=AGAIN_DAYS)
        _keep([row for row in _rows_locked(sending) if row.what == SENDS], until)


def registered(actor: User | None, paper: Paper) -> None:
    """A paper got its number: now it does what it says, and everybody concerned is told.

    Refused as the rooms below refuse; then no number is given. One from before the system is
    registered before its rows are there (`back_dating`), which enrols itself.
    """
    sending = Sending.objects.filter(paper=paper).first()
    if sending is not None:
        put_into_force(actor, sending)
    else:
        _letter_stands(actor, paper)


def _letter_stands(actor: User | None, paper: Paper) -> None:
    """A letter that is signed or numbered names whom it is about by then."""
    letter = Letter.objects.filter(paper=paper).select_related("sending", "list").first()
    if letter is not None:
        with whole(actor, GROUND % paper, today()):
            refuse_outdated(letter)


def put_into_force(actor: User | None, sending: Sending) -> None:
    """Do what a registered paper says."""
    on = sending.paper.issued_on
    if on is None:
        raise ValueError(sending.pk)
    with whole(actor, GROUND % sending.paper, on):
        rows = _rows_locked(sending)
        VERBS[sending.kind](actor, sending, rows, on)
        sending.done_on = on
        sending.save(update_fields=["done_on"])
        tell_people(sending, rows, on)
        tell_units(sending, rows, on)


def at_once(actor: User | None, sending: Sending) -> Sending:
    """Let the rows of a paper from before the system hold, and do what it says."""
    with told(WALLS):
        Row.objects.filter(sending=sending).update(state=DONE)
    put_into_force(actor, sending)
    return sending


def _send(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    enrol(actor, sending, rows, on)


def _withdraw(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    why = reason_words(sending)
    places.release(actor=actor, seats=_seats(rows), reason=why, on=on)
    nominations.given_up(actor=actor, nominations=_keys(rows), on=on, reason=why)
    for held in {row.nomination.list for row in rows}:
        if held.starts_on > on:
            nominations.move_up(actor=actor, nomination_list=held, on=on, reason=why)


def _replace(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    gone = [row for row in rows if row.what != SENDS]
    why = reason_words(sending)
    places.release(actor=actor, seats=_seats(gone), reason=why, on=on)
    come_in(actor, sending, [row for row in rows if row.what == SENDS], on)


def _postpone(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    _move(actor, sending, rows, on)
    why = reason_words(sending)
    fresh = [row for row in rows if row.nomination.state != POSTPONED]
    again = [row for row in rows if row.nomination.state == POSTPONED]
    nominations.postponed(actor=actor, nominations=_keys(fresh), on=on, reason=why)
    steps = [(row.nomination_id, POSTPONED, POSTPONED) for row in again]
    keep_steps(actor=actor, rows=steps, on=on, reason=why)


def _correct(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    moved = [row for row in rows if moves(row.before, row.after)]
    if moved:
        _move(actor, sending, moved, on)
    steps = [(row.nomination_id, row.nomination.state, row.nomination.state) for row in rows]
    with as_kept():
        said = {
            row.nomination_id: f"{reason_words(sending)}; "
            + "; ".join(change.words for change in changes(row.before, row.after))
            for row in rows
        }
    keep_steps(actor=actor, rows=steps, on=on, reasons=said)


VERBS: Mapping[str, Verb] = {
    SEND: _send,
    WITHDRAW: _withdraw,
    REPLACE: _replace,
    POSTPONE: _postpone,
    CORRECT: _correct,
}


def _move(actor: User | None, sending: Sending, rows: Sequence[Row], on: date) -> None:
    """Let the seats, and the turns with them, be for the days that the rows say."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        said = row.after
        groups[said["starts_on"], said["ends_on"], said.get("class", "")].append(row)
    for (first, last, code), mine in groups.items():
        places.move(
            actor=actor,
            seats=_seats(mine),
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            on=on,
            class_id=TrainingClass.objects.get(code=code).pk if code else None,
            ground=reason_words(sending),
        )


def reason_words(sending: Sending) -> str:
    """Why, with the paper that says so."""
    return f"{sending.reason} ({sending.paper})" if sending.reason else str(sending.paper)


def _rows_locked(sending: Sending) -> list[Row]:
    """The rows of a paper as they stand, their nominations kept from whoever would move them: first
    the lists, then the rows, and only then places, as everybody locks them who withdraws one."""
    lock_whole(Row.objects.filter(sending=sending).values_list("nomination_id", flat=True))
    rows = Row.objects.filter(sending=sending, state__in=["open", DONE])
    return list(
        rows.select_related("nomination__list__scheme", "seat", "person", "instead_of").order_by(
            "position"
        )
    )


def _seats(rows: Sequence[Row]) -> list[Seat]:
    return [row.seat for row in rows if row.seat is not None]


def _keys(rows: Sequence[Row]) -> list[int]:
    return [row.nomination_id for row in rows]


STANDS = {
    SENDS: ("seated",),
    "comes": ("seated", "reserve"),
    "amends": ("decided", "postponed"),
}


def _refuse_gone(rows: Sequence[Row]) -> None:
    """Refused where somebody does not stand any more as the paper says."""
    gone = [row for row in rows if row.nomination.state not in _must_stand(row)]
    if gone:
        raise Refused(
            _("%s người không còn đúng như dự thảo") % number(len(gone)),
            why="; ".join(_stands(row) for row in gone[:5]),
            remedy=_("Đổi người trong dự thảo, hoặc bỏ dự thảo này và lập lại."),
        )


def _must_stand(row: Row) -> tuple[str, ...]:
    if row.what == SENDS:
        return STANDS["comes" if row.instead_of_id else SENDS]
    return STANDS["amends"]


def _stands(row: Row) -> str:
    nomination: Nomination = row.nomination
    return f"{row.person.name}: {nomination.get_state_display()}"


def _keep(rows: Sequence[Row], until: date) -> None:
    """Hold the places of some rows until a day, no shorter than they are held."""
    seats = [row.seat_id for row in rows if row.seat_id]
    Seat.objects.filter(pk__in=seats, state="held").update(held_until=until)
