"""Reads of seats: those in sight, narrowed as their list is."""

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


def named(rows: QuerySet[Seat], words: str) -> QuerySet[Seat]:
    """Those whose person has the words in the name, accents aside, or in the code."""
    for word in fold(words).split():
        rows = rows.filter(Q(person__name_folded__contains=word) | Q(person__code__icontains=word))
    return rows
