"""Pools opened and locked: every verb that takes or gives back places goes through here.

The order is one for all: pools by key, then persons by key, then seats. The places of a pool are
read anew under its lock, from the version in force on the day (see docs/places.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from hientai.places.domain.holding import ALLOTMENT, CLASS, Room, Wanted, Wish
from hientai.places.models import Pool, Seat
from hientai.shared.refused import Refused

Key = tuple[str, str, int | None, int]
OPEN = "SELECT * FROM places_open(%s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::date)"
MAKE = "SELECT * FROM places_make(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s)"
LOCK = "SELECT * FROM places_lock(%s::bigint[], %s::bigint[], %s::date)"


def key_of(one: Wanted) -> Key:
    """What of a wish says which pools it draws from."""
    return one.scheme, one.item_id, one.class_id, one.unit_id


def opened(wanted: Iterable[Wanted], on: date) -> dict[Key, tuple[int | None, ...]]:
    """The pools (quota, allotment, class) of each kind of wish; made where there are none yet."""
    keys = sorted({key_of(one) for one in wanted}, key=repr)
    if not keys:
        return {}
    columns = [[key[at] for key in keys] for at in range(4)]
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [*columns, on])
        found = cursor.fetchall()
        if any(0 in (row[1], row[3]) for row in found):
            cursor.execute(MAKE, [[row[0] for row in found], *columns[1:], on])
            cursor.execute(OPEN, [*columns, on])
            found = cursor.fetchall()
    return {key: row[1:] for key, row in zip(keys, found, strict=True)}


def pool_of_class(class_id: int, on: date) -> int:
    """The pool of a class; made where there is none yet. Refused for a class that is not there."""
    wish = Wanted(0, 0, on, None, class_id=class_id)
    pool = opened([wish], on)[("", "", class_id, 0)][2]
    if pool is None:
        raise Refused(_("Không có lớp này"), remedy=_("Chọn trong danh sách lớp."))
    return pool


def room_in_class(class_id: int, on: date) -> int:
    """How many places of a class are left, held still until this transaction ends."""
    pool = pool_of_class(class_id, on)
    room = locked([pool], [], on)[pool]
    return (room.places or 0) - room.taken


def locked(pools: Iterable[int], persons: Iterable[int], on: date) -> dict[int, Room]:
    """Lock pools, then persons, until this transaction ends; the pools, without their titles, with
    their places of now."""
    ids = sorted(set(pools))
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [ids, sorted(set(persons)), on])
        return {row[0]: Room(row[0], row[1], "", *row[2:]) for row in cursor.fetchall()}


def locked_seats(seats: Sequence[Seat], on: date, *others: int) -> list[Seat]:
    """Lock some seats with their pools and persons, and other pools; the seats as they are now,
    in the order given. Those out of scope are missing."""
    ids = [seat.pk for seat in seats]
    rows = list(Seat.objects.filter(pk__in=ids).values_list("person_id", *POOLS))
    pools = {pool for row in rows for pool in row[1:] if pool} | set(others)
    locked(pools, [row[0] for row in rows], on)
    now = {
        seat.pk: seat
        for seat in Seat.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    return [now[pk] for pk in ids if pk in now]


POOLS = ("of_quota_id", "of_allotment_id", "of_class_id")


def titled(rooms: Mapping[int, Room]) -> dict[int, Room]:
    """The same pools with what they are called."""
    titles = titles_of(list(rooms))
    return {pk: replace(room, title=titles.get(pk, "")) for pk, room in rooms.items()}


def titles_of(pools: Sequence[int]) -> dict[int, str]:
    """What each pool is called."""
    rows = Pool.objects.filter(pk__in=pools).values_list(
        "pk",
        "kind",
        "scheme__slug",
        "item_id",
        "allotment__unit__code",
        "training_class__title",
        "unit__code",
    )
    found = {}
    for pk, kind, slug, item, unit, title, own in rows:
        if kind == CLASS:
            found[pk] = _("Lớp “%s”") % title
        elif kind == ALLOTMENT:
            found[pk] = _("Chỗ giao cho đơn vị %s") % unit
        else:
            found[pk] = _("Chỉ tiêu %(item)s (%(scheme)s)") % {"item": item, "scheme": slug}
            if own:
                found[pk] += f" · {own}"
    return found


def wish_of(one: Wanted, pools: dict[Key, tuple[int | None, ...]]) -> Wish:
    """A wish with its pools."""
    quota, allotment, of_class = pools[key_of(one)]
    return Wish(one, quota, allotment, of_class)
