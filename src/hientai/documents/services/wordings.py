"""Templates of words: written as a draft, tried, put into use from a day, withdrawn."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.domain import words as w
from hientai.documents.models import IssuingBody, Wording
from hientai.documents.services.holding import author_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

State = Wording.State
_SAME_DAY = Refused(
    N_("Đã có mẫu khác dùng từ ngày này"), remedy=N_("Chọn ngày khác, hoặc thôi dùng mẫu kia.")
)
_AT_ONCE = Refused(N_("Có người vừa soạn phiên bản này"), remedy=N_("Tải lại trang rồi lưu lại."))


@transaction.atomic
def draft_words(
    *,
    actor: User | None,
    purpose: str,
    body: IssuingBody | None,
    since: date,
    words: w.Words,
    note: str = "",
) -> Wording:
    """Write a new version down; it is used by nobody until it is put into use.

    Refused where a field is unknown, with box, line and place.
    """
    w.refuse_faults(words, purpose)
    sign(actor=actor, ground=N_("soạn mẫu văn bản"))
    of_its_kind = Wording.objects.filter(purpose=purpose, body=body)
    last = of_its_kind.aggregate(last=Max("version"))["last"] or 0
    with told({"wording_versions_count_up": _AT_ONCE}):
        return Wording.objects.create(
            purpose=purpose,
            body=body,
            version=last + 1,
            since=since,
            words=w.as_data(words),
            note=note.strip(),
            written_by=author_of(actor),
        )


@transaction.atomic
def put_into_use(*, actor: User | None, wording: Wording) -> Wording:
    """Use a draft from its day on; former versions stay and hold for the days before."""
    row = _held(wording, State.DRAFT)
    sign(actor=actor, ground=N_("cho dùng mẫu văn bản"))
    row.state, row.put_at, row.put_by = State.IN_USE, timezone.now(), author_of(actor)
    with told({"one_wording_a_day": _SAME_DAY}):
        row.save(update_fields=["state", "put_at", "put_by"])
    return row


@transaction.atomic
def withdraw_words(*, actor: User | None, wording: Wording) -> Wording:
    """Use a version no more, or give a draft up; the version before holds again."""
    row = _held(wording, State.DRAFT, State.IN_USE)
    sign(actor=actor, ground=N_("thôi dùng mẫu văn bản"))
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    return row


def _held(wording: Wording, *allowed: str) -> Wording:
    row = Wording.objects.select_for_update(of=("self",)).filter(pk=wording.pk).first()
    if row is None or row.state not in allowed:
        raise Refused(
            _("Mẫu này không còn ở trạng thái làm được việc đó"),
            remedy=_("Tải lại trang để xem trạng thái hiện nay."),
        )
    return row
