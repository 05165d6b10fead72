"""Lists of demand: what units were asked, and what they said."""

from django.db.models import Count, QuerySet, Sum

from hientai.classes.models import Demand, DemandLine
from hientai.shared.vietnamese import fold


def demands() -> QuerySet[Demand]:
    """Every list of demand, the last first, with `people` and `units` that the reader sees."""
    rows = Demand.objects.select_related("programme", "unit", "scheme", "training_class")
    counted = rows.annotate(people=Sum("lines__people"), units=Count("lines"))
    return counted.order_by("-pk")


def demand_of(number: int) -> Demand | None:
    """A list by its number."""
    return demands().filter(pk=number).first()


def lines_of(one: Demand) -> list[DemandLine]:
    """What units said, as far as the reader sees them."""
    return list(one.lines.select_related("unit").order_by("unit__code"))


def found(rows: QuerySet[Demand], text: str) -> QuerySet[Demand]:
    """Lists whose title holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(title_folded__contains=word)
    return rows
