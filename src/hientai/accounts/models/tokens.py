"""Tokens: words by which a program asks the API in one role of its owner, or in a part of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hientai.accounts.models.users import RoleAssignment, User
from hientai.organisations.models import Unit


class Token(models.Model):
    """What a program shows instead of a sign-in; of the word itself only the hash is kept.

    It exercises one assignment of its owner at `unit`, which is that of the assignment or stands
    under it, and opens nothing once the assignment has ended. `start` are the first letters of the
    word, by which its owner tells it from others.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    # A role that never was takes its tokens along (in the database: see the migration).
    assignment = models.ForeignKey(
        RoleAssignment, models.DO_NOTHING, related_name="tokens", db_constraint=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    reads_only = models.BooleanField(_("chỉ xem"), default=True)
    name = models.TextField(_("tên"))
    start = models.TextField()
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField(_("cấp lúc"), auto_now_add=True)
    last_day = models.DateField(_("dùng được đến hết ngày"))
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    revoked_by = models.TextField(_("người thu hồi"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoked_by=""), name="token_revoked_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name
