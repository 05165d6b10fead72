"""Reads of seats: those in sight, narrowed as their list is."""

from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from hientai.places.models import Seat
from hientai.shared.vietnamese import fold


def found_seats(
    *,
    search: str = "",
    scheme: str = "",
    item: str = "",
    training_class: str = "",
    state: str = "",
) -> QuerySet[Seat]:
    """Seats of people in sight, the latest first; each word that is given narrows them."""
    rows = Seat.objects.select_related(
        "person", "unit", "of_quota__scheme", "of_class__training_class"
    ).order_by("-pk")
    narrowed = {
        "of_quota__scheme__slug": scheme,
        "of_quota__item_id": item,
        "of_class__training_class__code__iexact": training_class,
        "state": state,
    }
    rows = rows.filter(**{name: said for name, said in narrowed.items() if said})
    return named(rows, search)


def lapsing(on: date) -> list[list[int]]:
    """The seats that were held until a day before one, the keys of each quota and class together:
    what one of them frees another of the same may take."""
    due = Seat.objects.filter(state="held", held_until__lt=on)
    keys = due.order_by("of_quota", "of_class", "pk").values_list("of_quota", "of_class", "pk")
    return [[key for _q, _c, key in group] for _pool, group in groupby(keys, lambda row: row[:2])]


def named(rows: QuerySet[Seat], words: str) -> QuerySet[Seat]:
    """Those whose person has the words in the name, accents aside, or in the code."""
    for word in fold(words).split():
        rows = rows.filter(Q(person__name_folded__contains=word) | Q(person__code__icontains=word))
    return rows
