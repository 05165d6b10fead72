"""Verbs of who looks after an account: a user who lost the phone is helped."""

from django.db import transaction

from hientai.accounts.models import Factor, User
from hientai.accounts.services.noting import note
from hientai.accounts.services.sessions import end_sessions


@transaction.atomic
def remove_all_factors(*, user: User) -> bool:
    """Take every second factor and passkey of a user away, and end every session.

    Answers whether there was any; of a user who is not looked after here there is none.
    """
    removed, _all = Factor.objects.filter(user=user).delete()
    if removed:
        note(user, factors="removed")
        end_sessions(user=user)
    return bool(removed)
