"""What every verb of a paper does: lock its row, refuse a wrong step, keep the step."""

from django.db import connection
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.domain.steps import ground_of, refuse_step
from hientai.documents.models import Paper, Step
from hientai.shared.refused import Refused


def held(*, actor: User | None, paper: Paper, step: str, reason: str = "") -> Paper:
    """The paper with its row locked and its state after the step, not written yet.

    Refused where the paper is out of reach, does not stand before the step, or took a step since
    it was `looked_at`.
    """
    found = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("body")
        .filter(pk=paper.pk)
        .first()
    )
    if found is None:
        raise Refused(
            _("Văn bản này không thuộc cơ quan ban hành trong phạm vi của bạn"),
            remedy=_("Đề nghị văn thư của cơ quan ban hành thực hiện."),
        )
    found.state = refuse_step(found.state, step, str(found.get_state_display()))
    _refuse_unseen(found, paper.looked_at)
    sign(actor=actor, ground=reason or ground_of(step))
    return found


def _refuse_unseen(now: Paper, looked_at: int | None) -> None:
    """Refused where a paper took a step since it was looked at: its words may be others now."""
    last = now.steps.order_by("pk").last()
    if looked_at is None or last is None or last.pk == looked_at:
        return
    raise Refused(
        _("Văn bản vừa được người khác sửa hoặc chuyển bước"),
        why=_("%(who)s, lúc %(at)s")
        % {"who": last.by, "at": f"{localtime(last.at):%H:%M %d/%m/%Y}"},
        remedy=_("Chưa ghi gì. Xem nội dung hiện nay của văn bản rồi làm lại."),
    )


def keep_step(*, actor: User | None, paper: Paper, step: str, reason: str = "") -> None:
    """Write that a step was taken."""
    Step.objects.create(paper=paper, step=step, by=author_of(actor), reason=reason)


def author_of(actor: User | None) -> str:
    """The author's name: the user's, or the operator's that the transaction was opened with."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])
