"""Open and close secret addresses of calendars."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.programmes.models import Lecturer
from hientai.shared.refused import Refused
from hientai.timetables.models import Feed, Session
from hientai.timetables.queries.feeds import feeds_of, hashed

MOST = 20


@transaction.atomic
def open_feed(
    *,
    user: User,
    training_class: TrainingClass | None = None,
    lecturer: Lecturer | None = None,
    person: int | None = None,
) -> tuple[Feed, str]:
    """A new address for a class, a lecturer or the user's own person: its row, and the secret,
    which is told once. Refused for a class or lecturer that the user does not see."""
    if feeds_of(user).count() >= MOST:
        raise Refused(_("Mỗi người có nhiều nhất %s địa chỉ lịch") % MOST)
    if training_class and not Session.objects.filter(training_class=training_class).exists():
        raise Refused(_("Lớp này chưa có lịch"))
    kind = "class" if training_class else "lecturer" if lecturer else "person"
    secret = secrets.token_urlsafe(32)
    made = Feed.objects.create(
        user=user,
        kind=kind,
        training_class=training_class,
        lecturer=lecturer,
        person_id=person if kind == "person" else None,
        secret_hash=hashed(secret),
    )
    return made, secret


@transaction.atomic
def revoke_feed(*, user: User, feed: int) -> None:
    """Close an address; again it changes nothing."""
    feeds_of(user).filter(pk=feed).update(revoked_at=timezone.now())
