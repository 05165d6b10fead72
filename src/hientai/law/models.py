"""Corrections of dated parameters that administrators keep beside the values the system ships.

A correction is written once. Afterwards only its state moves, and each move keeps who and when: a
draft comes into force, what is in force may be revoked. It counts for all days of its period,
whenever it was entered.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a correction stands."""

    DRAFT = "draft", _("bản nháp")
    IN_FORCE = "in_force", _("đang áp dụng")
    REVOKED = "revoked", _("đã thu hồi")


class Correction(models.Model):
    """A value of one parameter for a period, with the clause it comes from and how sure it is."""

    parameter = models.TextField(_("tham số"))
    value = models.JSONField(_("giá trị"))
    period = DateRangeField(_("thời gian"))
    clause = models.TextField(_("văn bản, điều khoản"))
    source = models.TextField(_("nguồn đã đọc"), blank=True)
    certainty = models.TextField(_("độ chắc"))
    note = models.TextField(_("ghi chú"), blank=True)
    state = models.TextField(_("trạng thái"), choices=State.choices, default=State.DRAFT)
    written_at = models.DateTimeField(_("nhập lúc"))
    written_by = models.TextField(_("người nhập"))
    accepted_at = models.DateTimeField(_("áp dụng lúc"), null=True)
    accepted_by = models.TextField(_("người cho áp dụng"), blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    revoked_by = models.TextField(_("người thu hồi"), blank=True)
    revoked_ground = models.TextField(_("căn cứ thu hồi"), blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_correction_in_force_a_day",
                expressions=[
                    ("parameter", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="in_force"),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False),
                name="correction_holds_for_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(clause="") & ~Q(parameter="") & ~Q(written_by=""),
                name="correction_has_a_clause_and_an_author",
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=["verified", "recalled", "uncertain"]),
                name="correction_certainty_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", accepted_at=None, revoked_at=None)
                | Q(state="in_force", accepted_at__isnull=False, revoked_at=None)
                | Q(state="revoked", accepted_at__isnull=False, revoked_at__isnull=False)
                & ~Q(revoked_ground=""),
                name="correction_state_is_told_by_whom_and_when",
            ),
        ]
        indexes = [models.Index(fields=["parameter", "state"])]

    def __str__(self) -> str:
        return f"{self.parameter} = {self.value} {self.period}"
