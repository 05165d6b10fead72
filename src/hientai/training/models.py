"""The training history: each row is one person-turn (lượt người) in one course of study."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.people.models import Person
from hientai.schemes.models import Scheme


class Turn(models.Model):
    """One person's turn in one course. Without `scheme` it waits in the matching list, uncounted.

    `stated_scheme` and `stated_item` keep what the file said; `scheme` and `item_id` what it was
    matched to. `exclusive` is false for forms that may run beside others (self-paced study).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="turns")
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, related_name="+")
    item_id = models.TextField(_("mã chỉ tiêu"), blank=True)
    stated_scheme = models.TextField(_("đề án ghi trong tệp"), blank=True)
    stated_item = models.TextField(_("mã ghi trong tệp"), blank=True)
    programme = models.TextField(_("chương trình"))
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"), null=True)
    result = models.TextField(_("kết quả"))
    place = models.TextField(_("nơi học"), null=True)
    fund = models.TextField(_("nguồn kinh phí"), null=True)
    certificate_number = models.TextField(_("số chứng chỉ"), blank=True)
    exclusive = models.BooleanField(_("không học song song"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "starts_on"], name="turn_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="turn_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(scheme__isnull=False) | Q(item_id=""), name="turn_item_needs_a_scheme"
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "item_id", "ends_on"]),
            models.Index(
                fields=["id"], condition=Q(scheme__isnull=True), name="turns_waiting_for_a_match"
            ),
        ]
