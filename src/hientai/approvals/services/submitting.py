"""Verbs of who submits: something set on its way along the route that holds, and taken back."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.approvals.domain.routes import Step
from hientai.approvals.domain.states import (
    Verdict,
    reason_for,
    refuse_another_step,
    refuse_closed,
)
from hientai.approvals.models import Route, Submission
from hientai.approvals.queries.desks import Layer, stead_of
from hientai.approvals.queries.routes import routes_for
from hientai.approvals.queries.tasks import writes
from hientai.approvals.services.answering import Said, held, sealed
from hientai.approvals.services.naming import author_of
from hientai.approvals.services.telling import tell_waiting
from hientai.audit.services import sign
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.constraints import told

SUBMITTED = N_("trình phê duyệt: %s")
TAKEN_BACK = N_("rút hồ sơ trình: %s")
ALREADY = {
    "one_open_submission_a_subject": Refused(
        N_("Nội dung này đã được trình và đang chờ phê duyệt"),
        remedy=N_("Rút hồ sơ đã trình trước nếu cần trình lại."),
    )
}


@transaction.atomic
def submit(
    *,
    actor: User | None,
    key: str,
    title: str,
    unit: Unit,
    subject: tuple[str, int],
    people: Collection[int] = (),
    on: date,
    link: str = "",
) -> Submission:
    """Set something of a room above on its way, for a unit, along the route of the day.

    The route follows from the key and from whom it is about (`queries.routes_for`). Refused where
    no route holds, where the people go along different routes, where a step lies with nobody, and
    where the subject is on its way already.
    """
    route = _route(key, people, on)
    kind, subject_id = subject
    row = Submission(
        route=route,
        key=key,
        kind=kind,
        subject=subject_id,
        title=title.strip(),
        link=link,
        unit=unit,
        people=sorted(set(people)),
        submitted_on=on,
        submitted_by=actor,
        submitted_for_id=stead_of(actor),
        submitter=author_of(actor),
    )
    layer = Layer(on)
    _lay_first(row, layer)
    sign(actor=actor, ground=SUBMITTED % row.title)
    with told(ALREADY):
        row.save(force_insert=True)
    tell_waiting([row], layer)
    return row


@transaction.atomic
def withdraw(*, actor: User | None, submission: Submission, reason: str, on: date) -> Submission:
    """Take back what is still on its way; refused for whoever does not write for its unit.

    Who was to answer is told nothing more of it; the room above hears of it.
    """
    said = Said(Verdict.WITHDRAWN, reason_for(Verdict.WITHDRAWN, reason), on)
    row = held([submission]).get(submission.pk)
    if row is None or not writes(row):
        raise Refused(
            _("Hồ sơ này không do đơn vị trong phạm vi của bạn trình"),
            remedy=_("Đề nghị đơn vị trình rút hồ sơ."),
        )
    refuse_closed(row.state)
    refuse_another_step(submission.step, row.step)
    sign(actor=actor, ground=TAKEN_BACK % said.reason)
    sealed(actor, [row], said)
    return row


def _route(key: str, people: Collection[int], on: date) -> Route:
    """The one route of all people; refused where they go along several."""
    routes = routes_for(key, people, on)
    if not routes:
        raise Refused(
            _("Không thấy ai trong số những người được trình"),
            remedy=_("Kiểm tra lại danh sách: họ phải thuộc phạm vi của bạn."),
        )
    if len(routes) > 1:
        counts = [
            f"{route.title} ({route.whom.words or _('những người còn lại')}): {number(len(ids))}"
            for route, ids in routes.items()
        ]
        raise Refused(
            _("Những người được trình theo các trình tự phê duyệt khác nhau"),
            why="; ".join(counts),
            remedy=_("Tách thành từng danh sách theo khối và diện quản lý rồi trình riêng."),
        )
    return next(iter(routes))


def _lay_first(row: Submission, layer: Layer) -> None:
    """Lay the first step; refused where any step would lie with nobody."""
    route = row.route
    for step in route.stages:
        if not layer.is_answered(row, route, step):
            raise _unanswered(step)
    first = route.stages[0]
    laid = layer.lay(row, route, first)
    row.holder_id, row.units = laid.holder, laid.units
    row.seen_by = list(dict.fromkeys([row.unit_id, *laid.units]))
    row.waiting_since, row.due_on = layer.on, layer.due_on(first.days)


def _unanswered(step: Step) -> Refused:
    return Refused(
        _("Bước “%(step)s” chưa có ai trả lời được") % {"step": step.title},
        why=_(
            "không ai giữ vai trò phê duyệt tại %(unit)s hoặc cấp trên của đơn vị đó, "
            "ngoài người trình và người được trình"
        )
        % {"unit": step.place.words},
        remedy=_("Đề nghị người quản trị giao vai trò tại đơn vị đó."),
    )
