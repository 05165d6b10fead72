"""Acts that change many units on one day, and what of posts and roles they carried along."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hientai.accounts.models import RoleAssignment
from hientai.intake.models import CUT_OFF_AFTER
from hientai.organisations.models import Unit, UnitEvent
from hientai.people.models import Post


class Reform(models.Model):
    """One act: its lines as handed in, and once done the units and events it made.

    `authorities` are the units (by id) under which everything it names stands: whose act it is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("bản nháp")
        DONE = "done", _("đã thực hiện")
        UNDONE = "undone", _("đã hoàn tác")

    name = models.TextField(_("tên đợt sắp xếp"))
    on = models.DateField(_("ngày hiệu lực"))
    ground = models.TextField(_("căn cứ"))
    source = models.TextField(_("nguồn"), blank=True)
    steps = models.JSONField(_("các việc"))
    places = models.JSONField(_("bố trí người"), default=list)
    state = models.TextField(_("trạng thái"), choices=State.choices, default=State.DRAFT)
    written_at = models.DateTimeField(_("lập lúc"))
    written_by = models.TextField(_("người lập"))
    done_at = models.DateTimeField(_("thực hiện lúc"), null=True)
    done_by = models.TextField(_("người thực hiện"), blank=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)
    undone_by = models.TextField(_("người hoàn tác"), blank=True)
    undone_ground = models.TextField(_("lý do hoàn tác"), blank=True)
    authorities = ArrayField(models.BigIntegerField(), default=list)
    ended = ArrayField(models.BigIntegerField(), default=list)
    changed = ArrayField(models.BigIntegerField(), default=list)
    founded = ArrayField(models.BigIntegerField(), default=list)
    events = models.ManyToManyField(UnitEvent, related_name="reforms")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(ground="") & ~Q(written_by=""),
                name="reform_has_a_name_a_ground_and_an_author",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", done_at=None, undone_at=None)
                | Q(state="done", done_at__isnull=False, undone_at=None)
                | Q(state="undone", done_at__isnull=False, undone_at__isnull=False),
                name="reform_state_is_told_by_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CarriedPost(models.Model):
    """A post that followed its unit: the one that ended, and the one that goes on.

    A post that was only to begin after the day moved whole; nothing ended (`left` is null).
    """

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="posts")
    left = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    taken = models.ForeignKey(Post, models.CASCADE, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.TextField(null=True)  # what a post that moved whole was called before


class CarriedRole(models.Model):
    """A role that followed its unit, or fell with it (`taken` is null).

    One that fell waits until somebody decides: given at other units, or left to end.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="roles")
    left = models.ForeignKey(RoleAssignment, models.CASCADE, related_name="+")
    taken = models.ForeignKey(RoleAssignment, models.CASCADE, null=True, related_name="+")
    until = models.DateField(null=True)  # the end the role had before
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True, default="")


class Work(models.Model):
    """How far the background has come with an act, and why the last try was refused.

    It has a row of its own, for the act itself is locked while it is carried out.
    """

    reform = models.OneToOneField(Reform, models.CASCADE, primary_key=True, related_name="work")
    step = models.TextField(blank=True, default="")  # what is being done, "" when nothing is
    progress = models.SmallIntegerField(default=0)
    stepped_at = models.DateTimeField(default=timezone.now)  # last sign of life of the step
    refusal = models.JSONField(null=True)

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way; one without a sign of life for long was cut off."""
        return bool(self.step) and timezone.now() - self.stepped_at < CUT_OFF_AFTER
