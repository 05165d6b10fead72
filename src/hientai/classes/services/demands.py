"""A list of demand: opened for a programme, answered by units, dated it becomes a class."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import Demand, DemandLine, TrainingClass
from hientai.classes.services.opening import Terms, open_class
from hientai.organisations.models import Unit
from hientai.programmes.models import Institution, Programme, Version
from hientai.programmes.queries.scope import writes
from hientai.programmes.services.materials import author_of
from hientai.schemes.models import Scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.webkit.constraints import told

NOT_YOURS = Refused(
    N_("Việc này nằm ngoài phạm vi đơn vị của bạn"),
    remedy=N_("Đề nghị đơn vị lập danh sách nhu cầu thực hiện."),
)
CLOSED = Refused(N_("Danh sách nhu cầu này đã khép"), remedy=N_("Tải lại trang."))
MOST = 100_000


@dataclass(frozen=True)
class DemandTerms:
    """What is asked: which course, about when, until when units answer, on which ground."""

    title: str
    when: str
    answer_by: date
    ground: str
    scheme: str = ""
    item: str = ""


@transaction.atomic
def open_demand(
    *, actor: Author | None, programme: Programme, unit: Unit, terms: DemandTerms, on: date
) -> Demand:
    """Ask units how many of theirs want a course; refused without a time and a ground."""
    if not writes(unit.pk):
        raise NOT_YOURS
    if not terms.when.strip() or not terms.ground.strip():
        raise Refused(_("Ghi thời gian dự kiến và căn cứ"))
    sign(actor=actor, ground=terms.ground)
    title = " ".join(terms.title.split()) or programme.title
    return Demand.objects.create(
        programme=programme,
        unit=unit,
        title=title,
        title_folded=fold(title),
        when=" ".join(terms.when.split()),
        answer_by=terms.answer_by,
        ground=terms.ground.strip(),
        scheme=Scheme.objects.filter(slug=terms.scheme).first() if terms.scheme else None,
        item_id=terms.item if terms.scheme else "",
        opened_on=on,
        opened_by=author_of(actor),
    )


@transaction.atomic
def want(
    *, actor: Author | None, demand: Demand, unit: Unit, people: int, note: str = "", on: date
) -> DemandLine:
    """Say how many of a unit want to come; said anew it replaces what was said, none takes it back.

    Refused after the last day but for who keeps the list, for a unit out of reach, and for a number
    that is none.
    """
    held = _open(demand)
    keeps = writes(held.unit_id)
    if not keeps and not writes(unit.pk):
        raise NOT_YOURS
    if on > held.answer_by and not keeps:
        raise Refused(
            _("Đã hết hạn ghi nhu cầu"), remedy=_("Đề nghị đơn vị lập danh sách ghi giúp.")
        )
    if not 0 <= people <= MOST:
        raise Refused(_("Số người từ 0 đến %s") % MOST)
    sign(actor=actor, ground=held.ground)
    said = {
        "people": people,
        "note": " ".join(note.split()),
        "told_on": on,
        "told_by": author_of(actor),
    }
    row, _made = DemandLine.objects.update_or_create(demand=held, unit=unit, defaults=said)
    return row


@transaction.atomic
def date_demand(
    *,
    actor: Author | None,
    demand: Demand,
    version: Version,
    institution: Institution,
    terms: Terms,
    on: date,
) -> TrainingClass:
    """Let a list of demand become a class, once its days are known.

    Refused where opening refuses, for a version of another programme, and where it became one.
    """
    held = _open(demand)
    if not writes(held.unit_id):
        raise NOT_YOURS
    if version.programme_id != held.programme_id:
        raise Refused(
            _("Chương trình khác với danh sách nhu cầu"), remedy=_("Chọn bản của chương trình này.")
        )
    made = open_class(
        actor=actor, version=version, institution=institution, unit=held.unit, terms=terms, on=on
    )
    held.training_class, held.state = made, Demand.State.DATED
    held.closed_at = timezone.now()
    with told({}):
        held.save(update_fields=["training_class", "state", "closed_at"])
    return made


@transaction.atomic
def close_demand(*, actor: Author | None, demand: Demand, ground: str) -> Demand:
    """Give a list of demand up; it stays on record."""
    held = _open(demand)
    if not writes(held.unit_id):
        raise NOT_YOURS
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi lý do hoặc văn bản làm căn cứ."))
    sign(actor=actor, ground=ground.strip())
    held.state, held.closed_at, held.closed_ground = "closed", timezone.now(), ground.strip()
    held.save(update_fields=["state", "closed_at", "closed_ground"])
    return held


def _open(demand: Demand) -> Demand:
    held = Demand.objects.select_for_update(of=("self",)).filter(pk=demand.pk).first()
    if held is None:
        # Seen by all, locked by who writes it alone: a unit answers without the lock.
        held = Demand.objects.filter(pk=demand.pk).first()
    if held is None or held.state != Demand.State.OPEN:
        raise CLOSED
    return held
