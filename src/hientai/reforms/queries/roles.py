"""The roles an act carried along, those that fell, and where one of these may go."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hientai.accounts.models import RoleAssignment
from hientai.organisations.models import UnitVersion
from hientai.organisations.queries import successors_of
from hientai.reforms.models import CarriedRole, Reform
from hientai.reforms.queries.acts import Endings, day_before

OVER_UNITS = "accounts_roleassignment.role <> ALL (accounts_own_roles())"


@dataclass(frozen=True)
class RoleMove:
    """A role at a unit that ends and where it goes; None where it ends too."""

    role: RoleAssignment
    heir: str | None


def roles_of(endings: Endings) -> list[RoleMove]:
    """The roles held on the day at units that end, in the order of users.

    A role that opens the user's own page reaches over no unit, and ends with none.
    """
    heirs = {endings.ids[step.code]: endings.heir_of(step) for step in endings.steps}
    held = RoleAssignment.objects.filter(unit__in=heirs, period__contains=endings.on)
    held = held.extra(where=[OVER_UNITS])
    held = held.filter(period__startswith__lt=endings.on).select_related("user", "unit")
    return [RoleMove(role, heirs[role.unit_id]) for role in held.order_by("user__username", "pk")]


def holders_of(reform: Reform) -> list[RoleMove]:
    """The roles an act that was done carried along or ended."""
    rows = reform.roles.select_related("left__user", "left__unit", "taken__unit").order_by(
        "left__user__username", "pk"
    )
    return [RoleMove(row.left, row.taken.unit.code if row.taken else None) for row in rows]


def lost_roles() -> QuerySet[CarriedRole]:
    """The roles that fell with their unit and wait for a decision, the oldest act first."""
    found = CarriedRole.objects.filter(decided_at=None, reform__state=Reform.State.DONE)
    found = found.select_related("left__user", "left__unit", "reform")
    return found.order_by("reform__on", "left__user__username", "pk")


def suggestions(lost: CarriedRole) -> list[tuple[str, str]]:
    """Where a role may go: units (code, name) in which its unit, or one under it, goes on."""
    unit, on = lost.left.unit_id, lost.reform.on
    under = UnitVersion.objects.filter(parent=unit, period__contains=day_before(on))
    line = successors_of([unit, *under.values_list("unit", flat=True)], on)
    heirs = {heir for origin, found in line.items() for heir in found if heir != origin}
    alive = UnitVersion.objects.filter(unit__in=heirs, period__contains=on)
    return list(alive.order_by("type", "name", "unit").values_list("unit__code", "name"))
