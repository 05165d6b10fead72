"""What administrators note of days: chosen days of Tết and National Day, swaps, single days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.rules.engine import Certainty
from hientai.workdays.domain import Kind, Mark


class Note(models.Model):
    """One day and the paper that says it is off or worked; withdrawn on a ground, never changed.

    `of` is the other day of a swap.
    """

    class Of(models.TextChoices):
        TET = Kind.TET.value, _("Tết Âm lịch")
        NATIONAL = Kind.NATIONAL.value, _("Quốc khánh")
        SWAP_OFF = Kind.SWAP_OFF.value, _("Nghỉ hoán đổi")
        SWAP_WORK = Kind.SWAP_WORK.value, _("Làm bù")
        OFF = Kind.OFF.value, _("Nghỉ")
        WORK = Kind.WORK.value, _("Làm việc")

    day = models.DateField(_("ngày"))
    kind = models.TextField(_("loại"), choices=Of)
    of = models.DateField(_("thay cho ngày"), null=True)
    about = models.TextField(_("nội dung"), blank=True)
    source = models.TextField(_("nguồn"))
    certainty = models.TextField(_("độ chắc"))
    written_at = models.DateTimeField(_("nhập lúc"), auto_now_add=True)
    written_by = models.TextField(_("người nhập"))
    withdrawn_at = models.DateTimeField(_("bỏ lúc"), null=True)
    withdrawn_by = models.TextField(_("người bỏ"), blank=True, default="")
    withdrawn_ground = models.TextField(_("lý do bỏ"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(withdrawn_at=None), name="one_note_of_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(written_by=""), name="note_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=[one.value for one in Certainty]),
                name="note_certainty_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_ground=""),
                name="note_withdrawn_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"

    @property
    def mark(self) -> Mark:
        """The note as the calendar reads it."""
        return Mark(
            day=self.day,
            kind=Kind(self.kind),
            clause=self.source,
            certainty=Certainty(self.certainty),
            of=self.of,
            note=self.about,
            key=self.pk,
        )
