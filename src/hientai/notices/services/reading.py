"""A user reads notices and chooses how each kind goes by mail, in the own scope."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from hientai.accounts.models import User
from hientai.notices.domain.kinds import Mail, kinds
from hientai.notices.models import Notice, Preference
from hientai.notices.queries import notices_of, unread_of


@transaction.atomic
def mark_read(*, notice: Notice) -> None:
    """The notice was read; again it changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    unread_of(notice.user)


@transaction.atomic
def mark_all_read(*, user: User) -> int:
    """Every notice of the user was read; how many were not yet."""
    count = notices_of(user, unread=True).update(read_at=timezone.now())
    unread_of(user)
    return count


@transaction.atomic
def choose(*, user: User, ways: Mapping[str, str]) -> None:
    """Let each kind named go by mail as said; kinds that are none are left out."""
    known = {kind.code for kind in kinds()}
    Preference.objects.bulk_create(
        [
            Preference(user=user, kind=kind, mail=Mail(way).value)
            for kind, way in ways.items()
            if kind in known
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["mail"],
    )


@transaction.atomic
def forget_old() -> int:
    """Remove the notices of more than a year ago, whoever's they are; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_forget()")
        return int(cursor.fetchone()[0])
