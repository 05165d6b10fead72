"""Results of a class: parts, works handed in, marks, objections, outcomes.

What was said is never written over: a mark, an outcome is corrected by another row that follows it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Lecturer, Topic
from hientai.results.domain.completion import RESITS, STATES
from hientai.results.domain.kinds import DECIDED, KINDS, OBJECTIONS, SOURCES
from hientai.results.domain.points import WHATS
from hientai.timetables.models import Learner


class Part(models.Model):
    """A part of the assessment of a class (phần đánh giá): a test, an essay, a learning report.

    `least` is a least mark of its own, above what the rule of the day asks. Learners see the marks
    from `published_on` on.
    """

    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="parts", verbose_name=_("lớp")
    )
    kind = models.TextField(_("loại"))
    title = models.TextField(_("tên phần đánh giá"))
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, related_name="+", verbose_name=_("chuyên đề")
    )
    lecturer = models.ForeignKey(
        Lecturer, models.PROTECT, null=True, related_name="+", verbose_name=_("người chấm")
    )
    scale = models.DecimalField(_("thang điểm"), max_digits=6, decimal_places=2)
    weight = models.DecimalField(_("hệ số"), max_digits=5, decimal_places=2)
    least = models.DecimalField(_("điểm đạt"), max_digits=6, decimal_places=2, null=True)
    due = models.DateField(_("hạn nộp, ngày kiểm tra"), null=True)
    attempts = models.PositiveSmallIntegerField(_("số lần"), default=1)
    resit = models.TextField(_("tính điểm thi lại"), default="best")
    takes_files = models.BooleanField(_("học viên nộp tệp"), default=False)
    published_on = models.DateField(_("công bố ngày"), null=True)
    published_by = models.TextField(_("người công bố"), blank=True, default="")
    withdrawn_on = models.DateField(_("bỏ từ ngày"), null=True)
    ground = models.TextField(_("căn cứ"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(ground=""), name="assessment_has_a_title_and_a_ground"
            ),
            models.CheckConstraint(condition=Q(kind__in=[*KINDS]), name="assessment_kind_is_known"),
            models.CheckConstraint(condition=Q(resit__in=[*RESITS]), name="resit_is_known"),
            models.CheckConstraint(
                condition=Q(scale__gt=0, weight__gte=0, attempts__gt=0),
                name="assessment_has_a_scale",
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(least__gte=0, least__lte=F("scale")),
                name="least_mark_lies_on_the_scale",
            ),
            models.UniqueConstraint(
                fields=["training_class", "title"],
                condition=Q(withdrawn_on=None),
                name="assessment_is_named_once",
            ),
        ]


class Work(models.Model):
    """What a learner handed in for a part (bài nộp); another edition leaves the former one."""

    part = models.ForeignKey(
        Part, models.PROTECT, related_name="works", verbose_name=_("phần đánh giá")
    )
    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="works", verbose_name=_("người học")
    )
    attempt = models.PositiveSmallIntegerField(_("lần"), default=1)
    edition = models.PositiveSmallIntegerField(_("bản"), default=1)
    name = models.TextField(_("tên tệp"))
    type = models.TextField(_("loại tệp"))
    size = models.PositiveIntegerField(_("cỡ tệp"))
    digest = models.TextField()
    content = models.BinaryField()
    on = models.DateField(_("ngày nộp"))
    at = models.DateTimeField(_("nộp lúc"), auto_now_add=True)
    by = models.TextField(_("người nộp"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "learner", "attempt", "edition"], name="work_editions_count_up"
            )
        ]


class Batch(models.Model):
    """One step in which marks were given: typed, pasted, from a file; what can be undone."""

    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="mark_batches", verbose_name=_("lớp")
    )
    source = models.TextField(_("cách ghi"))
    count = models.PositiveIntegerField(_("số điểm"))
    ground = models.TextField(_("căn cứ"), blank=True, default="")
    on = models.DateField(_("ngày"))
    made_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    made_by = models.TextField(_("người ghi"))
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("hoàn tác bước")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=[*SOURCES]), name="marks_source_is_known")
        ]


class Grade(models.Model):
    """A mark of one attempt of a learner. The one that no other follows stands."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="grades", verbose_name=_("bước"))
    part = models.ForeignKey(
        Part, models.PROTECT, related_name="grades", verbose_name=_("phần đánh giá")
    )
    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="grades", verbose_name=_("người học")
    )
    attempt = models.PositiveSmallIntegerField(_("lần"), default=1)
    what = models.TextField(_("cách tính"))
    points = models.DecimalField(_("điểm"), max_digits=6, decimal_places=2, null=True)
    comment = models.TextField(_("nhận xét"), blank=True, default="")
    on = models.DateField(_("ngày chấm"))
    at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    grader = models.BigIntegerField(_("tài khoản chấm"), null=True)
    by = models.TextField(_("người chấm"))
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followed_by", verbose_name=_("sửa điểm")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "learner", "attempt"],
                condition=Q(follows=None),
                name="attempt_is_marked_once",
            ),
            models.CheckConstraint(
                condition=Q(what="given", points__gte=0)
                | Q(what__in=["missed", "taken_back"], points=None),
                name="mark_has_its_points",
            ),
            models.CheckConstraint(condition=Q(what__in=[*WHATS]), name="mark_is_known"),
        ]
        indexes = [models.Index(fields=["learner", "part"], name="marks_of_a_learner")]


