"""Forms after a class, what they ask, their results; what superiors say later; what follows.

Ballots and the marks of used tokens stand in tables that have no model and that the application's
role cannot read (see `migrations/0002_walls.sql` and docs/evaluation.md).
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.states import ACTION_STATES, COUNTED, OPEN, STATES, TAKEN
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.models import Lecturer, Topic


class TemplateVersion(models.Model):
    """A form template that an owner put in force from a day; those of the circulars ship.

    It holds for classes of its unit and of those below (null: of all).
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("áp dụng cho")
    )
    title = models.TextField(_("tên mẫu phiếu"))
    since = models.DateField(_("áp dụng từ ngày"))
    body = models.JSONField(_("nội dung mẫu phiếu"))
    ground = models.TextField(_("căn cứ"))
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    made_by = models.TextField(_("người lập"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "since"],
                name="unit_has_one_template_a_day",
                nulls_distinct=False,
            )
        ]


class Form(models.Model):
    """The form of one class, open from a day until a day; counted once and then standing still.

    `rules` keeps scale, void rule, index and bands as they stood in the template that day. How
    many answers came in is known to the day of counting alone.
    """

    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="+", verbose_name=_("lớp")
    )
    template = models.TextField(_("mẫu phiếu"))
    rules = models.JSONField(_("quy tắc tính"))
    opens_on = models.DateField(_("thu phiếu từ ngày"))
    closes_on = models.DateField(_("thu phiếu đến hết ngày"))
    use_on = models.DateField(_("ngày hỏi việc sử dụng"))
    learners = models.PositiveIntegerField(_("số học viên"))
    in_app = models.BooleanField(_("trả lời trong Hệ thống"))
    slips = models.PositiveIntegerField(_("số phiếu giấy"), default=0)
    state = models.TextField(
        _("tình trạng"), choices=[(code, _(name)) for code, name in STATES.items()], default=OPEN
    )
    ground = models.TextField(_("căn cứ"))
    opened_at = models.DateTimeField(_("mở lúc"), auto_now_add=True)
    opened_by = models.TextField(_("người mở"))
    counted_on = models.DateField(_("ngày tổng hợp"), null=True)
    received = models.PositiveIntegerField(_("số phiếu thu về"), null=True)
    void = models.PositiveIntegerField(_("số phiếu không hợp lệ"), null=True)
    withdrawn_ground = models.TextField(_("căn cứ hủy"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="evaluation_form_runs_forward"
            ),
            models.CheckConstraint(
                condition=~Q(state=COUNTED) | Q(counted_on__gt=F("closes_on")),
                name="evaluation_is_shown_after_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(learners__gt=0) & Q(slips__lte=F("learners")),
                name="evaluation_has_learners",
            ),
            models.UniqueConstraint(
                fields=["training_class"],
                condition=~Q(state="withdrawn"),
                name="class_is_evaluated_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.training_class)


class Line(models.Model):
    """One thing that a form asks to score, as it was put; of a topic and lecturer where it is."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    object = models.TextField(_("nhóm"))
    indicator = models.TextField(_("chỉ báo"))
    certainty = models.TextField(_("mức chắc chắn"), default="verified")
    source = models.TextField(_("nguồn"), blank=True, default="")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+")
    topic_title = models.TextField(_("chuyên đề"), blank=True, default="")
    lecturer = models.ForeignKey(Lecturer, models.PROTECT, null=True, related_name="+")
    lecturer_name = models.TextField(_("giảng viên"), blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="evaluation_line_once")
        ]


class Result(models.Model):
    """How often each score was given in a line; lines with too few answers have none."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="results")
    line = models.OneToOneField(Line, models.PROTECT, related_name="result")
    counts = ArrayField(models.PositiveIntegerField(), verbose_name=_("số phiếu theo điểm"))


class Remark(models.Model):
    """A free text, told apart from every score and every other text; in no order of time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    form = models.ForeignKey(Form, models.PROTECT, related_name="remarks")
    question = models.PositiveSmallIntegerField()
    text = models.TextField()


class Use(models.Model):
    """What the superior of a learner says, some months later, about the use of what was learned.

    Named: who answered stands in it.
    """

    form = models.ForeignKey(
        Form, models.PROTECT, related_name="uses", verbose_name=_("phiếu đánh giá")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    asked_on = models.DateField(_("hỏi ngày"))
    due_on = models.DateField(_("trả lời trước hết ngày"))
    scores = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("điểm"), default=list)
    note = models.TextField(_("nhận xét"), blank=True, default="")
    answered_on = models.DateField(_("trả lời ngày"), null=True)
    answered_by = models.TextField(_("người trả lời"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "person"], name="use_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(scores=[]) & ~Q(answered_by=""),
                name="use_is_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["unit", "asked_on"], name="uses_of_a_unit")]


class Action(models.Model):
    """What is done about a finding: by whom, until when, and what came of it."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="actions")
    lecturer = models.ForeignKey(Lecturer, models.PROTECT, null=True, related_name="+")
    finding = models.TextField(_("vấn đề"))
    what = models.TextField(_("việc cần làm"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người làm")
    )
    due_on = models.DateField(_("hạn"))
    state = models.TextField(
        _("tình trạng"),
        choices=[(code, _(name)) for code, name in ACTION_STATES.items()],
        default=TAKEN,
    )
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    made_by = models.TextField(_("người lập"))
    closed_on = models.DateField(_("xong ngày"), null=True)
    closed_by = models.TextField(_("người khép"), blank=True, default="")
    outcome = models.TextField(_("kết quả"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(finding="") & ~Q(what=""), name="action_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome="") & Q(closed_on__isnull=False),
                name="action_closed_with_an_outcome",
            ),
        ]
