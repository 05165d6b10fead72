"""What users are told, how they choose to be told, and the letters that carry it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.notices.domain.kinds import Mail

WAYS = [
    (Mail.AT_ONCE.value, _("gửi ngay")),
    (Mail.DIGEST.value, _("gộp mỗi ngày một thư")),
    (Mail.NEVER.value, _("không gửi thư")),
]


class Notice(models.Model):
    """One thing told to one user. Written once; only whether it was read changes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.TextField(_("loại"))
    key = models.TextField(blank=True)  # what is told once under it is not told again
    title = models.TextField(_("tiêu đề"))
    text = models.TextField(_("nội dung"), blank=True)
    link = models.TextField(blank=True)
    on = models.DateField(_("ngày"))
    made_at = models.DateTimeField(_("báo lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "key"], condition=~Q(key=""), name="told_once_under_a_key"
            )
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="notices_of_a_user"),
            models.Index(
                fields=["user"], condition=Q(read_at=None), name="notices_unread_of_a_user"
            ),
        ]


class Preference(models.Model):
    """How one kind of notice goes to one user by mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.TextField(_("loại"))
    mail = models.TextField(_("thư"), choices=WAYS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_a_kind")
        ]


class Mailing(models.Model):
    """The letter of a notice: alone at once, or with others in the digest of the day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ gửi")
        SENT = "sent", _("đã gửi")
        FAILED = "failed", _("gửi không được")
        DROPPED = "dropped", _("không gửi: tài khoản chưa có địa chỉ thư")

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="mailing")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    way = models.TextField(choices=WAYS)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    digest_on = models.DateField(null=True)  # the day in whose digest it went
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["user"],
                condition=Q(way="digest", state__in=["waiting", "failed"]),
                name="mailings_of_a_digest",
            ),
            models.Index(
                fields=["user", "digest_on"],
                condition=Q(digest_on__isnull=False),
                name="digests_of_a_user",
            ),
        ]


class JobNote(models.Model):
    """What a job of the background said of itself: how far it came, or why it failed last.

    The queue keeps neither. `percent` is None for a job that does not tell.
    """

    job = models.BigIntegerField(unique=True)
    percent = models.PositiveSmallIntegerField(null=True)
    step = models.TextField(blank=True, default="")
    reason = models.TextField(_("lý do"), blank=True, default="")
    at = models.DateTimeField()
