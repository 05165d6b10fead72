"""Classes: what is taught, where, from when to when, for how many; demand before there is one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.programmes.models import Institution, Programme, Version
from hientai.schemes.models import Scheme
from hientai.shared.vocabulary import DELIVERY_FORMS


class TrainingClass(models.Model):
    """A class opened from a version of a programme; one that was withdrawn stays, empty.

    `item_id` names the quota or target of the scheme that it serves, where it serves one.
    """

    code = models.TextField(_("mã lớp"), unique=True)
    title = models.TextField(_("tên lớp"))
    title_folded = models.TextField()
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="classes", verbose_name=_("chương trình")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="classes", verbose_name=_("cơ sở")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị mở lớp")
    )
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, related_name="+", verbose_name=_("đề án")
    )
    item_id = models.TextField(_("chỉ tiêu, mục tiêu"), blank=True)
    starts_on = models.DateField(_("ngày đầu"))
    ends_on = models.DateField(_("ngày cuối"))
    places = models.PositiveIntegerField(_("số chỗ"))
    form = models.TextField(_("hình thức"))
    ground = models.TextField(_("căn cứ mở lớp"))
    opened_on = models.DateField(_("ngày mở"))
    opened_at = models.DateTimeField(_("ghi vào hệ thống lúc"), auto_now_add=True)
    opened_by = models.TextField(_("người mở"))
    withdrawn_on = models.DateField(_("ngày rút"), null=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)
    withdrawn_by = models.TextField(_("người rút"), blank=True)
    withdrawn_ground = models.TextField(_("căn cứ rút"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(title="") & ~Q(ground=""),
                name="class_has_a_code_a_title_and_a_ground",
            ),
            models.CheckConstraint(condition=Q(places__gt=0), name="class_has_places"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="class_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(form__in=[*DELIVERY_FORMS]), name="class_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(scheme__isnull=False) | Q(item_id=""), name="class_item_of_a_scheme"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_ground=""),
                name="class_withdrawn_on_a_ground",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def form_label(self) -> str:
        """The form of delivery in words."""
        return DELIVERY_FORMS.label(self.form)


class Demand(models.Model):
    """A list of demand (nhu cầu): a course that units want, before it has days and a place.

    Dated it becomes a class; given up it stays.
    """

    class State(models.TextChoices):
        OPEN = "open", _("đang lấy nhu cầu")
        DATED = "dated", _("đã mở lớp")
        CLOSED = "closed", _("đã khép")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="demands", verbose_name=_("chương trình")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị lập danh sách")
    )
    title = models.TextField(_("tên lớp dự kiến"))
    title_folded = models.TextField()
    when = models.TextField(_("thời gian dự kiến"))
    answer_by = models.DateField(_("ghi nhu cầu trước hết ngày"))
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, related_name="+", verbose_name=_("đề án")
    )
    item_id = models.TextField(_("chỉ tiêu, mục tiêu"), blank=True, default="")
    ground = models.TextField(_("căn cứ"))
    state = models.TextField(_("tình trạng"), choices=State, default=State.OPEN)
    training_class = models.OneToOneField(
        TrainingClass, models.PROTECT, null=True, related_name="demand", verbose_name=_("lớp")
    )
    opened_on = models.DateField(_("ngày lập"))
    opened_at = models.DateTimeField(_("ghi vào hệ thống lúc"), auto_now_add=True)
    opened_by = models.TextField(_("người lập"))
    closed_at = models.DateTimeField(_("khép lúc"), null=True)
    closed_ground = models.TextField(_("lý do khép"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(when="") & ~Q(ground=""),
                name="demand_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="dated", training_class__isnull=False)
                | ~Q(state="dated") & Q(training_class=None),
                name="dated_demand_is_a_class",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DemandLine(models.Model):
    """How many of a unit want to come."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    people = models.PositiveIntegerField(_("số người"))
    note = models.TextField(_("ghi chú"), blank=True, default="")
    told_on = models.DateField(_("ghi ngày"))
    told_by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "unit"], name="unit_wants_once")]
