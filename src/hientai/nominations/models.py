"""Who is put forward for which place: lists, their rows, bulk steps, policy of overlaps."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.approvals.models import Submission
from hientai.classes.models import TrainingClass
from hientai.nominations.domain.overlapping import LEVELS
from hientai.nominations.domain.states import LIVE
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.models import Seat
from hientai.schemes.models import Scheme
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES

NOTHING = list
"""What a column of several things begins as: inside the tables "list" is that of a nomination."""


class NominationList(models.Model):
    """One unit's list for a quota, or for a class; what its people would study, where and when.

    `submission` is the latest way through approval; a list sent back is a draft again, with the
    reason in `returned_reason`. `held_until` is the last day to which approval holds the seats.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("đang lập")
        SUBMITTED = "submitted", _("đang trình")
        APPROVED = "approved", _("đã duyệt")
        REFUSED = "refused", _("không duyệt")
        WITHDRAWN = "withdrawn", _("đã rút")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="nomination_lists", verbose_name=_("đơn vị đề cử")
    )
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name=_("đề án"))
    item_id = models.TextField(_("chỉ tiêu"))
    training_class = models.ForeignKey(
        TrainingClass,
        models.PROTECT,
        null=True,
        related_name="nomination_lists",
        verbose_name=_("lớp"),
    )
    title = models.TextField(_("tên danh sách"))
    programme = models.TextField(_("chương trình"))
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    place = models.TextField(_("nơi học"), blank=True, default="")
    fund = models.TextField(_("nguồn kinh phí"), blank=True, default="")
    form = models.TextField(_("hình thức"))
    exclusive = models.BooleanField(_("không học song song"), default=True)
    state = models.TextField(_("trạng thái"), choices=State, default=State.DRAFT)
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, related_name="nomination_list"
    )
    opened_on = models.DateField(_("ngày lập"))
    opened_by = models.TextField(_("người lập"))
    opened_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    submitted_on = models.DateField(_("ngày trình"), null=True)
    settled_on = models.DateField(_("ngày có kết quả"), null=True)
    held_until = models.DateField(_("giữ chỗ đến"), null=True)
    returned_reason = models.TextField(_("lý do trả lại"), blank=True, default="")
    note = models.TextField(_("ghi chú"), blank=True, default="")

    looked_at: str = ""
    """The mark of the list as whoever moves it saw it on a page (`queries.marks`); "" for none."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(programme="") & ~Q(item_id=""),
                name="list_says_what_for",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="list_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(form__in=[*DELIVERY_FORMS]), name="list_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(place__in=["", *PLACES]) & Q(fund__in=["", *FUNDS]),
                name="list_place_and_fund_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "refused"])
                | Q(submission__isnull=False, submitted_on__isnull=False),
                name="submitted_lists_have_a_submission",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(settled_on__isnull=False),
                name="approved_lists_have_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "item_id", "state"], name="lists_of_a_quota"),
            models.Index(fields=["unit", "-opened_on"], name="lists_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """One bulk step over a list: what it took in, and what it left out and why.

    `taken` holds the keys of the nominations added or taken off; `left_out` is a list of {line,
    text, why}. A step that was undone keeps its row.
    """

    class Kind(models.TextChoices):
        ADD = "add", _("thêm người")
        REMOVE = "remove", _("bớt người")

    list = models.ForeignKey(NominationList, models.PROTECT, related_name="batches")
    kind = models.TextField(_("việc"), choices=Kind)
    source = models.TextField(_("lấy từ"), blank=True, default="")
    taken = ArrayField(models.BigIntegerField(), default=NOTHING)
    left_out = models.JSONField(_("bỏ lại"), default=NOTHING)
    done_on = models.DateField(_("ngày"))
    done_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    done_by = models.TextField(_("người thực hiện"))
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)
    undone_by = models.TextField(_("người hoàn tác"), blank=True, default="")


class Nomination(models.Model):
    """One person on a list, as judged on a day, and where it stands.

    `verdict` is passed, failed, unknown or to_be_proved; `reasons` holds what was told that day
    (see `screening.queries.answers.reason_as_data`), `overlaps` what runs at the same time (see
    `domain.overlapping.as_data`), `level` the strongest of these. `proved` maps the code of a
    condition to the paper that proves it. `score_parts` is a list of {title, points}, points null
    where the register cannot tell; `by_hand` is the place given by hand among those of a score.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("đang lập")
        SUBMITTED = "submitted", _("đang trình")
        SEATED = "seated", _("được giữ chỗ")
        RESERVE = "reserve", _("dự bị")
        DECIDED = "decided", _("đã có quyết định cử")
        REFUSED = "refused", _("không duyệt")
        WITHDRAWN = "withdrawn", _("đã rút")
        REPLACED = "replaced", _("đã thay người khác")
        POSTPONED = "postponed", _("đã hoãn")

    list = models.ForeignKey(
        NominationList, models.PROTECT, related_name="nominations", verbose_name=_("danh sách")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, verbose_name=_("đơn vị")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="nominations")
    state = models.TextField(_("trạng thái"), choices=State, default=State.DRAFT)
    position = models.PositiveIntegerField(_("thứ tự"))
    rank = models.PositiveIntegerField(_("hạng"))
    score = models.IntegerField(_("điểm ưu tiên"), default=0)
    score_parts = models.JSONField(_("điểm từng ưu tiên"), default=NOTHING)
    by_hand = models.PositiveIntegerField(_("thứ tự trong nhóm bằng điểm"), null=True)
    tie_note = models.TextField(_("lý do xếp trước"), blank=True, default="")
    judged_on = models.DateField(_("xét ngày"))
    verdict = models.TextField(_("kết luận"))
    reasons = models.JSONField(_("lý do"), default=NOTHING)
    overlaps = models.JSONField(_("trùng thời gian"), default=NOTHING)
    level = models.TextField(_("mức trùng"), default="none")
    proved = models.JSONField(_("giấy tờ chứng minh"), default=dict)
    reserve_order = models.PositiveIntegerField(_("thứ tự dự bị"), null=True)
    seat = models.OneToOneField(
        Seat, models.PROTECT, null=True, related_name="nomination", verbose_name=_("chỗ")
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("thay cho")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "person"],
                condition=Q(state__in=sorted(LIVE)),
                name="nominated_once_in_a_list",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["seated", "decided"]) | Q(seat__isnull=False),
                name="seated_rows_hold_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(state="reserve", reserve_order__isnull=False)
                | ~Q(state="reserve") & Q(reserve_order=None),
                name="reserve_alone_has_an_order",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["passed", "failed", "unknown", "to_be_proved"])
                & Q(level__in=LEVELS),
                name="nomination_is_judged",
            ),
        ]
        indexes = [
            models.Index(fields=["list", "position"], name="rows_of_a_list"),
            models.Index(
                fields=["person"],
                condition=Q(state__in=sorted(LIVE)),
                name="live_nominations_of_a_person",
            ),
        ]


class NominationStep(models.Model):
    """One step of one nomination; `was` and `became` are alike where the state stayed and
    something was said of it (a reserve passed over, a paper that proves, an order of a tie)."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="steps")
    was = models.TextField(blank=True, default="")
    became = models.TextField()
    reason = models.TextField(blank=True, default="")
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.TextField()


class OverlapPolicy(models.Model):
    """What two nominations at the same time mean from a day on, for a scheme or (null) for all."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, related_name="+")
    level = models.TextField(_("mức"), choices=[(level, level) for level in LEVELS])
    since = models.DateField(_("từ ngày"))
    ground = models.TextField(_("căn cứ"))
    set_by = models.TextField(_("người đặt"))
    set_at = models.DateTimeField(_("đặt lúc"), auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "since"], nulls_distinct=False, name="one_overlap_policy_a_day"
            ),
            models.CheckConstraint(
                condition=Q(level__in=LEVELS) & ~Q(ground=""), name="overlap_policy_is_grounded"
            ),
        ]
