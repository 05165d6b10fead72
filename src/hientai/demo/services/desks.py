"""At whose desk the demo is written: each step in the name and sight of one of its users."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.demo.domain.figures import OPENING_DAY


@contextmanager
def desk(username: str) -> Iterator[User]:
    """What follows is done by a user of the demo, with the user's sight."""
    with operator_scope(_("dữ liệu mẫu")):
        user = User.objects.get(username=username)
        user.enter(OPENING_DAY)
        yield user
