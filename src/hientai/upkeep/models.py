"""Whose record is a user's own, and the corrections that people ask for of their records."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.intake.models import ImportBatch
from hientai.people.models import Person


class OwnRecord(models.Model):
    """The one person that a user is: with the role «Cá nhân» the user sees that record alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="own_record",
        verbose_name=_("tài khoản đăng nhập"),
    )
    person = models.OneToOneField(Person, models.PROTECT, related_name="sign_in")


class CorrectionRequest(models.Model):
    """What a person says is wrong in the own record, and what the officer decided about it.

    `field` is a column of the sheet «Người»; `said` stands as the person wrote it, `before` as the
    record read then, `held` the same as the register keeps it. `changed_on`: since when it is
    otherwise; None where the record was wrong from its beginning. Once closed a request never
    changes again, but where the merger of records that closed it is undone; the batch wrote it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("chờ xem xét")
        ASKED = "asked", _("chờ bạn bổ sung")
        ACCEPTED = "accepted", _("đã chấp nhận")
        REFUSED = "refused", _("không chấp nhận")
        WITHDRAWN = "withdrawn", _("đã rút")
        SUPERSEDED = (
            "superseded",
            _("đã nhập vào đề nghị trước về cùng nội dung khi gộp hồ sơ"),
        )

    person = models.ForeignKey(Person, models.PROTECT, related_name="correction_requests")
    field = models.TextField(_("nội dung"))
    before = models.TextField(_("hồ sơ đang ghi"), blank=True)
    held = models.TextField(null=True)  # noqa: DJ001 - "" is a blank cell, null an older request
    said = models.TextField(_("đề nghị ghi"))
    changed_on = models.DateField(_("đã thay đổi từ ngày"), null=True)
    reason = models.TextField(_("lý do"))
    evidence = models.BinaryField(_("minh chứng"), null=True)
    evidence_name = models.TextField(_("tên tệp minh chứng"), blank=True)
    evidence_type = models.TextField(blank=True)
    state = models.TextField(_("trạng thái"), choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)
    question = models.TextField(_("câu hỏi lại"), blank=True)
    reply = models.TextField(_("trả lời"), blank=True)
    answer = models.TextField(_("căn cứ hoặc lý do"), blank=True)
    decided_by = models.TextField(_("người quyết định"), blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(state__in=["open", "asked"]),
                name="one_open_request_a_field",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "asked", "withdrawn", "superseded"])
                | (~Q(answer="") & Q(decided_at__isnull=False)),
                name="request_is_answered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(state__in=["open", "asked"]),
                name="correction_requests_open",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still waits, for the officer or for the person."""
        return self.state in (self.State.OPEN, self.State.ASKED)
