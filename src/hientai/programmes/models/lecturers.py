"""Lecturers, what they may teach, and the courses that trained them to."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.models.programmes import Programme
from hientai.shared.vocabulary import LECTURER_KINDS


class Lecturer(models.Model):
    """Who teaches: a person of the register, or somebody from outside known by name and workplace.

    The unit keeps the record; it need not be where the lecturer works.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="lecturers", verbose_name=_("đơn vị quản lý")
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="lecturer_records")
    name = models.TextField(_("họ và tên"))
    words_folded = models.TextField()  # what a search finds: name, workplace, expertise
    name_key = models.TextField()
    kind = models.TextField(_("loại giảng viên"))
    workplace = models.TextField(_("nơi công tác"), blank=True)
    position = models.TextField(_("chức vụ, học hàm, học vị"), blank=True)
    expertise = models.TextField(_("chuyên môn"), blank=True)
    country = models.TextField(_("quốc tịch"), blank=True)
    period = DateRangeField(_("thời gian tham gia"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(kind__in=[*LECTURER_KINDS]),
                name="lecturer_has_a_name_and_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(workplace=""),
                name="lecturer_from_outside_has_a_workplace",
            ),
            models.CheckConstraint(
                condition=~Q(kind="foreign") | ~Q(country=""),
                name="foreign_lecturer_has_a_country",
            ),
            models.UniqueConstraint(fields=["unit", "person"], name="lecturer_kept_once_a_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return LECTURER_KINDS.label(self.kind)


class Qualification(models.Model):
    """That a lecturer may teach a programme, for a period and on a ground."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="qualifications")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="qualifications")
    period = DateRangeField(_("thời hạn"))
    ground = models.TextField(_("căn cứ"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="qualification_has_a_ground"),
            ExclusionConstraint(
                name="qualified_once_a_day",
                expressions=[
                    ("lecturer", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class TrainerCourse(models.Model):
    """A course that trained a lecturer to train others."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="trainer_courses")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, related_name="+", verbose_name=_("chương trình")
    )
    title = models.TextField(_("khóa tập huấn"))
    organiser = models.TextField(_("đơn vị tổ chức"))
    starts_on = models.DateField(_("ngày đầu"))
    ends_on = models.DateField(_("ngày cuối"))
    certificate = models.TextField(_("chứng nhận"), blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(organiser=""), name="trainer_course_is_told"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="trainer_course_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["lecturer", "title", "starts_on"], name="trainer_course_once"
            ),
        ]
