"""A list sent for approval, and fetched back from it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.approvals import services as approvals
from hientai.approvals.models import Submission
from hientai.audit.services import sign
from hientai.documents.domain.steps import reason_of
from hientai.nominations.domain.states import DRAFT, SUBMITTED, refuse_list_move
from hientai.nominations.domain.verdicts import obstacles, stops
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.services.holding import GROUND, locked_list, move_rows
from hientai.nominations.services.judging import rejudge
from hientai.nominations.services.ranking import put_in_order
from hientai.nominations.services.telling import LIST_KIND, address_of, tell_nominees
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_

MOST_TOLD = 10


@transaction.atomic
def submit(*, actor: User | None, nomination_list: NominationList, on: date) -> Submission:
    """Send a list on its route of approval; every row is judged once more that day.

    Refused for an empty list, and, with the reasons of each row, where the law or the scheme
    fails one, the register cannot tell and no paper proves it, or overlaps block it.
    """
    held = locked_list(nomination_list)
    refuse_list_move(held.state, SUBMITTED)
    drafts = Nomination.objects.select_for_update(of=("self",)).filter(list=held, state=DRAFT)
    rows = list(drafts.select_related("person"))
    if not rows:
        raise Refused(_("Danh sách chưa có ai"), remedy=_("Thêm người rồi trình."))
    sign(actor=actor, ground=GROUND % N_("trình danh sách"))
    rejudge(held, rows, on)
    put_in_order(held)
    _refuse_rows(rows)
    sent = _sent(actor, held, rows, on)
    move_rows(actor=actor, rows=rows, became=SUBMITTED, on=on)
    held.state, held.submission, held.submitted_on = SUBMITTED, sent, on
    held.returned_reason, held.settled_on = "", None
    held.save(
        update_fields=["state", "submission", "submitted_on", "returned_reason", "settled_on"]
    )
    title = N_("Bạn được đề cử đi học")
    tell_nominees(held, [row.person_id for row in rows], title, on)
    return sent


@transaction.atomic
def take_back(
    *, actor: User | None, nomination_list: NominationList, reason: str, on: date
) -> NominationList:
    """Fetch a list back from approval; it is drawn up again. Refused once it was answered."""
    tidy = reason_of(reason)
    sent = Submission.objects.filter(nomination_list=nomination_list.pk).first()
    if sent is None:
        raise Refused(_("Danh sách chưa được trình"), remedy=_("Tải lại trang."))
    approvals.withdraw(actor=actor, submission=sent, reason=tidy, on=on)
    return NominationList.objects.get(pk=nomination_list.pk)


def _sent(actor: User | None, held: NominationList, rows: list[Nomination], on: date) -> Submission:
    return approvals.submit(
        actor=actor,
        key=f"{held.scheme.slug}/{held.item_id}",
        title=N_("%(title)s: %(n)s người") % {"title": held.title, "n": number(len(rows))},
        unit=held.unit,
        subject=(LIST_KIND, held.pk),
        people=[row.person_id for row in rows],
        on=on,
        link=address_of(held),
    )


def _refuse_rows(rows: list[Nomination]) -> None:
    stopped = [row for row in rows if stops(row.verdict, row.level)]
    if not stopped:
        return
    told = [
        f"{row.person.name} ({row.person.code}): "
        + "; ".join(obstacles(row.reasons, row.overlaps, row.proved))
        for row in stopped[:MOST_TOLD]
    ]
    if len(stopped) > MOST_TOLD:
        told.append(_("và %s người nữa") % number(len(stopped) - MOST_TOLD))
    raise Refused(
        _("Chưa trình được: %s người không đủ điều kiện") % number(len(stopped)),
        why=" · ".join(told),
        remedy=_("Bớt những người này, bổ sung hồ sơ hoặc ghi giấy tờ chứng minh rồi trình lại."),
    )
