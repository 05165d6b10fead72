"""Reads of accounts: the own sessions and factors, the accounts that are managed."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from hientai.accounts.models import Demand, Factor, Identity, Session, Ticket, User
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


def accounts() -> QuerySet[User]:
    """Every account with whether it has a second factor, by name."""
    factor = Factor.objects.filter(REAL, user=OuterRef("pk"))
    return User.objects.annotate(two_steps=Exists(factor)).order_by("name", "username")


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
