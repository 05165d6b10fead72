"""Guests join a class and leave it; the days of a learner are put right. By a paper each time."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.places.services.locking import room_in_class
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner
from hientai.timetables.queries.plans import writes
from hientai.webkit.constraints import told

BACKWARD = Refused(N_("Ngày rời lớp trước ngày vào lớp"), remedy=N_("Kiểm tra lại hai ngày."))
WALLS = {
    "learner_leaves_after_joining_by_a_paper": BACKWARD,
    "nobody_is_in_two_places": Refused(
        N_("Người này học lớp khác cùng giờ trong những ngày ấy"),
        remedy=N_("Kiểm tra lại ngày vào lớp, rời lớp."),
    ),
}


@transaction.atomic
def add_guest(
    *,
    actor: Author | None,
    held_class: TrainingClass,
    name: str,
    organisation: str,
    contact: str,
    joined_on: date,
    ground: str,
) -> Learner:
    """Let somebody from outside the register learn in a class.

    Refused without name, organisation and paper, where the class is kept by others, and where it
    has no place left.
    """
    _signed(actor, held_class.pk, ground)
    if not name.strip() or not organisation.strip():
        raise Refused(_("Ghi họ tên và nơi công tác của khách học"))
    if room_in_class(held_class.pk, joined_on) < 1:
        raise Refused(_("Lớp đã đủ %s chỗ") % held_class.places)
    return Learner.objects.create(
        training_class=held_class,
        name=" ".join(name.split()),
        organisation=" ".join(organisation.split()),
        contact=contact.strip(),
        joined_on=joined_on,
        joined_by=ground.strip(),
    )


@transaction.atomic
def leave(*, actor: Author | None, learner: Learner, left_on: date, ground: str) -> Learner:
    """Let a guest go from a day on; a person goes by the decision that gives the seat back."""
    if learner.person_id is not None:
        raise Refused(
            _("Người có quyết định cử rời lớp bằng quyết định điều chỉnh"),
            remedy=_("Lập quyết định điều chỉnh ở trang Quyết định cử đi."),
        )
    return _days(actor, learner, learner.joined_on, left_on, ground)


@transaction.atomic
def correct_days(
    *, actor: Author | None, learner: Learner, joined_on: date, left_on: date | None, ground: str
) -> Learner:
    """Put the days of a learner right, as the paper has them; who learns still is not let go."""
    if learner.person_id is not None and learner.left_on is None and left_on is not None:
        raise Refused(
            _("Người có quyết định cử rời lớp bằng quyết định điều chỉnh"),
            remedy=_("Lập quyết định điều chỉnh ở trang Quyết định cử đi."),
        )
    return _days(actor, learner, joined_on, left_on, ground)


def _days(
    actor: Author | None, learner: Learner, joined_on: date, left_on: date | None, ground: str
) -> Learner:
    _signed(actor, learner.training_class_id, ground)
    if left_on is not None and left_on < joined_on:
        raise BACKWARD
    learner.joined_on, learner.left_on = joined_on, left_on
    learner.left_by = ground.strip() if left_on else ""
    with told(WALLS):
        learner.save(update_fields=["joined_on", "left_on", "left_by"])
    return learner


def _signed(actor: Author | None, class_id: int, ground: str) -> None:
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi số, ngày của văn bản làm căn cứ."))
    if not writes(class_id):
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp hoặc cơ sở đào tạo thực hiện."),
        )
    sign(actor=actor, ground=ground.strip())
