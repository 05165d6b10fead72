"""Units as a dated graph: what a unit is called, is, and stands under holds for a period."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A unit for as long as it lives; its code never changes."""

    code = models.TextField(_("mã đơn vị"), unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="unit_has_a_code")]

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """What a unit was in a period: name, type, kind, bloc, and the unit it stood under."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.TextField(_("tên đơn vị"))
    name_folded = models.TextField()
    type = models.TextField(_("loại đơn vị"))
    kind = models.TextField(_("phân loại"), blank=True)
    bloc = models.TextField(_("khối"), default="state")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="child_versions")
    period = DateRangeField(_("hiệu lực"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_has_one_version_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="unit_is_not_its_own_parent",
            ),
        ]


class UnitAttribute(models.Model):
    """A dated attribute that a quota needs, such as a district planned to become urban."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attributes")
    name = models.TextField()
    value = models.TextField()
    source = models.TextField(_("căn cứ"), blank=True)
    period = DateRangeField(_("hiệu lực"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="attribute_has_one_value_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class UnitEvent(models.Model):
    """A merge, split, renaming, move or dissolution, on a day and a ground."""

    class Kind(models.TextChoices):
        CREATE = "create", _("thành lập")
        RENAME = "rename", _("đổi tên")
        MOVE = "move", _("chuyển cấp quản lý")
        MERGE = "merge", _("sáp nhập, hợp nhất")
        SPLIT = "split", _("chia, tách")
        DISSOLVE = "dissolve", _("giải thể")

    kind = models.TextField(choices=Kind)
    on = models.DateField(_("ngày hiệu lực"))
    ground = models.TextField(_("căn cứ"))


class Succession(models.Model):
    """One unit's part in an event: it ends in it, begins in it, or goes on through it."""

    event = models.ForeignKey(UnitEvent, models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="successors")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False),
                name="succession_names_a_unit",
            ),
            models.UniqueConstraint(
                fields=["event", "predecessor", "successor"],
                nulls_distinct=False,
                name="succession_is_stated_once",
            ),
        ]
