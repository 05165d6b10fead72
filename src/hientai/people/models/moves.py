"""A person handed over from one unit to another: proposed by the one, accepted by the other."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.people.models.register import OfPerson


class Move(OfPerson):
    """A proposal to hand a person over from a day on; nothing changes until it is accepted.

    Code and name stand here too: the receiving unit sees whom it is asked to take, no more.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("chờ tiếp nhận")
        ACCEPTED = "accepted", _("đã tiếp nhận")
        REFUSED = "refused", _("không tiếp nhận")
        WITHDRAWN = "withdrawn", _("đã rút")

    code = models.TextField(_("mã CBCCVC"))
    name = models.TextField(_("họ và tên"))
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("nơi đi"), related_name="moves_out"
    )
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("nơi đến"), related_name="moves_in"
    )
    on = models.DateField(_("từ ngày"))
    ground = models.TextField(_("căn cứ"))
    category = models.TextField(_("đối tượng"))
    title = models.TextField(_("chức vụ"), null=True)
    position = models.TextField(_("vị trí việc làm"), null=True)
    fields = ArrayField(models.TextField(), null=True, verbose_name=_("lĩnh vực"))
    state = models.TextField(_("trạng thái"), choices=State.choices, default=State.PENDING)
    proposed_at = models.DateTimeField(_("đề nghị lúc"), auto_now_add=True)
    proposed_by = models.TextField(_("người đề nghị"))
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True)
    decided_by = models.TextField(_("người quyết định"), blank=True)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta(OfPerson.Meta):
        indexes = [models.Index(fields=["state", "to_unit"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="pending"), name="one_pending_move_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(from_unit=F("to_unit")),
                name="move_between_two_units_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None)
                | Q(state="accepted", decided_at__isnull=False)
                | Q(state__in=["refused", "withdrawn"], decided_at__isnull=False) & ~Q(reason=""),
                name="move_decided_has_a_day_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
