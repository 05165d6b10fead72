"""What approval makes of a list: seats while there are places, the rest a reserve in order."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.approvals.models import Submission
from hientai.nominations.domain.states import APPROVED, DRAFT, REFUSED, RESERVE, SEATED, SUBMITTED
from hientai.nominations.domain.verdicts import FAILED, obstacles
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.judging import as_kept
from hientai.nominations.services.holding import GROUND, keep_steps, locked_list, move_rows
from hientai.nominations.services.judging import rejudge
from hientai.nominations.services.telling import tell_nominees
from hientai.nominations.services.writing import seat_rows
from hientai.places.domain.holding import Wanted
from hientai.places.services import seats as places
from hientai.shared.words import N_

HELD_DAYS = 60
"""How long approval holds a place for the decision. No text says; long enough for papers."""


def held_until(held: NominationList, on: date) -> date:
    """The last day of a place held by approval: so many days, but not past the first day of the
    course where that is still to come."""
    last = on + timedelta(days=HELD_DAYS)
    return min(last, held.starts_on) if held.starts_on > on else last


@transaction.atomic
def approved(actor: User | None, submission: Submission) -> None:
    """The last step agreed: the rows get seats in order while there are places, the rest is the
    reserve in order, each told which place was lacking.

    Where the rows were judged on another day they are judged again first: whom law or scheme now
    fails is not approved.
    """
    on = day_of(submission)
    with whole(actor, GROUND % N_("duyệt danh sách"), on):
        held, rows = _taken_up(submission)
        rows = _still_fit(actor, held, rows, on)
        until = held_until(held, on)
        wanted = [wanted_of(row) for row in rows]
        given = places.hold(actor=actor, wanted=wanted, until=until, on=on)
        seats = {one.person_id: one for one in given}
        seat(actor, [row for row in rows if seats[row.person_id].seat], seats, on)
        with as_kept():
            why = {one.person_id: one.refusal.words for one in given if one.refusal}
        reserve(actor, held, [row for row in rows if row.person_id in why], why, on)
        held.state, held.settled_on, held.held_until = APPROVED, on, until
        held.save(update_fields=["state", "settled_on", "held_until"])


@transaction.atomic
def sent_back(actor: User | None, submission: Submission) -> None:
    """A step sent the list back: it is drawn up again, with the reason."""
    _drawn_up_again(actor, submission)


@transaction.atomic
def withdrawn(actor: User | None, submission: Submission) -> None:
    """The unit fetched the list back: it is drawn up again."""
    _drawn_up_again(actor, submission)


@transaction.atomic
def refused(actor: User | None, submission: Submission) -> None:
    """A step refused the list: it and its rows are, with the reason."""
    on, why = day_of(submission), submission.reason
    with whole(actor, why, on):
        held, rows = _taken_up(submission)
        move_rows(actor=actor, rows=rows, became=REFUSED, on=on, reason=why)
        held.state, held.settled_on, held.returned_reason = REFUSED, on, why
        held.save(update_fields=["state", "settled_on", "returned_reason"])
        people = [row.person_id for row in rows]
        tell_nominees(held, people, N_("Đề cử của bạn không được duyệt"), on, why)


def _drawn_up_again(actor: User | None, submission: Submission) -> None:
    on, why = day_of(submission), submission.reason
    with whole(actor, why, on):
        held, rows = _taken_up(submission)
        move_rows(actor=actor, rows=rows, became=DRAFT, on=on, reason=why)
        held.state, held.returned_reason = DRAFT, why
        held.save(update_fields=["state", "returned_reason"])


def day_of(submission: Submission) -> date:
    """The day on which a submission was closed; ValueError for one that is open."""
    if submission.closed_on is None:
        raise ValueError(submission.pk)
    return submission.closed_on


def _taken_up(submission: Submission) -> tuple[NominationList, list[Nomination]]:
    """The list of a submission with its submitted rows, locked, in order."""
    held = locked_list(NominationList(pk=submission.subject))
    rows = Nomination.objects.select_for_update(of=("self",)).filter(list=held, state=SUBMITTED)
    ordered = list(rows.select_related("person").order_by("position"))
    for row in ordered:
        row.list = held
    return held, ordered


def _still_fit(
    actor: User | None, held: NominationList, rows: list[Nomination], on: date
) -> list[Nomination]:
    if all(row.judged_on == on for row in rows):
        return rows
    rejudge(held, rows, on)
    for row in rows:
        if row.verdict == FAILED:
            with as_kept():
                reason = "; ".join(obstacles(row.reasons, [], row.proved))
            move_rows(actor=actor, rows=[row], became=REFUSED, on=on, reason=reason)
    return [row for row in rows if row.verdict != FAILED]


def wanted_of(row: Nomination) -> Wanted:
    """The place that a nomination asks for."""
    held = row.list
    return Wanted(
        person_id=row.person_id,
        unit_id=held.unit_id,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        scheme=held.scheme.slug,
        item_id=held.item_id,
        class_id=held.training_class_id,
        exclusive=held.exclusive,
    )


def seat(
    actor: User | None,
    rows: Sequence[Nomination],
    given: Mapping[int, places.Held],
    on: date,
    reason: str = "",
) -> None:
    """Write the seats that were held into locked rows."""
    steps = [(row.pk, row.state, SEATED) for row in rows]
    seat_rows(rows, SEATED, seats=[given[row.person_id].seat for row in rows])
    keep_steps(actor=actor, rows=steps, on=on, reason=reason)
    for held in {row.list for row in rows}:
        people = [row.person_id for row in rows if row.list_id == held.pk]
        tell_nominees(held, people, N_("Đề cử của bạn đã được duyệt và được giữ chỗ"), on, reason)


def reserve(
    actor: User | None,
    held: NominationList,
    rows: Sequence[Nomination],
    why: Mapping[int, str],
    on: date,
) -> None:
    """Put locked rows, in order, behind whoever is in the reserve of the list, each with why."""
    last = Nomination.objects.filter(list=held, state=RESERVE).aggregate(last=Max("reserve_order"))
    start = (last["last"] or 0) + 1
    steps = [(row.pk, row.state, RESERVE) for row in rows]
    seat_rows(rows, RESERVE, places=range(start, start + len(rows)))
    reasons = {row.pk: why.get(row.person_id, "") for row in rows}
    keep_steps(actor=actor, rows=steps, on=on, reasons=reasons)
    people = [row.person_id for row in rows]
    tell_nominees(held, people, N_("Đề cử của bạn được duyệt vào danh sách dự bị"), on)
