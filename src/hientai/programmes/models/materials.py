"""Files as they were handed in, materials of a version, and sets handed over to others."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.programmes.models.programmes import Topic, Version
from hientai.shared.vocabulary import MATERIAL_KINDS


class Document(models.Model):
    """A file, written once and never changed or removed; the unit is the one that keeps it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.TextField(_("tên tệp"))
    type = models.TextField(_("loại tệp"))
    size = models.PositiveIntegerField(_("dung lượng"))
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    kept_at = models.DateTimeField(_("lưu lúc"), auto_now_add=True)
    kept_by = models.TextField(_("người lưu"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="document_holds_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """An edition of a material of a topic, or of the whole programme; a later one follows it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="materials")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="materials")
    kind = models.TextField(_("loại tài liệu"))
    title = models.TextField(_("tên tài liệu"))
    edition = models.PositiveSmallIntegerField(_("lần biên soạn"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="materials")

    class Meta:
        ordering = ["topic__number", "title", "edition"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & Q(kind__in=[*MATERIAL_KINDS]),
                name="material_has_a_title_and_a_kind",
            ),
            models.UniqueConstraint(
                fields=["version", "topic", "title", "edition"],
                nulls_distinct=False,
                name="material_edition_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return MATERIAL_KINDS.label(self.kind)


class Handover(models.Model):
    """A set of materials given to a unit, or to somebody outside the register of units."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="handovers")
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị nhận")
    )
    to_outside = models.TextField(_("nơi nhận ngoài danh mục"), blank=True)
    on = models.DateField(_("ngày bàn giao"))
    receipt = models.TextField(_("biên bản giao nhận"))
    receipt_file = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("tệp giao nhận")
    )
    materials = models.ManyToManyField(Material, related_name="handovers")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(to_unit__isnull=False) & Q(to_outside=""))
                | (Q(to_unit__isnull=True) & ~Q(to_outside="")),
                name="handover_to_somebody",
            ),
            models.CheckConstraint(condition=~Q(receipt=""), name="handover_has_a_receipt"),
        ]
