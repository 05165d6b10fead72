"""What every verb of results begins with: who signs, who may, and the class held for oneself."""

from collections.abc import Mapping

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.shared.refused import Refused
from hientai.timetables.queries import writes

OTHERS = Refused(
    N_("Việc này nằm ngoài phạm vi của bạn"),
    remedy=N_("Đề nghị đơn vị mở lớp, cơ sở đào tạo hoặc giảng viên của phần này thực hiện."),
)
JUST_CHANGED = Refused(N_("Điểm này vừa được người khác sửa"), remedy=N_("Tải lại trang."))
WALLS: Mapping[str, Refused] = {
    "assessment_is_named_once": Refused(N_("Lớp đã có phần đánh giá tên này")),
    "least_mark_lies_on_the_scale": Refused(N_("Điểm đạt phải nằm trong thang điểm")),
    "assessment_has_a_scale": Refused(N_("Thang điểm và số lần phải lớn hơn 0")),
    "marked_part_stands": Refused(
        N_("Phần này đã có điểm"),
        why=N_("thang điểm, số lần và việc công bố không đổi được nữa"),
        remedy=N_("Rút điểm trước, hoặc thêm phần đánh giá khác."),
    ),
    "attempt_is_marked_once": JUST_CHANGED,
    "results_grade_follows_id_key": JUST_CHANGED,
    "mark_is_of_the_class": Refused(
        N_("Điểm này không thuộc phần đánh giá của lớp"), remedy=N_("Tải lại trang.")
    ),
    "work_is_of_the_class": Refused(N_("Bài này không thuộc phần đánh giá của lớp")),
    "concluded_marks_are_the_keepers": Refused(
        N_("Kết quả của người này đã được kết luận"),
        why=N_("sau kết luận chỉ đơn vị giữ lớp sửa điểm, kết luận được sửa theo"),
        remedy=N_("Đề nghị cơ sở đào tạo hoặc đơn vị mở lớp."),
    ),
    "objection_is_decided_by_another": Refused(
        N_("Người đã chấm không quyết định phúc khảo điểm của mình"),
        remedy=N_("Đề nghị một người khác của đơn vị giữ lớp."),
    ),
    "objection_is_against_a_mark": Refused(
        N_("Chỉ đề nghị phúc khảo điểm đã công bố và đang còn giá trị")
    ),
    "results_objection_grade_id_key": Refused(N_("Điểm này đã có đề nghị phúc khảo")),
    "objection_takes_its_steps": Refused(
        N_("Đề nghị này đã được quyết định hoặc đã rút"), remedy=N_("Tải lại trang.")
    ),
    "learner_is_concluded_once": Refused(
        N_("Kết quả vừa được người khác kết luận"), remedy=N_("Tải lại trang.")
    ),
    "results_outcome_follows_id_key": Refused(
        N_("Kết quả vừa được người khác kết luận"), remedy=N_("Tải lại trang.")
    ),
}


def locked(actor: Author | None, held_class: TrainingClass, ground: str) -> None:
    """Sign on a ground, and keep the results of a class from others until the end.

    Refused without a ground, and for a class that was withdrawn.
    """
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi lý do hoặc văn bản làm căn cứ."))
    sign(actor=actor, ground=ground.strip())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('results'), %s)", [held_class.pk])
    if TrainingClass.objects.filter(pk=held_class.pk, withdrawn_at__isnull=False).exists():
        raise Refused(_("Lớp này đã được rút"))


def kept(actor: Author | None, held_class: TrainingClass, ground: str) -> None:
    """The same, for who keeps the class alone."""
    if not writes(held_class.pk):
        raise OTHERS
    locked(actor, held_class, ground)


def may_grade(part_id: int) -> bool:
    """Whether the reader grades a part: keeps the class, or teaches what it is of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT results_grades(%s)", [part_id])
        return bool(cursor.fetchone()[0])
