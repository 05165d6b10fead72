"""The appraisal of a version: who sat, how they voted, what was concluded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.programmes.domain.councils import CONCLUSIONS, VOTES
from hientai.programmes.models.materials import Document
from hientai.programmes.models.programmes import Version
from hientai.shared.vocabulary import COUNCIL_ROLES


class Appraisal(models.Model):
    """One sitting of a council over a version; closed once it has concluded."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="appraisals")
    ground = models.TextField(_("quyết định lập hội đồng"))
    set_up_on = models.DateField(_("ngày lập hội đồng"))
    held_on = models.DateField(_("ngày họp"), null=True)
    minutes = models.TextField(_("biên bản"), blank=True)
    minutes_file = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("tệp biên bản")
    )
    conclusion = models.TextField(
        _("kết luận"), choices=[(code, _(label)) for code, label in CONCLUSIONS.items()], blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="council_has_a_ground"),
            models.CheckConstraint(
                condition=Q(conclusion="")
                | (Q(held_on__isnull=False) & (~Q(minutes="") | Q(minutes_file__isnull=False))),
                name="appraisal_concluded_with_minutes",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(held_on__gte=models.F("set_up_on")),
                name="council_sits_after_it_is_set_up",
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(conclusion=""), name="one_open_appraisal"
            ),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether the council has concluded."""
        return bool(self.conclusion)


class CouncilMember(models.Model):
    """A member of the council and the vote given."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.TextField(_("họ và tên"))
    role = models.TextField(_("vai trò"), default="member")
    workplace = models.TextField(_("nơi công tác"), blank=True)
    vote = models.TextField(
        _("phiếu"), choices=[(code, _(label)) for code, label in VOTES.items()], blank=True
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="council_member_has_a_name"),
            models.CheckConstraint(
                condition=Q(role__in=[*COUNCIL_ROLES]), name="council_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["appraisal", "number"], name="council_member_counted_once"
            ),
            models.UniqueConstraint(fields=["appraisal", "name"], name="council_member_once"),
            models.UniqueConstraint(
                fields=["appraisal"], condition=Q(role="chair"), name="one_chair_of_a_council"
            ),
        ]

    @property
    def role_label(self) -> str:
        """The role in words."""
        return COUNCIL_ROLES.label(self.role)
