"""What a unit says of its part: the need, the places it takes, those it gives back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.places.models import Allotment, AllotmentStep, Division
from hientai.places.services.dividing import WALLS, note
from hientai.places.services.telling import tell_answer
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.constraints import told

What = AllotmentStep.What


@transaction.atomic
def state_need(
    *, actor: Author | None, part: Allotment, wanted: int, why: str, on: date
) -> Allotment:
    """State how many places a unit needs: before the division by need, or to be offered more."""
    held = _own(part, Division.State.DRAFT, Division.State.OFFERED)
    if wanted < 0:
        raise Refused(_("Nhu cầu không thể là số âm"), remedy=_("Ghi lại số chỗ cần."))
    sign(actor=actor, ground=N_("nêu nhu cầu %s chỗ") % number(wanted))
    held.wanted = wanted
    held.save(update_fields=["wanted"])
    note(actor, on, [(held, What.NEED, wanted, why)])
    tell_answer(held, N_("nêu nhu cầu"), wanted, why, on)
    return held


@transaction.atomic
def answer(
    *,
    actor: Author | None,
    part: Allotment,
    accepted: int,
    on: date,
    wanted: int | None = None,
    why: str = "",
) -> Allotment:
    """Take so many of the places offered; the others go back. `wanted` asks for more in all.

    Refused after the day of answers, a second time, for more than was offered, or for less than
    the unit already took.
    """
    held = _own(part, Division.State.OFFERED)
    _refuse_answer(held, accepted, on)
    words = _("nhận %(n)s trong %(of)s chỗ được giao") % {
        "n": number(accepted),
        "of": number(held.offered),
    }
    sign(actor=actor, ground=words)
    back = held.offered - accepted
    held.accepted, held.note = accepted, why
    held.answered_at, held.answered_by = timezone.now(), author_of(actor)
    held.wanted = held.wanted if wanted is None else wanted
    with told(WALLS):
        held.save(update_fields=["accepted", "wanted", "note", "answered_at", "answered_by"])
    steps = [(held, What.ACCEPTED, accepted, why or words)]
    if back:
        steps.append((held, What.RETURNED, back, why or _("không nhận hết số được giao")))
    note(actor, on, steps)
    tell_answer(held, N_("nhận"), accepted, why, on)
    return held


@transaction.atomic
def give_back(
    *, actor: Author | None, part: Allotment, places: int, why: str, on: date
) -> Allotment:
    """Give back places that were taken and will not be used, with the reason."""
    held = _own(part, Division.State.OFFERED)
    if places < 1 or not why.strip():
        raise Refused(_("Ghi số chỗ trả lại và lý do"))
    sign(actor=actor, ground=why)
    held.returned += places
    with told(WALLS):
        held.save(update_fields=["returned"])
    note(actor, on, [(held, What.RETURNED, places, why)])
    tell_answer(held, N_("trả lại"), places, why, on)
    return held


def _refuse_answer(held: Allotment, accepted: int, on: date) -> None:
    if held.accepted is not None:
        raise Refused(
            _("Đơn vị đã trả lời: nhận %s chỗ") % number(held.accepted),
            remedy=_("Trả bớt chỗ, hoặc nêu nhu cầu để được giao thêm."),
        )
    if on > held.division.answer_by:
        raise Refused(
            _("Đã quá hạn trả lời"),
            why=_("hạn trả lời là hết ngày %s") % day(held.division.answer_by),
            remedy=_("Số chỗ được giao vẫn của đơn vị đến ngày thu lại; trả bớt nếu không dùng."),
        )
    if not 0 <= accepted <= held.offered:
        raise Refused(
            _("Số nhận phải từ 0 đến %s") % number(held.offered),
            remedy=_("Ghi nhu cầu nếu cần nhiều hơn."),
        )


def _own(part: Allotment, *states: str) -> Allotment:
    rows = Allotment.objects.select_for_update(of=("self",)).select_related("division", "unit")
    held = rows.filter(pk=part.pk).first()
    if held is None:
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị được giao chỗ thực hiện."),
        )
    if held.division.state not in states:
        raise Refused(
            _("Đợt giao chỗ đang ở tình trạng “%s”") % held.division.get_state_display(),
            remedy=_("Tải lại trang."),
        )
    return held
