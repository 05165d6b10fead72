"""After approval: a person withdrawn, the reserve moving up, seats that nobody used in time."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.audit.services import sign
from hientai.documents.domain.steps import reason_of
from hientai.nominations.domain.states import (
    APPROVED,
    RESERVE,
    SEATED,
    SUBMITTED,
    WITHDRAWN,
    refuse_move,
)
from hientai.nominations.domain.verdicts import obstacles, stops
from hientai.nominations.models import Batch, Nomination, NominationList
from hientai.nominations.queries.judging import as_kept
from hientai.nominations.services.adding import nominate
from hientai.nominations.services.answers import held_until, reserve, seat, wanted_of
from hientai.nominations.services.holding import (
    GROUND,
    WALLS,
    keep_steps,
    lock_whole,
    locked_list,
    locked_rows,
    move_rows,
)
from hientai.nominations.services.judging import rejudge
from hientai.nominations.services.telling import tell_nominees, tell_officers
from hientai.places.services import seats as places
from hientai.shared.refused import Refused
from hientai.shared.words import N_
from hientai.webkit.constraints import told


@transaction.atomic
def withdraw(
    *,
    actor: User | None,
    nomination: Nomination,
    reason: str,
    passed: Mapping[int, str] | None = None,
    on: date,
) -> list[Nomination]:
    """Take one person back who was submitted, holds a seat or is in reserve, for a reason.

    A seat goes back, and the first of the reserve who still may go moves up: returns who did.
    `passed` names those of the list's own reserve (by nomination) who are passed over, with why.
    Refused once a decision was made: that takes an amending decision.
    """
    tidy = reason_of(reason)
    held = locked_list(nomination.list)
    [row] = locked_rows([nomination.pk])
    if row.state not in (SUBMITTED, SEATED, RESERVE):
        refuse_move(row.state, WITHDRAWN, row.person.name)
        raise Refused(
            _("Đề cử này không rút được ở bước này"),
            remedy=_("Đang lập thì bớt khỏi danh sách; đã có quyết định thì lập quyết định rút."),
        )
    sign(actor=actor, ground=tidy)
    freed = row.seat if row.state == SEATED else None
    with whole(actor, tidy, on), told(WALLS):
        if freed is not None:
            places.release(actor=actor, seats=[freed], reason=tidy, on=on)
        move_rows(actor=actor, rows=[row], became=WITHDRAWN, on=on, reason=tidy)
        tell_nominees(held, [row.person_id], N_("Đề cử của bạn đã được rút"), on, tidy)
        why = N_("thay chỗ của %s") % row.person.name
        return _moved_up(actor, held, on, why, passed or {}) if freed is not None else []


@transaction.atomic
def carry_over(
    *,
    actor: User | None,
    nomination: Nomination,
    to: NominationList,
    reason: str,
    passed: Mapping[int, str] | None = None,
    on: date,
) -> Batch:
    """Put a person off who holds a seat and has no decision yet: withdrawn here, for the reserve to
    move up, and put forward on a later list of the same quota that is still drawn up.

    Refused where that list is another unit's or quota's, or begins no later.
    """
    held = nomination.list
    same = (to.unit_id, to.scheme_id, to.item_id) == (held.unit_id, held.scheme_id, held.item_id)
    if to.pk == held.pk or not same or to.starts_on <= held.starts_on:
        raise Refused(
            _("Chỉ chuyển được sang danh sách sau của cùng đơn vị, cùng chỉ tiêu"),
            remedy=_("Lập danh sách cho khóa sau trước, rồi chuyển."),
        )
    withdraw(actor=actor, nomination=nomination, reason=reason, passed=passed, on=on)
    return nominate(
        actor=actor,
        nomination_list=to,
        people=[nomination.person_id],
        on=on,
        source=N_("hoãn từ danh sách “%s”") % held.title,
    )


@transaction.atomic
def move_up(
    *, actor: User | None, nomination_list: NominationList, on: date, reason: str = ""
) -> list[Nomination]:
    """Give the free places of a list's quota, or class, to the reserve: returns who got one.

    In a published order: the list's own reserve first, then that of lists for the same class, then
    of the other lists of the quota, the earlier approved first, of every unit. Each is judged once
    more; who may not go, or cannot be there, is passed over and keeps the reason, and with whoever
    goes up it is kept who was passed over.
    """
    held = locked_list(nomination_list)
    with whole(actor, reason or GROUND % N_("bổ sung từ danh sách dự bị"), on):
        return _moved_up(actor, held, on, reason)


def lock_lapsing(seats: Sequence[int]) -> None:
    """Keep the nominations of seats that are about to lapse, and their lists, from others: before
    the places, as every verb locks them."""
    lock_whole(Nomination.objects.filter(seat__in=seats).values_list("pk", flat=True))


@transaction.atomic
def seat_lapsed(seats: Sequence[int], on: date) -> None:
    """Seats that nobody used by their last day went back: the reserve moves up, and their rows go
    behind the reserve of their lists."""
    found = Nomination.objects.filter(seat__in=seats, state=SEATED)
    rows = locked_rows(list(found.values_list("pk", flat=True)))
    why = N_("hết hạn giữ chỗ mà chưa có quyết định cử")
    for held in {row.list for row in rows}:
        mine = [row for row in rows if row.list_id == held.pk]
        _moved_up(None, locked_list(held), on, why)
        reserve(None, held, mine, {row.person_id: why for row in mine}, on)


def _moved_up(
    actor: User | None,
    held: NominationList,
    on: date,
    reason: str,
    by_hand: Mapping[int, str] | None = None,
) -> list[Nomination]:
    rows = _waiting(held)
    if not rows:
        return []
    fit, passed = _fit(rows, on)
    passed |= _passed_by_hand(held, fit, by_hand or {})
    fit = [row for row in fit if row.pk not in passed]
    wanted = [wanted_of(row) for row in fit]
    given = places.hold(actor=actor, wanted=wanted, until=held_until(held, on), on=on)
    with as_kept():
        passed |= {
            row.pk: one.refusal.words
            for row, one in zip(fit, given, strict=True)
            if one.refusal is not None
        }
    up = [row for row, one in zip(fit, given, strict=True) if one.seat]
    over = [row for row in rows[: rows.index(up[-1])] if row.pk in passed] if up else []
    told = _noted_over(actor, over, passed, reason, on)
    seats = {row.pk: one for row, one in zip(fit, given, strict=True) if one.seat}
    for each in {row.list for row in up}:
        mine = [row for row in up if row.list_id == each.pk]
        seat(actor, mine, {row.person_id: seats[row.pk] for row in mine}, on, told)
        tell_officers(each, N_("Có người lên từ danh sách dự bị"), on, told)
    return up


def _passed_by_hand(
    held: NominationList, fit: Sequence[Nomination], by_hand: Mapping[int, str]
) -> dict[int, str]:
    """Whom of the list's own reserve an officer passes over, with why: nobody says so of people
    whom another list put forward."""
    mine = {row.pk for row in fit if row.list_id == held.pk}
    return {key: why.strip() for key, why in by_hand.items() if why.strip() and key in mine}


def _noted_over(
    actor: User | None,
    over: Sequence[Nomination],
    passed: Mapping[int, str],
    reason: str,
    on: date,
) -> str:
    """Keep with those who were passed over why; what is kept with those who go up."""
    said = {row.pk: N_("chưa được lên: %s") % passed[row.pk] for row in over}
    keep_steps(actor=actor, rows=[(r.pk, RESERVE, RESERVE) for r in over], on=on, reasons=said)
    return _told_up([(row.person.name, passed[row.pk]) for row in over], reason)


def _told_up(over: Sequence[tuple[str, str]], reason: str) -> str:
    """Why somebody went up, and who of those before was passed over, with why."""
    told = [part for part in (N_("lên từ danh sách dự bị"), reason) if part]
    if over:
        told.append(N_("bỏ qua %s") % "; ".join(f"{name} ({why})" for name, why in over))
    return "; ".join(told)


def _waiting(held: NominationList) -> list[Nomination]:
    """The reserve that draws from the same quota, in the published order."""
    lists = NominationList.objects.filter(
        state=APPROVED, scheme=held.scheme_id, item_id=held.item_id
    ).exclude(pk=held.pk)
    mine = held.training_class_id
    others = sorted(
        lists, key=lambda one: (one.training_class_id != mine, one.settled_on or date.max, one.pk)
    )
    return _waiting_of([held, *others])


def _waiting_of(lists: Sequence[NominationList]) -> list[Nomination]:
    """Rows in reserve, locked; one that somebody else is moving right now is left to them."""
    order = {held.pk: at for at, held in enumerate(lists)}
    rows = (
        Nomination.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("person", "list__scheme", "list__unit")
        .filter(list__in=order, state=RESERVE)
    )
    return sorted(rows, key=lambda row: (order[row.list_id], row.reserve_order or 0))


def _fit(rows: list[Nomination], on: date) -> tuple[list[Nomination], dict[int, str]]:
    """Who still may go on the day, and of the others why not."""
    for held in {row.list for row in rows}:
        rejudge(held, [row for row in rows if row.list_id == held.pk], on)
    with as_kept():
        passed = {
            row.pk: "; ".join(obstacles(row.reasons, row.overlaps, row.proved))
            for row in rows
            if stops(row.verdict, row.level)
        }
    return [row for row in rows if row.pk not in passed], passed
