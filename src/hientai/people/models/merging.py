"""Two records that are, or are not, one person: mergers with the way back, pairs told apart."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.people.models.register import OfPerson, Person


class Merger(models.Model):
    """One record written into another; `before` and `after` are images of all that hung on them.

    The persons stand as ids without a key: the merged one is no more until the merger is undone.
    """

    kept_id = models.BigIntegerField()
    merged_id = models.BigIntegerField()
    kept_code = models.TextField(_("mã được giữ"))
    merged_code = models.TextField(_("mã được gộp"))
    name = models.TextField(_("họ và tên"))
    ground = models.TextField(_("căn cứ"))
    choices = models.JSONField(default=dict)
    before = models.JSONField()
    after = models.JSONField()
    done_at = models.DateTimeField(_("gộp lúc"), auto_now_add=True)
    done_by = models.TextField(_("người gộp"))
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)
    undone_by = models.TextField(_("người hoàn tác"), blank=True)
    undone_ground = models.TextField(_("lý do hoàn tác"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["kept_id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(kept_id=F("merged_id")),
                name="merger_of_two_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_ground="")
                | Q(undone_at__isnull=False) & ~Q(undone_ground=""),
                name="merger_undone_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_code} → {self.kept_code}"


class FormerCode(OfPerson):
    """A code the person was known by before a merger: it still leads to the person."""

    code = models.TextField(_("mã cũ"), unique=True)


class ToldApart(models.Model):
    """Two records that look alike and were decided not to be one person."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ground = models.TextField(_("căn cứ"))
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    by = models.TextField(_("người quyết định"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_is_told_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")) & ~Q(ground=""),
                name="pair_told_apart_in_order_on_a_ground",
            ),
        ]
