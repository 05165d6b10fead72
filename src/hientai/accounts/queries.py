"""Reads of accounts: own sessions and factors, accounts that are managed, who holds which role."""

from datetime import date

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hientai.accounts.models import (
    Demand,
    Deputy,
    Factor,
    Identity,
    RoleAssignment,
    Session,
    Ticket,
    User,
)
from hientai.shared.vietnamese import fold

REAL = ~Q(kind=Factor.Kind.RECOVERY)


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
