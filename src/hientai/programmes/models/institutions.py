"""Training institutions: units of that type, with rooms, programmes they may run, contracts."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.programmes.models.materials import Document
from hientai.programmes.models.programmes import Programme


class Institution(models.Model):
    """What a training institution is beyond a unit; `country` is "" for Việt Nam."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="institution")
    country = models.TextField(_("nước"), blank=True)
    address = models.TextField(_("địa chỉ"), blank=True)
    contact = models.TextField(_("liên hệ"), blank=True)
    beds = models.PositiveIntegerField(_("chỗ ở nội trú"), null=True)
    note = models.TextField(_("ghi chú"), blank=True)

    def __str__(self) -> str:
        return self.unit.code


class Room(models.Model):
    """A room where classes can be held."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="rooms")
    name = models.TextField(_("tên phòng"))
    places = models.PositiveIntegerField(_("số chỗ"))
    kind = models.TextField(_("loại phòng"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(places__gt=0), name="room_has_a_name_and_places"
            ),
            models.UniqueConstraint(fields=["institution", "name"], name="room_named_once"),
        ]


class Capability(models.Model):
    """That an institution may run a programme, for a period and on a ground."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="capabilities")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="capabilities")
    period = DateRangeField(_("thời hạn"))
    ground = models.TextField(_("căn cứ"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="capability_has_a_ground"),
            ExclusionConstraint(
                name="capable_once_a_day",
                expressions=[
                    ("institution", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Contract(models.Model):
    """A contract of a unit with an institution: number, days, value in đồng, file."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="contracts")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị ký hợp đồng")
    )
    number = models.TextField(_("số hợp đồng"))
    subject = models.TextField(_("nội dung"))
    signed_on = models.DateField(_("ngày ký"))
    starts_on = models.DateField(_("hiệu lực từ"))
    ends_on = models.DateField(_("đến hết ngày"))
    value = models.DecimalField(_("giá trị (đồng)"), max_digits=15, decimal_places=0)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("tệp hợp đồng")
    )

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(subject="") & Q(value__gte=0),
                name="contract_has_a_number_a_subject_and_a_value",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contract_runs_forward"
            ),
            models.UniqueConstraint(fields=["unit", "number"], name="contract_number_once_a_unit"),
        ]
