"""What came of a workshop."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.delegations.models import WORKSHOP, Workshop
from hientai.delegations.services.journeys import NOT_YOURS, WALLS
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.queries import writes
from hientai.webkit.constraints import told


@transaction.atomic
def record_workshop(
    *,
    actor: Author | None,
    held_class: TrainingClass,
    chair: str,
    attended: int,
    papers: int,
    outcome: str,
    on: date,
) -> Workshop:
    """Say who led a workshop, how many came and what it found; it may be said anew.

    Refused before its first day, for a class of another form, without chair, people or outcome.
    """
    if not writes(held_class.pk):
        raise NOT_YOURS
    if held_class.form != WORKSHOP or held_class.withdrawn_at is not None:
        raise Refused(
            _("Lớp không tổ chức theo hình thức này"), remedy=_("Mở lớp với hình thức Hội thảo.")
        )
    if held_class.starts_on > on:
        raise Refused(_("Hội thảo chưa diễn ra"), remedy=_("Ghi kết quả khi đã tổ chức."))
    if not chair.strip() or not outcome.strip() or attended < 1 or papers < 0:
        raise Refused(_("Ghi người chủ trì, số người dự và kết quả"))
    sign(actor=actor, ground=N_("kết quả hội thảo"))
    with told(WALLS):
        row, _made = Workshop.objects.update_or_create(
            training_class=held_class,
            defaults={
                "chair": " ".join(chair.split()),
                "attended": attended,
                "papers": papers,
                "outcome": outcome.strip(),
                "recorded_by": author_of(actor),
            },
        )
    return row
