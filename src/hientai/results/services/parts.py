"""The parts of the assessment: written, withdrawn, their marks published."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author
from hientai.classes.models import TrainingClass
from hientai.programmes.services.materials import author_of
from hientai.results.domain.completion import BEST, RESITS
from hientai.results.domain.kinds import KINDS
from hientai.results.models import Part
from hientai.results.queries.book import standing_grades
from hientai.results.services.holding import WALLS, kept
from hientai.results.services.telling import tell_published
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

CLOSED = N_("công bố điểm %s")


@dataclass(frozen=True)
class Said:
    """What a part is: kind and re-sit by code, `topic_id` and `lecturer_id` where it has them."""

    title: str
    kind: str = "test"
    scale: Decimal = Decimal(10)
    weight: Decimal = Decimal(1)
    least: Decimal | None = None
    due: date | None = None
    attempts: int = 1
    resit: str = BEST
    takes_files: bool = False
    topic_id: int | None = None
    lecturer_id: int | None = None


@transaction.atomic
def write_part(
    *,
    actor: Author | None,
    held_class: TrainingClass,
    said: Said,
    ground: str,
    part: Part | None = None,
) -> Part:
    """Add a part to the assessment of a class, or say anew what one is.

    Refused for who does not keep the class, and where marks were given on another scale.
    """
    kept(actor, held_class, ground)
    title = " ".join(said.title.split())
    if not title or said.kind not in KINDS or said.resit not in RESITS:
        raise Refused(_("Ghi tên, loại của phần đánh giá"))
    row = part or Part(training_class=held_class)
    for name, value in {**asdict(said), "title": title, "ground": ground.strip()}.items():
        setattr(row, name, value)
    with told(WALLS):
        row.save()
    return row


@transaction.atomic
def withdraw_part(*, actor: Author | None, part: Part, on: date, ground: str) -> Part:
    """Take a part off the assessment; refused while marks stand."""
    kept(actor, part.training_class, ground)
    part.withdrawn_on, part.ground = on, ground.strip()
    with told(WALLS):
        part.save(update_fields=["withdrawn_on", "ground"])
    return part


@transaction.atomic
def publish(*, actor: Author | None, part: Part, on: date) -> Part:
    """Let the learners see the marks of a part, from now on also those given later; tell them.

    Refused where nothing was marked yet, and twice.
    """
    kept(actor, part.training_class, CLOSED % part.title)
    row = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if row.published_on is not None:
        raise Refused(_("Điểm của phần này đã được công bố"), remedy=_("Tải lại trang."))
    marked = standing_grades(row.training_class_id).filter(part=row).exclude(what="taken_back")
    if not marked.exists():
        raise Refused(_("Phần này chưa có điểm nào"), remedy=_("Ghi điểm rồi công bố."))
    row.published_on, row.published_by = on, author_of(actor)
    with told(WALLS):
        row.save(update_fields=["published_on", "published_by"])
    tell_published(row, on)
    return row
