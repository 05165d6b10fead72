"""A preview that nobody will write: put away, and what was kept of the file with it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch, ImportPart
from hientai.intake.services.scope import acting
from hientai.shared.refused import Refused

State = ImportBatch.State


def discard(*, actor: User | None, batch: ImportBatch) -> ImportBatch:
    """Put a preview away for good; the batch stays in the list, the texts of its file go.

    Refused for a batch that is not waiting to be written, that is being worked on, or that
    somebody else handed in (the machine's operator, None, may discard any).
    """
    with acting(actor):
        one = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _refuse_not_ready(one)
        if actor is not None and one.actor_id != actor.pk:
            raise Refused(
                _("Lần nhập này do %s nộp nên bạn không bỏ được") % one.actor_label,
                remedy=_("Đề nghị người nộp tệp bỏ, hoặc để nguyên: chưa ghi thì chưa đổi gì."),
            )
        ImportPart.objects.filter(batch=one).delete()
        one.state, one.discarded_at = State.DISCARDED, timezone.now()
        one.counts, one.refusal = {}, None
        one.save()
    return one


def _refuse_not_ready(one: ImportBatch) -> None:
    if one.is_busy:
        raise Refused(_("Lần nhập này đang được xử lý"), remedy=_("Chờ bước này xong rồi bỏ."))
    if one.state != State.PREVIEWED:
        raise Refused(_("Lần nhập này %s nên không bỏ được") % one.get_state_display())
