"""Users, the roles they hold at a unit for a period, and who may stand in for them."""

from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hientai.accounts.domain import ROLES, looks_only, permissions_of
from hientai.audit.services import call_with_proof
from hientai.organisations.models import Unit
from hientai.webkit.day import today

if TYPE_CHECKING:
    from hientai.accounts.models.tokens import Token

HELD = """
SELECT r.id, r.user_id, r.role, r.unit_id, r.period, u.code AS unit_code,
       NULL::bigint AS deputy_id, '' AS holder
FROM accounts_roleassignment r JOIN organisations_unit u ON u.id = r.unit_id
WHERE r.user_id = %(user)s AND r.period @> %(on)s::date
UNION ALL
SELECT r.id, r.user_id, r.role, r.unit_id, r.period, u.code, d.id,
       coalesce(nullif(h.name, ''), h.username)
FROM accounts_deputy d JOIN accounts_roleassignment r ON r.id = d.assignment_id
JOIN organisations_unit u ON u.id = r.unit_id JOIN accounts_user h ON h.id = r.user_id
WHERE d.user_id = %(user)s AND d.period @> %(on)s::date AND r.period @> %(on)s::date
  AND h.is_active
ORDER BY deputy_id NULLS FIRST, role, unit_code
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

    # The deputyship chosen for this session; none is one's own roles.
    chosen: int | None = None
    # The token by which a program acts for the user in this request.
    token: "Token | None" = None

    @cached_property
    def held(self) -> list["RoleAssignment"]:
        """The own roles of today, then those stood in for (with `deputy_id` and `holder`)."""
        held = RoleAssignment.objects.raw(HELD, {"user": self.pk, "on": today()})
        return [_with_unit(role) for role in held]

    @property
    def roles(self) -> list["RoleAssignment"]:
        """The roles exercised now: the own ones, the one stood in for, or that of the token."""
        if self.token is not None:
            return [_narrowed(r, self.token) for r in self.held if _is_of(r, self.token)]
        return [role for role in self.held if role.deputy_id == self.deputy]

    @property
    def deputy(self) -> int | None:
        """The deputyship exercised now: the chosen one; the first where no own role is held."""
        theirs = [role.deputy_id for role in self.held]
        if self.chosen in theirs or None in theirs or not theirs:
            return self.chosen if self.chosen in theirs else None
        return theirs[0]

    def stand_in(self, chosen: int | None) -> Self:
        """Exercise a deputyship from now on, or (None) the own roles; gone ones count as none."""
        self.chosen = chosen
        return self

    def act_by(self, token: "Token") -> Self:
        """Exercise what a token allows from now on, and nothing else."""
        self.token = token
        return self

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; an old kind of hash is renewed in the user's own scope."""

        def renew(password: str) -> None:
            self.enter(today())
            self.set_password(password)
            self._password = None  # not a change of password: no one is to be told
            self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    def may(self, permission: str) -> bool:
        """Whether any role exercised now allows `room:action`; a token may be for looking alone."""
        if self.token is not None and self.token.reads_only and not looks_only(permission):
            return False
        return any(permission in permissions_of(r.role) for r in self.roles)

    def enter(self, on: date) -> None:
        """Open this transaction's eyes to the units below the roles exercised, and no others.

        Sight follows today's tree, whatever day the page speaks of: authority over a unit is
        held now, over all its time.
        """
        day, deputy = today(), self.deputy
        if self.token is not None:
            message = f"token|{self.token.pk}|{day.isoformat()}"
            call_with_proof("accounts_enter_by_token", self.token.pk, day, message=message)
            return
        message = f"enter|{self.pk}|{day.isoformat()}" + (f"|{deputy}" if deputy else "")
        call_with_proof("accounts_enter", self.pk, day, deputy, message=message)


class RoleAssignment(models.Model):
    """A role at a unit for a period; it reaches over the unit's subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments")
    role = models.TextField(_("vai trò"), choices=[(r.code, _(r.label)) for r in ROLES])
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    period = DateRangeField(_("thời gian"))
    ground = models.TextField(_("căn cứ"), blank=True, default="")
    end_ground = models.TextField(_("căn cứ kết thúc"), blank=True, default="")

    # Of a role stood in for, as `User.held` gives it: which deputyship, and whose role it is.
    deputy_id: int | None = None
    holder: str = ""

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


class Deputy(models.Model):
    """Somebody who may exercise another's role for a period; the trace says in whose stead."""

    assignment = models.ForeignKey(RoleAssignment, models.CASCADE, related_name="deputies")
    user = models.ForeignKey(
        User, models.CASCADE, related_name="deputyships", verbose_name=_("người làm thay")
    )
    period = DateRangeField(_("thời gian"))
    ground = models.TextField(_("căn cứ"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_deputyship_a_day",
                expressions=[
                    ("assignment", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


def _with_unit(role: RoleAssignment) -> RoleAssignment:
    role.unit = Unit(pk=role.unit_id, code=role.unit_code)  # type: ignore[attr-defined]
    return role


def _is_of(role: RoleAssignment, token: "Token") -> bool:
    return role.deputy_id is None and role.pk == token.assignment_id


def _narrowed(role: RoleAssignment, token: "Token") -> RoleAssignment:
    """A role at the unit of a token."""
    narrowed = copy(role)
    narrowed.unit = token.unit
    return narrowed
