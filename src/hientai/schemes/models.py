"""Schemes as data: each accepted version of a pack is kept whole, and its items beside it.

The document of a version (`content`) is what decides; the items are the same document as a list,
so that pages and other rooms can name one of them. A version is never changed, only followed.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit


class Scheme(models.Model):
    """A scheme over all its versions."""

    slug = models.SlugField(_("mã đề án"), max_length=60, unique=True)
    authority = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ quan ban hành")
    )

    def __str__(self) -> str:
        return self.slug


class SchemeVersion(models.Model):
    """A scheme as it stands from a day on, until a later version takes its place."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    effective_from = models.DateField(_("hiệu lực từ"))
    accepted_at = models.DateTimeField(_("chấp nhận lúc"))
    accepted_by = models.TextField(_("người chấp nhận"))
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once"),
            models.UniqueConstraint(fields=["scheme", "digest"], name="scheme_content_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="scheme_version_counts_from_1"),
        ]
        indexes = [models.Index(fields=["scheme", "-effective_from", "-number"])]

    def __str__(self) -> str:
        return f"{self.scheme} v{self.number}"


class Withdrawal(models.Model):
    """A version taken back before anything was built on it; the version itself stays as it was."""

    version = models.OneToOneField(SchemeVersion, models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField(_("rút lúc"))
    withdrawn_by = models.TextField(_("người rút"))
    ground = models.TextField(_("căn cứ rút"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="withdrawal_has_a_ground"),
        ]

    def __str__(self) -> str:
        return str(self.version)


class SchemeItem(models.Model):
    """One item of a version: a target, quota, task, basis…, with the clause it comes from."""

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="items")
    kind = models.TextField(_("loại"))
    item_id = models.TextField(_("mã"))
    clause = models.TextField(_("điều khoản"))
    title = models.TextField(_("nội dung"))
    count = models.DecimalField(_("số"), max_digits=18, decimal_places=2, null=True)
    unit = models.TextField(_("đơn vị tính"), blank=True)
    data = models.JSONField(default=dict)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "item_id"], name="scheme_item_once"),
            models.CheckConstraint(condition=~Q(clause=""), name="scheme_item_has_a_clause"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class RankedTitle(models.Model):
    """A row of a scheme's table of equivalent titles that its keepers wrote down.

    With the `row_id` of a row of the pack it takes that row's place, otherwise it is one more row.
    Written once; a later row of the same id or a revocation ends it, and it stays for ever.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="ranked_titles")
    row_id = models.TextField(_("mã dòng"))
    content = models.JSONField()
    written_at = models.DateTimeField(_("ghi lúc"))
    written_by = models.TextField(_("người ghi"))
    revoked_at = models.DateTimeField(_("thôi áp dụng lúc"), null=True)
    revoked_by = models.TextField(_("người cho thôi áp dụng"), blank=True)
    revoked_ground = models.TextField(_("căn cứ thôi áp dụng"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "row_id"],
                condition=Q(revoked_at__isnull=True),
                name="ranked_title_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.row_id}"
