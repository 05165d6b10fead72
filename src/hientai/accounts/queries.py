"""Reads of accounts: own sessions, factors, tokens; accounts that are managed; who holds roles."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hientai.accounts.domain import ROLES, permissions_of
from hientai.accounts.models import (
    Demand,
    Deputy,
    Factor,
    Identity,
    RoleAssignment,
    Session,
    Ticket,
    Token,
    User,
)
from hientai.shared.vietnamese import fold

REAL = ~Q(kind=Factor.Kind.RECOVERY)
WHO_MAY = """
WITH RECURSIVE above AS (
    SELECT asked, asked AS at, 0 AS steps FROM unnest(%(units)s::bigint[]) asked
    UNION ALL
    SELECT a.asked, v.parent_id, a.steps + 1
    FROM above a JOIN organisations_tree v ON v.unit_id = a.at
    WHERE v.period @> %(on)s::date AND v.parent_id IS NOT NULL AND a.steps < 30
), holding AS (
    SELECT a.asked, a.steps, r.id, r.user_id FROM above a
    JOIN accounts_roleassignment r ON r.unit_id = a.at
    JOIN accounts_user h ON h.id = r.user_id AND h.is_active
    WHERE r.period @> %(on)s::date AND r.role = ANY (%(roles)s)
), nearest AS (
    SELECT * FROM holding h
    WHERE h.steps = (SELECT min(o.steps) FROM holding o WHERE o.asked = h.asked)
)
SELECT n.user_id FROM nearest n
UNION
SELECT d.user_id FROM nearest n JOIN accounts_deputy d ON d.assignment_id = n.id
JOIN accounts_user u ON u.id = d.user_id AND u.is_active
WHERE d.period @> %(on)s::date
"""


def sessions_of(user: User) -> QuerySet[Session]:
    """The sessions of a user that have not ended, the one last seen first."""
    now = timezone.now()
    open_ones = Session.objects.filter(user=user, expire_date__gt=now)
    return open_ones.order_by(F("seen").desc(nulls_last=True), "session_key")


def factors_of(user: User) -> QuerySet[Factor]:
    """What proves who a user is, the app first."""
    return Factor.objects.filter(user=user).order_by("kind", "made_at")


def identities_of(user: User) -> QuerySet[Identity]:
    """The identities that a user linked."""
    return Identity.objects.filter(user=user).order_by("made_at")


def tokens_of(user: User) -> QuerySet[Token]:
    """The tokens of a user, those of before among them, the last made first."""
    return _tokens().filter(user=user)


def tokens() -> QuerySet[Token]:
    """Every token of the accounts looked after here, and the own ones, the last made first."""
    return _tokens().select_related("user")


def _tokens() -> QuerySet[Token]:
    return Token.objects.select_related("assignment", "unit").order_by("-made_at", "-pk")


def accounts(*, whole: bool | None = None) -> QuerySet[User]:
    """The accounts looked after here with whether they have a second factor, by name.

    `whole` says that those are all of them, where that is known already.
    """
    factor = Factor.objects.filter(REAL, user=OuterRef("pk"))
    rows = User.objects.annotate(two_steps=Exists(factor)).order_by("name", "username")
    if gives_from_the_top() if whole is None else whole:
        return rows
    mine = Func(F("pk"), function="accounts_looks_after", output_field=BooleanField())
    return rows.filter(mine)


def found(rows: QuerySet[User], words: str) -> QuerySet[User]:
    """Those whose name, sign-in name or address holds the words, accents aside."""
    plain = fold(words)
    ids = [
        pk
        for pk, *texts in rows.values_list("pk", "name", "username", "email")
        if any(plain in fold(text) for text in texts)
    ]
    return rows.filter(pk__in=ids)


def last_invitation(user: User) -> Ticket | None:
    """The invitation sent last to a user."""
    invitations = Ticket.objects.filter(user=user, purpose=Ticket.Purpose.INVITATION)
    return invitations.order_by("-made_at").first()


def demands() -> QuerySet[Demand]:
    """What is and was demanded of roles, the newest first."""
    return Demand.objects.order_by("-period", "role")


def gives_from_the_top() -> bool:
    """Whether roles of every unit, those of the top too, are given in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_manages()")
        return bool(cursor.fetchone()[0])


def roles_given_here() -> QuerySet[RoleAssignment]:
    """The roles, of whatever time, at the units whose roles are given in this transaction."""
    rows = RoleAssignment.objects.select_related("user", "unit")
    if gives_from_the_top():
        return rows
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_units_managed()")
        return rows.filter(unit__in=[row[0] for row in cursor.fetchall()])


def holders_on(on: date) -> QuerySet[RoleAssignment]:
    """Who holds which of these roles on a day, each with who stands in on that day."""
    standing_in = Deputy.objects.filter(period__contains=on).select_related("user")
    rows = roles_given_here().filter(period__contains=on)
    return rows.prefetch_related(Prefetch("deputies", standing_in, to_attr="standing_in"))


def deputies_of(held: RoleAssignment) -> QuerySet[Deputy]:
    """Everybody who stood, stands or will stand in for a role, the last first."""
    return held.deputies.select_related("user").order_by("-period", "pk")


def held_by(rows: QuerySet[RoleAssignment], words: str) -> QuerySet[RoleAssignment]:
    """Those held by somebody whose name or sign-in name has the words, accents aside."""
    users = found(User.objects.filter(role_assignments__in=rows).distinct(), words)
    return rows.filter(user__in=users.values_list("pk", flat=True))


def who_may(permission: str, *, units: Collection[int], on: date) -> set[int]:
    """The keys of the active users who may do something about these units, deputies too.

    For each unit those whose role is held nearest to it: at the unit itself, else at the one
    above, and so on.
    """
    roles = [role.code for role in ROLES if permission in permissions_of(role.code)]
    with connection.cursor() as cursor:
        cursor.execute(WHO_MAY, {"units": list(units), "roles": roles, "on": on})
        return {row[0] for row in cursor.fetchall()}
