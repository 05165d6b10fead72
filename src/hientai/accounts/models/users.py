"""Users and the roles they hold at a unit for a period."""

from datetime import date

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hientai.accounts.domain import ROLES, permissions_of
from hientai.audit.services import call_with_proof
from hientai.organisations.models import Unit
from hientai.webkit.day import today

HELD = """
SELECT r.id, r.user_id, r.role, r.unit_id, r.period, u.code AS unit_code
FROM accounts_roleassignment r JOIN organisations_unit u ON u.id = r.unit_id
WHERE r.user_id = %(user)s AND r.period @> %(on)s::date ORDER BY r.role, u.code
"""


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in. What the user may do comes from roles alone."""

    username = models.TextField(_("tên đăng nhập"), unique=True)
    name = models.TextField(_("họ và tên"))
    email = models.EmailField(_("thư điện tử"), blank=True)
    language = models.TextField(_("ngôn ngữ"), blank=True, default="")
    is_active = models.BooleanField(_("đang dùng"), default=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def roles(self) -> list["RoleAssignment"]:
        """The roles held today with their units; read once a request, by each of them."""
        held = RoleAssignment.objects.raw(HELD, {"user": self.pk, "on": today()})
        return [_with_unit(role) for role in held]

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; an old kind of hash is renewed in the user's own scope."""

        def renew(password: str) -> None:
            self.enter(today())
            self.set_password(password)
            self._password = None  # not a change of password: no one is to be told
            self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    def may(self, permission: str) -> bool:
        """Whether any role held today allows `room:action`."""
        return any(permission in permissions_of(r.role) for r in self.roles)

    def enter(self, on: date) -> None:
        """Open this transaction's eyes to the units below the user's roles, and no others.

        Sight follows today's tree, whatever day the page speaks of: authority over a unit is
        held now, over all its time.
        """
        day = today()
        call_with_proof(
            "accounts_enter", self.pk, day, message=f"enter|{self.pk}|{day.isoformat()}"
        )


class RoleAssignment(models.Model):
    """A role at a unit for a period; it reaches over the unit's subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments")
    role = models.TextField(_("vai trò"), choices=[(r.code, _(r.label)) for r in ROLES])
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    period = DateRangeField(_("thời gian"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="role_at_a_unit_once_a_day",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


def _with_unit(role: RoleAssignment) -> RoleAssignment:
    role.unit = Unit(pk=role.unit_id, code=role.unit_code)  # type: ignore[attr-defined]
    return role
