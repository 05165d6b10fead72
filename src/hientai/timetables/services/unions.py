"""Two classes become one: people without a decision go at once, the others by amending decisions;
the class that was emptied is withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.accounts.queries import who_may
from hientai.accounts.services.reaching import whole
from hientai.audit.services import sign
from hientai.classes.domain import held_in
from hientai.classes.models import TrainingClass
from hientai.classes.services import withdraw
from hientai.decisions.models import Sending
from hientai.decisions.services import Period, Said, draft_postponement
from hientai.nominations.models import Nomination
from hientai.notices.domain.kinds import Said as Words
from hientai.notices.services import tell
from hientai.places.models import Seat
from hientai.places.services.seats import move
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.timetables.domain.decided import Decision
from hientai.timetables.domain.notices import AMEND
from hientai.timetables.models import Learner, Union
from hientai.timetables.queries import writes
from hientai.timetables.queries.unions import Preview, open_union, preview
from hientai.webkit.constraints import told

DRAFT = "decisions:draft"
WALLS = {
    "class_is_merged_once": Refused(
        N_("Lớp này đang hoặc đã được gộp"), remedy=N_("Tải lại trang.")
    ),
    "nobody_is_in_two_places": Refused(
        N_("Có người học lớp khác cùng giờ với lớp nhận"),
        remedy=N_("Đổi giờ của lớp nhận, hoặc chuyển người đó sang lớp khác."),
    ),
}


@transaction.atomic
def merge_classes(
    *, actor: User | None, gone: TrainingClass, into: TrainingClass, ground: str, on: date
) -> Union:
    """Begin to merge a class into another of the same programme.

    Guests, and people whom no decision sent, go at once; for the others those who draft decisions
    are told which to amend. Refused where the reader does not keep both, where the other has not
    places enough, was withdrawn, is over, or teaches another programme.
    """
    seen = preview(gone, into)
    _refuse(gone, into, seen, ground, on)
    sign(actor=actor, ground=ground.strip())
    with told(WALLS):
        moved = _at_once(actor, gone, into, seen, ground, on)
        made = Union.objects.create(
            gone=gone,
            into=into,
            moved=moved,
            decided=sum(one.people for one in seen.decisions),
            ground=ground.strip(),
            made_on=on,
            made_by=author_of(actor),
        )
    _tell(made, seen.decisions, on)
    if not seen.decisions:
        finish(actor=actor, union=made, on=on)
    return made


@transaction.atomic
def draft_amendments(*, actor: User | None, union: Union, on: date) -> list[Sending]:
    """Draw up the amending decision of each decision that has none on its way yet, for the bodies
    that the reader drafts for; refused where there is nothing to draw up."""
    period = Period(union.into.starts_on, union.into.ends_on, union.into)
    wanted = [one for one in preview(union.gone, union.into).decisions if one.left]
    known = Sending.objects.select_related("paper").in_bulk([one.sending for one in wanted])
    made = [
        draft_postponement(
            actor=actor,
            first=known[one.sending],
            nominations=list(Nomination.objects.filter(pk__in=one.nominations)),
            period=period,
            reason=union.ground,
            said=Said(signer=known[one.sending].paper.signer),
            on=on,
        )
        for one in wanted
        if one.sending in known and not one.waiting
    ]
    if not made:
        raise Refused(
            _("Không có quyết định nào để lập dự thảo điều chỉnh"),
            remedy=_("Đăng ký các dự thảo đã lập, hoặc đề nghị cơ quan ban hành lập."),
        )
    return made


@transaction.atomic
def finish(*, actor: User | None, union: Union, on: date) -> Union:
    """Withdraw the class that was emptied, on the ground of the merger; refused while somebody is
    still in it."""
    if left := held_in(union.gone_id):
        raise Refused(
            _("Lớp còn %s người hoặc chỗ được giữ") % number(left),
            remedy=_("Đăng ký các quyết định điều chỉnh trước."),
        )
    withdraw(actor=actor, held_class=union.gone, ground=union.ground, on=on)
    return _ended(union, Union.State.DONE)


def finish_emptied(actor: User | None, classes: Sequence[int], on: date) -> int:
    """Withdraw every class of these that a merger has emptied by now; how many."""
    rows = Union.objects.filter(gone__in=classes, state=Union.State.OPEN).select_related("gone")
    with whole(actor, N_("gộp lớp"), on):
        empty = [one for one in rows if not held_in(one.gone_id)]
        for one in empty:
            finish(actor=actor, union=one, on=on)
    return len(empty)


@transaction.atomic
def drop(*, actor: User | None, union: Union, ground: str, on: date) -> Union:
    """Give a merger up: who went at once comes back.

    Refused once a decision was amended for it: that is undone by another decision alone; refused
    too while an amending paper is on its way.
    """
    held = open_union(union.gone)
    if held is None:
        raise Refused(_("Việc gộp này đã xong hoặc đã bỏ"), remedy=_("Tải lại trang."))
    _refuse_amended(held)
    sign(actor=actor, ground=ground.strip() or held.ground)
    with told(WALLS):
        for one in held.moved:
            _back(actor, held, one, on)
    return _ended(held, Union.State.DROPPED)


def _refuse_amended(held: Union) -> None:
    decisions = preview(held.gone, held.into).decisions
    waiting = sum(one.waiting for one in decisions)
    if waiting or sum(one.people for one in decisions) < held.decided:
        raise Refused(
            _("Đã có quyết định điều chỉnh cho việc gộp này"),
            why=_("quyết định đã ban hành chỉ sửa được bằng quyết định khác"),
            remedy=_("Bỏ các dự thảo chưa đăng ký; người đã chuyển thì lập quyết định điều chỉnh."),
        )


def _back(actor: User | None, held: Union, one: dict[str, Any], on: date) -> None:
    if one["kind"] == "guest":
        rows = Learner.objects.filter(pk=one["id"], training_class=held.into)
        rows.update(training_class=held.gone, joined_on=one["first"], joined_by=one["by"])
        return
    move(
        actor=actor,
        seats=list(Seat.objects.filter(pk=one["id"])),
        starts_on=date.fromisoformat(one["first"]),
        ends_on=date.fromisoformat(one["last"]) if one["last"] else None,
        on=on,
        class_id=held.gone_id,
        ground=held.ground,
    )


def _refuse(gone: TrainingClass, into: TrainingClass, seen: Preview, ground: str, on: date) -> None:
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi số, ngày của văn bản làm căn cứ."))
    if not writes(gone.pk) or not writes(into.pk):
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp hoặc cơ sở đào tạo thực hiện."),
        )
    if gone.pk == into.pk or gone.version.programme_id != into.version.programme_id:
        raise Refused(
            _("Chỉ gộp hai lớp của cùng một chương trình"), remedy=_("Chọn lớp nhận khác.")
        )
    if into.withdrawn_at or gone.withdrawn_at or into.ends_on < on:
        raise Refused(_("Lớp đã rút hoặc đã kết thúc"), remedy=_("Chọn lớp nhận khác."))
    if seen.people > seen.left:
        raise Refused(
            _("Lớp nhận không đủ chỗ"),
            why=_("cần %(n)s, còn %(left)s chỗ")
            % {"n": number(seen.people), "left": number(max(0, seen.left))},
            remedy=_("Chọn lớp còn đủ chỗ."),
        )


def _at_once(
    actor: User | None,
    gone: TrainingClass,
    into: TrainingClass,
    seen: Preview,
    ground: str,
    on: date,
) -> list[dict[str, Any]]:
    """Move guests, and people whom no decision sent; how each stood."""
    seats = list(Seat.objects.filter(pk__in=seen.undecided))
    if len(seats) < len(seen.undecided):
        raise Refused(
            _("Có người vào lớp không qua quyết định, thuộc đơn vị ngoài phạm vi của bạn"),
            remedy=_("Đề nghị đơn vị cấp trên gộp lớp."),
        )
    kept: list[dict[str, Any]] = [
        {"kind": "seat", "id": s.pk, "first": f"{s.period.lower}", "last": _last(s)} for s in seats
    ]
    if seats:
        days = {"starts_on": into.starts_on, "ends_on": into.ends_on}
        move(actor=actor, seats=seats, **days, on=on, class_id=into.pk, ground=ground)
    for one in seen.guests:
        kept.append(
            {"kind": "guest", "id": one.pk, "first": f"{one.joined_on}", "by": one.joined_by}
        )
        one.training_class, one.joined_on = into, max(on, into.starts_on)
        one.joined_by = ground.strip()
        one.save(update_fields=["training_class", "joined_on", "joined_by"])
    return kept


def _last(seat: Seat) -> str:
    upper = seat.period.upper
    return f"{date.fromordinal(upper.toordinal() - 1)}" if upper else ""


def _ended(union: Union, state: str) -> Union:
    union.state, union.ended_at = state, timezone.now()
    union.save(update_fields=["state", "ended_at"])
    return union


def _tell(made: Union, decisions: Sequence[Decision], on: date) -> None:
    """Who drafts for a body is told which of its decisions are to be amended."""
    for one in decisions:
        said = {"from": made.gone.code, "to": made.into.code, "paper": one.name}
        tell(
            to=who_may(DRAFT, units=[one.unit_id], on=on),
            kind=AMEND,
            title=Words(N_("Cần quyết định điều chỉnh: gộp lớp %(from)s vào %(to)s"), said),
            text=Words(N_("Quyết định %(paper)s cử người vào lớp %(from)s."), said),
            link=f"/quyet-dinh/{one.sending}/",
            key=f"union-{made.pk}-{one.sending}",
            on=on,
        )
