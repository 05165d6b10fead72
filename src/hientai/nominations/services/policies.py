"""What two nominations at the same time mean: none, note, warn or block, from a day on."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.services.holding import author_of
from hientai.nominations.domain.overlapping import LABELS, LEVELS
from hientai.nominations.models import OverlapPolicy
from hientai.schemes.models import Scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.constraints import told


@transaction.atomic
def set_policy(
    *, actor: User | None, level: str, since: date, ground: str, scheme: Scheme | None = None
) -> OverlapPolicy:
    """Say what overlapping nominations mean from a day on, for one scheme or (None) for all.

    Refused without a ground, for an unknown level, or where that day has its word already.
    Overlapping attendance stays blocked whatever is said here.
    """
    tidy = " ".join(ground.split())
    if level not in LEVELS or not tidy:
        raise Refused(
            _("Chưa chọn mức hoặc chưa ghi căn cứ"),
            remedy=_("Chọn một trong: %s") % ", ".join(_(LABELS[one]) for one in LEVELS),
        )
    sign(actor=actor, ground=tidy)
    again = Refused(
        _("Ngày %s đã có quy định về trùng đề cử") % day(since), remedy=_("Chọn ngày khác.")
    )
    with told({"one_overlap_policy_a_day": again}):
        return OverlapPolicy.objects.create(
            scheme=scheme, level=level, since=since, ground=tidy, set_by=author_of(actor)
        )