class Objection(models.Model):
    """An objection to a mark (phúc khảo), decided by another person than who gave it."""

    grade = models.OneToOneField(
        Grade, models.PROTECT, related_name="objection", verbose_name=_("điểm")
    )
    reason = models.TextField(_("lý do"))
    filed_on = models.DateField(_("ngày đề nghị"))
    filed_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    filed_by = models.TextField(_("người ghi đề nghị"))
    grader = models.BigIntegerField(_("tài khoản chấm"), null=True)
    state = models.TextField(_("tình trạng"), default="waiting")
    decider = models.BigIntegerField(_("tài khoản quyết định"), null=True)
    decided_by = models.TextField(_("người quyết định"), blank=True, default="")
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    answer = models.TextField(_("trả lời"), blank=True, default="")
    new_grade = models.OneToOneField(
        Grade, models.PROTECT, null=True, related_name="by_objection", verbose_name=_("điểm mới")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="objection_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=[*OBJECTIONS]), name="objection_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(decided_on__isnull=False) & ~Q(answer=""),
                name="objection_is_decided_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(grader=None)
                | Q(decider__isnull=False) & ~Q(decider=F("grader")),
                name="objection_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="changed", new_grade__isnull=False)
                | ~Q(state="changed") & Q(new_grade=None),
                name="changed_mark_is_named",
            ),
        ]


class Outcome(models.Model):
    """What the results of a learner came to; corrected by another row that follows it.

    `reasons` are the conditions as they were judged by the rule `rule`, empty by a paper of the
    institution. `ends_on` is the day from which completion counts.
    """

    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="outcomes", verbose_name=_("người học")
    )
    state = models.TextField(_("kết quả"))
    mean = models.DecimalField(_("điểm trung bình"), max_digits=4, decimal_places=2, null=True)
    classification = models.TextField(_("xếp loại"), blank=True, default="")
    rule = models.TextField(_("quy định"), blank=True, default="")
    reasons = models.JSONField(_("các điều kiện"), default=list)
    breach = models.TextField(_("vi phạm nội quy"), blank=True, default="")
    ends_on = models.DateField(_("ngày hoàn thành"))
    on = models.DateField(_("ngày kết luận"))
    at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    by = models.TextField(_("người kết luận"))
    ground = models.TextField(_("căn cứ"))
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="followed_by",
        verbose_name=_("sửa kết luận"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(follows=None), name="learner_is_concluded_once"
            ),
            models.CheckConstraint(condition=Q(state__in=[*STATES]), name="outcome_is_known"),
            models.CheckConstraint(condition=~Q(ground=""), name="outcome_has_a_ground"),
        ]
        indexes = [models.Index(fields=["learner", "-id"], name="outcomes_of_a_learner")]
