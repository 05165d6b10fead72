"""Routes of approval as dated data, what is submitted along them, and who signed what."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.approvals.domain.routes import Place, Step, Whom, place_of, step_of
from hientai.approvals.domain.states import STATE_WORDS, VERDICT_WORDS, State
from hientai.organisations.models import Unit


class Route(models.Model):
    """A version of a route, from a day until a later version of the same key and people.

    Written once. One without steps says that the route is no more from its day on.
    """

    key = models.TextField(_("khóa"))
    blocs = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("khối"))
    managed = models.BooleanField(_("diện Ban Thường vụ quản lý"), null=True)
    title = models.TextField(_("tên"))
    steps = models.JSONField(_("các bước"))
    issuer_whose = models.TextField(_("cơ quan ban hành"))
    issuer_unit = models.TextField(_("mã cơ quan ban hành"), blank=True, default="")
    authority = models.TextField(_("mã cơ quan có thẩm quyền"))
    source = models.TextField(_("căn cứ"))
    certainty = models.TextField(default="verified")
    note = models.TextField(_("ghi chú"), blank=True, default="")
    since = models.DateField(_("áp dụng từ ngày"))
    origin = models.TextField(blank=True, default="")
    put_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    put_by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(source="") & ~Q(authority=""),
                name="route_has_a_key_a_clause_and_an_authority",
            )
        ]
        indexes = [models.Index(fields=["key", "-since"])]

    def __str__(self) -> str:
        return self.title

    @property
    def stages(self) -> list[Step]:
        """The steps in order."""
        return [step_of(step) for step in self.steps]

    @property
    def issuer(self) -> Place:
        """The unit that issues the paper in the end, as the route names it."""
        return place_of(self.issuer_whose, self.issuer_unit)

    @property
    def whom(self) -> Whom:
        """For whom it is."""
        return Whom(tuple(self.blocs), self.managed)


class Submission(models.Model):
    """Something of a room above on its way along a route.

    `kind` and `subject` name it there; `people` are those it is about, `link` its page. While it
    is open it lies with `holder`; `units` are that unit and those above it, as far as somebody is
    found who may answer. `seen_by` are all units that had a part in it.
    """

    route = models.ForeignKey(Route, models.PROTECT, related_name="submissions")
    key = models.TextField()
    kind = models.TextField()
    subject = models.BigIntegerField()
    title = models.TextField(_("nội dung trình"))
    link = models.TextField(blank=True, default="")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="submissions", verbose_name=_("đơn vị trình")
    )
    people = ArrayField(models.BigIntegerField(), default=list)
    state = models.TextField(
        _("tình trạng"),
        choices=[(state.value, _(words)) for state, words in STATE_WORDS.items()],
        default=State.OPEN.value,
    )
    step = models.PositiveSmallIntegerField(_("bước"), default=0)
    holder = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đang chờ tại")
    )
    units = ArrayField(models.BigIntegerField())
    seen_by = ArrayField(models.BigIntegerField())
    waiting_since = models.DateField(_("chờ từ ngày"))
    due_on = models.DateField(_("hạn trả lời"))
    submitted_on = models.DateField(_("ngày trình"))
    submitted_at = models.DateTimeField(_("trình lúc"), auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitter = models.TextField(_("người trình"))
    closed_on = models.DateField(_("ngày kết thúc"), null=True)
    reason = models.TextField(_("lý do"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state="open"),
                name="one_open_submission_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | ~Q(state="open") & Q(closed_on__isnull=False),
                name="open_submission_has_no_end",
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(kind="") & ~Q(title=""), name="submission_is_named"
            ),
        ]
        indexes = [
            GinIndex(fields=["units"], condition=Q(state="open"), name="submissions_in_hand"),
            GinIndex(fields=["seen_by"], name="submissions_seen_by"),
            GinIndex(fields=["people"], name="submissions_of_people"),
            models.Index(fields=["kind", "subject"], name="submissions_of_a_subject"),
            models.Index(fields=["unit", "-submitted_on"], name="submissions_of_a_unit"),
            models.Index(fields=["due_on"], condition=Q(state="open"), name="submissions_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> Step:
        """The step it stands at; the last one it stood at, once closed."""
        return self.route.stages[self.step]

    @property
    def is_open(self) -> bool:
        """Whether somebody is to answer."""
        return self.state == State.OPEN


class Signature(models.Model):
    """What was said at a step: by whom, in whose stead, where, why, on which day. Written once."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="signatures")
    step = models.PositiveSmallIntegerField()
    title = models.TextField(_("bước"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signer = models.TextField(_("người trả lời"))
    verdict = models.TextField(
        _("ý kiến"), choices=[(verdict.value, _(words)) for verdict, words in VERDICT_WORDS.items()]
    )
    reason = models.TextField(_("lý do"), blank=True, default="")
    waiting_since = models.DateField()
    due_on = models.DateField()
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "step"], name="step_is_answered_once"),
            models.CheckConstraint(
                condition=Q(verdict="agreed") | ~Q(reason=""), name="signature_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["by", "-at"], name="signatures_of_a_user")]


class Reminder(models.Model):
    """That a step was called to mind on a day: once, however often the job runs."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    on = models.DateField(_("ngày"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "step", "on"], name="one_reminder_a_day")
        ]
