"""What was held and not used by its last day, given back as days pass."""

from datetime import date

from django.db import DatabaseError
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.places.models import Seat
from hientai.places.queries.seats import lapsing
from hientai.places.services.seats import release_lapsed
from hientai.shared.refused import Refused


def release_pool_by_pool(on: date) -> list[Seat]:
    """Give back what was held until the day before one, each pool in a transaction of its own.

    Where one cannot be done, the others are done first; then what stood in its way is raised.
    """
    done: list[Seat] = []
    failed: list[Exception] = []
    with operator_scope():
        pools = lapsing(on)
    for seats in pools:
        try:
            with operator_scope(_("hết hạn giữ chỗ")):
                done += release_lapsed(on=on, seats=seats)
        except (Refused, DatabaseError) as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return done
