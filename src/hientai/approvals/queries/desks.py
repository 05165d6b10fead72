"""Where a step lies on a day, and who may answer there.

A step lies with a unit; who holds a role that answers at that unit does so. Where nobody there may
(no such role is held, or only by who submitted it or is its subject), the nearest unit above does.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from hientai.accounts.domain import ROLES
from hientai.accounts.models import User
from hientai.approvals.domain.routes import ANSWER, Place, Step, Whose
from hientai.approvals.models import Route, Submission
from hientai.organisations.models import Unit
from hientai.organisations.queries import successors_of
from hientai.shared.refused import Refused
from hientai.workdays import queries as workdays

# From each unit upwards; of a unit that is no more, as it last stood.
UPWARDS = """
WITH RECURSIVE up AS (
    SELECT u AS holder, u AS unit_id, 0 AS depth FROM unnest(%(units)s::bigint[]) u
    UNION ALL
    SELECT up.holder, v.parent_id, up.depth + 1 FROM up CROSS JOIN LATERAL (
        SELECT parent_id FROM organisations_tree v
        WHERE v.unit_id = up.unit_id AND lower(v.period) <= %(on)s
        ORDER BY v.period DESC LIMIT 1) v
    WHERE v.parent_id IS NOT NULL AND up.depth < 20
)
"""
DESKS = (
    UPWARDS
    + """, answering AS (
    SELECT r.unit_id, r.user_id AS who, r.user_id AS stead
    FROM accounts_roleassignment r JOIN accounts_user u ON u.id = r.user_id AND u.is_active
    WHERE r.role = ANY (%(roles)s) AND r.period @> %(on)s
    UNION ALL
    SELECT r.unit_id, d.user_id, r.user_id
    FROM accounts_roleassignment r JOIN accounts_user h ON h.id = r.user_id AND h.is_active
    JOIN accounts_deputy d ON d.assignment_id = r.id AND d.period @> %(on)s
    JOIN accounts_user u ON u.id = d.user_id AND u.is_active
    WHERE r.role = ANY (%(roles)s) AND r.period @> %(on)s
)
SELECT up.holder, up.unit_id, a.who, a.stead FROM up LEFT JOIN answering a USING (unit_id)
ORDER BY up.holder, up.depth
"""
)


@dataclass(frozen=True)
class Desk:
    """A unit on the way up from where a step lies, and who answers there: user and in whose stead
    (one's own, mostly)."""

    unit: int
    answering: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Laid:
    """Where a step lies: its unit, and that unit with those above it up to who may answer."""

    holder: int
    units: list[int]


def answering_roles(permission: str = ANSWER) -> list[str]:
    """The roles that answer a step of a permission: those that answer at all and have it."""
    return [one.code for one in ROLES if {ANSWER, permission} <= one.permissions]


def units_answered(user: User, permission: str = ANSWER) -> list[int]:
    """The units at which a user answers now, as oneself or as the deputy that the user is now."""
    roles = answering_roles(permission)
    return sorted({held.unit_id for held in user.roles if held.role in roles})


def stead_of(user: User | None) -> int | None:
    """In whose stead a user acts now; None for the own."""
    if user is None:
        return None
    return next((held.user_id for held in user.roles if held.deputy_id), None)


def living(units: Collection[int], on: date) -> list[int]:
    """Units as their lines go on on a day, themselves where they live or nothing follows them."""
    followed = successors_of(list(units), on)
    return list(dict.fromkeys(one for unit in units for one in followed.get(unit) or [unit]))


def units_of(place: Place, unit: int, authority: str, on: date) -> list[int]:
    """The units that a place means on a day for what a unit submits; several where one was split.

    Refused where the register has no unit of the code.
    """
    if place.whose is Whose.SUBMITTER:
        return living([unit], on)
    if place.whose is Whose.PARENT:
        above = [_above(one, on) for one in living([unit], on)]
        return list(dict.fromkeys(above))
    return living([_coded(place.unit or authority)], on)


def desks_of(units: Sequence[int], on: date, permission: str = ANSWER) -> dict[int, list[Desk]]:
    """For each unit: itself and every unit above it on a day, with who answers there."""
    found: dict[int, dict[int, list[tuple[int, int]]]] = {unit: {} for unit in units}
    asked: dict[str, Any] = {
        "units": list(units),
        "on": on,
        "roles": answering_roles(permission),
    }
    with connection.cursor() as cursor:
        cursor.execute(DESKS, asked)
        for holder, unit, who, stead in cursor.fetchall():
            found[holder].setdefault(unit, []).extend([(who, stead)] if who else [])
    return {
        holder: [Desk(unit, tuple(who)) for unit, who in way.items()]
        for holder, way in found.items()
    }


def concerned(users: Collection[int], people: Collection[int]) -> set[int]:
    """Who of some users is one of those people."""
    if not users or not people:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT approvals_concerned(%s, %s)", [list(users), list(people)])
        return {row[0] for row in cursor.fetchall()}


def barred_from(row: Submission, answering: Iterable[tuple[int, int]]) -> set[int]:
    """Who of those who answer may not answer this: who submitted it, and whom it is about."""
    users = {user for pair in answering for user in pair}
    own = {row.submitted_by_id, row.submitted_for_id} & users
    return {one for one in own if one is not None} | concerned(users, row.people)


def answerers_of(row: Submission, on: date) -> list[int]:
    """The users who may answer an open submission on a day, deputies among them."""
    return Layer(on).answerers(row)


class Layer:
    """Lays steps with units and, on the way up, with who may answer; asks each unit once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._desks: dict[tuple[int, str], list[Desk]] = {}
        self._units: dict[tuple[Place, int, str], list[int]] = {}
        self._here: dict[tuple[tuple[int, ...], str], set[tuple[int, int]]] = {}
        self._due: dict[int, date] = {}

    def lay(self, row: Submission, route: Route, step: Step) -> Laid:
        """Where a step of a submission lies; up to the top where nobody on the way may answer."""
        holders = self._holders(row, route, step)
        units = [unit for one in holders for unit in self._way(row, one, step.permission)[0]]
        return Laid(holders[0], list(dict.fromkeys(units)))

    def is_answered(self, row: Submission, route: Route, step: Step) -> bool:
        """Whether anybody may answer a step of a submission."""
        holders = self._holders(row, route, step)
        return any(self._way(row, one, step.permission)[1] for one in holders)

    def due_on(self, days: int) -> date:
        """The last of so many working days after the day, by the calendar as it is known now."""
        if days not in self._due:
            self._due[days] = workdays.add(self.on, days)
        return self._due[days]

    def _holders(self, row: Submission, route: Route, step: Step) -> list[int]:
        asked = (step.place, row.unit_id, route.authority)
        if asked not in self._units:
            self._units[asked] = units_of(*asked, self.on)
        return self._units[asked]

    def answerers(self, row: Submission) -> list[int]:
        """The users who may answer a submission where it lies."""
        here = self._answering(tuple(row.units), row.stage.permission)
        barred = barred_from(row, here)
        return sorted({who for who, stead in here if not {who, stead} & barred})

    def _answering(self, units: tuple[int, ...], permission: str) -> set[tuple[int, int]]:
        if (units, permission) not in self._here:
            found = desks_of(units, self.on, permission)
            self._here[units, permission] = {
                pair
                for unit, way in found.items()
                for pair in way[0].answering
                if way[0].unit == unit
            }
        return self._here[units, permission]

    def _way(self, row: Submission, holder: int, permission: str) -> tuple[list[int], bool]:
        """The units from one upwards as far as somebody may answer, and whether anybody may."""
        if (holder, permission) not in self._desks:
            self._desks[holder, permission] = desks_of([holder], self.on, permission)[holder]
        way: list[int] = []
        for desk in self._desks[holder, permission]:
            way.append(desk.unit)
            barred = barred_from(row, desk.answering) if desk.answering else set()
            if any(not {who, stead} & barred for who, stead in desk.answering):
                return way, True
        return way, False


def _coded(code: str) -> int:
    found = Unit.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise Refused(
            _("Danh mục đơn vị chưa có “%s”, nơi một bước của trình tự phê duyệt nêu tên") % code,
            remedy=_("Nhập đơn vị này, hoặc ghi trình tự phê duyệt mới."),
        )
    return found


def _above(unit: int, on: date) -> int:
    """The unit right above one; the top stands above itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{UPWARDS} SELECT unit_id FROM up WHERE depth <= 1 ORDER BY depth DESC",
            {"units": [unit], "on": on},
        )
        return int(cursor.fetchone()[0])
