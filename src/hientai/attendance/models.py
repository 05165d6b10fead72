"""Rolls of sessions, marks of learners, claims that wait, leave asked with a paper, own limits."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.attendance.domain.limits import COUNTS
from hientai.attendance.domain.states import CLAIMS, EXCUSES, HOW, ROLLS, STATES, WHY
from hientai.programmes.models import Institution
from hientai.timetables.models import Learner, Session


def _known(field: str, codes: object, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*codes]}), name=name)  # type: ignore[misc]


class Roll(models.Model):
    """The roll (sổ điểm danh) of a session: open, then closed for good.

    Codes are shown from `codes_since` until `codes_until`; who checks in later than `late_after`
    minutes into the session is late. What the codes are made of no role of the application reads.
    """

    session = models.OneToOneField(
        Session, models.PROTECT, related_name="roll", verbose_name=_("buổi")
    )
    state = models.TextField(_("tình trạng"), default="open")
    opened_at = models.DateTimeField(_("mở lúc"), auto_now_add=True)
    opened_by = models.TextField(_("người mở"))
    codes_since = models.DateTimeField(_("mã từ lúc"), null=True)
    codes_until = models.DateTimeField(_("mã đến lúc"), null=True)
    late_after = models.PositiveSmallIntegerField(_("muộn sau (phút)"), default=15)
    closed_at = models.DateTimeField(_("khóa lúc"), null=True)
    closed_by = models.TextField(_("người khóa"), blank=True, default="")

    class Meta:
        constraints = [
            _known("state", ROLLS, "roll_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | Q(state="closed", closed_at__isnull=False),
                name="roll_is_closed_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(codes_since=None, codes_until=None)
                | Q(codes_until__gte=F("codes_since")),
                name="codes_run_forward",
            ),
        ]


class Excuse(models.Model):
    """Leave (nghỉ có phép) of some days or of one session, with a paper; asked, then decided."""

    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="excuses", verbose_name=_("học viên")
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, related_name="+", verbose_name=_("buổi")
    )
    first_on = models.DateField(_("nghỉ từ ngày"))
    last_on = models.DateField(_("đến hết ngày"))
    reason = models.TextField(_("lý do"))
    paper = models.TextField(_("giấy tờ"), blank=True, default="")
    scan = models.BinaryField(null=True)
    scan_name = models.TextField(_("tệp quét"), blank=True, default="")
    scan_type = models.TextField(blank=True, default="")
    state = models.TextField(_("tình trạng"), default="asked")
    asked_at = models.DateTimeField(_("xin lúc"), auto_now_add=True)
    asked_by = models.TextField(_("người xin"))
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True)
    decided_by = models.TextField(_("người quyết định"), blank=True, default="")
    answer = models.TextField(_("trả lời"), blank=True, default="")

    class Meta:
        constraints = [
            _known("state", EXCUSES, "excuse_state_is_known"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="excuse_runs_forward"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="excuse_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(paper="") | Q(scan__isnull=False),
                name="leave_is_given_on_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="excuse_is_decided_by_somebody",
            ),
        ]


class Mark(models.Model):
    """How one learner was at one session, and how that became known. One a learner and session."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="marks", verbose_name=_("buổi")
    )
    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="marks", verbose_name=_("học viên")
    )
    state = models.TextField(_("điểm danh"))
    missed = models.PositiveSmallIntegerField(_("số tiết vắng"), default=0)
    how = models.TextField(_("cách ghi"))
    at = models.DateTimeField(_("lúc"))
    by = models.TextField(_("người ghi"))
    ground = models.TextField(_("căn cứ sửa sau khi khóa"), blank=True, default="")
    excuse = models.ForeignKey(
        Excuse, models.PROTECT, null=True, related_name="marks", verbose_name=_("đơn xin nghỉ")
    )
    phone = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"], name="one_mark_per_learner_and_session"
            ),
            _known("state", STATES, "mark_state_is_known"),
            _known("how", HOW, "mark_how_is_known"),
            models.CheckConstraint(
                condition=Q(missed=0) | Q(state__in=["late", "left_early"]),
                name="who_came_missed_periods",
            ),
            models.CheckConstraint(
                condition=Q(state="excused", excuse__isnull=False)
                | ~Q(state="excused") & Q(excuse=None),
                name="excused_by_leave_alone",
            ),
        ]


class Claim(models.Model):
    """A check-in that counts only once the lecturer confirms it."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="claims", verbose_name=_("buổi")
    )
    learner = models.ForeignKey(
        Learner, models.PROTECT, related_name="claims", verbose_name=_("học viên")
    )
    told_at = models.DateTimeField(_("giờ của điện thoại"))
    received_at = models.DateTimeField(_("nhận lúc"))
    cause = models.TextField(_("vì sao chờ"))
    phone = models.TextField(blank=True, default="")
    state = models.TextField(_("tình trạng"), default="waiting")
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True)
    decided_by = models.TextField(_("người quyết định"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"], name="one_claim_per_learner_and_session"
            ),
            _known("state", CLAIMS, "claim_state_is_known"),
            _known("cause", WHY, "claim_cause_is_known"),
        ]


class Rule(models.Model):
    """A limit of absence of an institution from a day on, by its own regulation."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("cơ sở")
    )
    since = models.DateField(_("từ ngày"))
    counts = models.TextField(_("tính"))
    most = models.DecimalField(_("nhiều nhất (%)"), max_digits=4, decimal_places=1)
    clause = models.TextField(_("căn cứ"))
    written_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    written_by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "since", "counts"], name="one_limit_of_a_kind_from_a_day"
            ),
            _known("counts", COUNTS, "limit_counts_what_is_known"),
            models.CheckConstraint(
                condition=Q(most__gte=0, most__lte=100), name="limit_is_a_share"
            ),
            models.CheckConstraint(condition=~Q(clause=""), name="limit_has_a_clause"),
        ]
