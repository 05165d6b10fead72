"""What a user proves to be the one with: second factors, passkeys, identities of a provider."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hientai.accounts.models.users import User


class Factor(models.Model):
    """One way to prove it: an authenticator app, the codes kept on paper, or a passkey.

    `sealed` holds what the proof is checked against, under a key of the server and bound to the
    user: SQL alone can neither read it nor write one that counts.
    """

    class Kind(models.TextChoices):
        APP = "app", _("Ứng dụng xác thực")
        RECOVERY = "recovery", _("Mã dự phòng")
        PASSKEY = "passkey", _("Khóa truy cập")

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.TextField(choices=Kind.choices)
    name = models.TextField(_("tên"), blank=True)
    sealed = models.TextField()
    credential = models.BinaryField(null=True, unique=True)
    made_at = models.DateTimeField(_("đăng ký lúc"), auto_now_add=True)
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True)
    wrong = models.IntegerField(default=0)
    wrong_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=~models.Q(kind="passkey"),
                name="one_app_and_one_set_of_codes",
            ),
        ]


class Demand(models.Model):
    """From when a role asks its holders for a second factor, and on which ground."""

    role = models.TextField(_("vai trò"))
    period = DateRangeField(_("thời gian"))
    ground = models.TextField(_("căn cứ"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_demand_of_a_role_a_day",
                expressions=[("role", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
        ]


class Identity(models.Model):
    """An identity at a provider that a user linked to the own account on purpose."""

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    issuer = models.TextField(_("nơi cấp"))
    subject = models.TextField()
    shown = models.TextField(_("tên tại nơi cấp"), blank=True)
    made_at = models.DateTimeField(_("liên kết lúc"), auto_now_add=True)
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_of_one_user"),
        ]


class Ticket(models.Model):
    """What an invitation or a reset carries by e-mail: the hash of a word that opens once."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("Mời")
        RESET = "reset", _("Đặt lại mật khẩu")

    user = models.ForeignKey(User, models.CASCADE, related_name="tickets")
    purpose = models.TextField(choices=Purpose.choices)
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def open_at(self, moment: datetime) -> bool:
        """Whether it still opens."""
        return self.used_at is None and moment < self.ends_at
