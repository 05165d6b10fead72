"""Delegations abroad with their costs and reports; workshops. Each is a class of its form."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.classes.models import TrainingClass
from hientai.delegations.domain.costs import KINDS, SOURCES, Line
from hientai.timetables.models import Learner

ABROAD, WORKSHOP = "abroad", "workshop"
"""Forms of classes that are a delegation, and a workshop."""


class Journey(models.Model):
    """A delegation (đoàn): what a class held abroad has besides. Its members are the learners.

    `report_rule` keeps where the days to report in come from, as it stood when it was recorded.
    """

    training_class = models.OneToOneField(
        TrainingClass, models.PROTECT, related_name="journey", verbose_name=_("lớp")
    )
    country = models.TextField(_("nước đến"))
    city = models.TextField(_("nơi đến"), blank=True, default="")
    host = models.TextField(_("cơ sở tiếp nhận"))
    contract = models.TextField(_("hợp đồng, thư mời"), blank=True, default="")
    briefed_on = models.DateField(_("ngày phổ biến trước khi đi"), null=True)
    leaves_on = models.DateField(_("ngày đi"))
    returns_on = models.DateField(_("ngày về"))
    head = models.ForeignKey(
        Learner, models.PROTECT, null=True, related_name="+", verbose_name=_("trưởng đoàn")
    )
    paper = models.TextField(_("quyết định cử đoàn"))
    report_days = models.PositiveSmallIntegerField(_("số ngày phải báo cáo"))
    report_due_on = models.DateField(_("hạn báo cáo"))
    report_rule = models.JSONField(_("quy định về hạn báo cáo"), default=dict)
    opened_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    opened_by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(country="") & ~Q(host="") & ~Q(paper=""),
                name="journey_says_where_and_by_which_paper",
            ),
            models.CheckConstraint(
                condition=Q(returns_on__gte=F("leaves_on")), name="journey_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(report_due_on__gte=F("returns_on")), name="journey_reports_after_return"
            ),
        ]
        indexes = [models.Index(fields=["-leaves_on"], name="journeys_by_day")]

    def __str__(self) -> str:
        return str(self.training_class)


class Cost(models.Model):
    """So much for one kind of cost from one source, planned and spent, in đồng."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="costs")
    kind = models.TextField(_("khoản chi"))
    source = models.TextField(_("nguồn kinh phí"))
    planned = models.BigIntegerField(_("dự toán"))
    spent = models.BigIntegerField(_("thực chi"), null=True)
    note = models.TextField(_("ghi chú"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "kind", "source"], name="cost_of_a_kind_and_source_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*KINDS], source__in=SOURCES), name="cost_is_known"
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & (Q(spent=None) | Q(spent__gte=0)),
                name="cost_is_no_income",
            ),
        ]

    @property
    def line(self) -> Line:
        """The cost as a plain value."""
        return Line(self.kind, self.source, self.planned, self.spent)


class Report(models.Model):
    """The report of a delegation as it was handed in; another follows it, none is written over."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="reports")
    handed_in_on = models.DateField(_("ngày báo cáo"))
    summary = models.TextField(_("nội dung chính"), blank=True, default="")
    name = models.TextField(_("tệp"))
    type = models.TextField()
    size = models.PositiveIntegerField(_("dung lượng"))
    digest = models.TextField()
    content = models.BinaryField()
    kept_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)
    kept_by = models.TextField(_("người nộp"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "digest"], name="report_handed_in_once")
        ]


class Workshop(models.Model):
    """A workshop (hội thảo): what a class of that form has besides once it was held."""

    training_class = models.OneToOneField(
        TrainingClass, models.PROTECT, related_name="workshop", verbose_name=_("lớp")
    )
    chair = models.TextField(_("chủ trì"))
    attended = models.PositiveIntegerField(_("số người dự"))
    papers = models.PositiveIntegerField(_("số tham luận"), default=0)
    outcome = models.TextField(_("kết quả, kiến nghị"))
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now=True)
    recorded_by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(chair="") & ~Q(outcome="") & Q(attended__gt=0),
                name="workshop_says_what_came_of_it",
            )
        ]
