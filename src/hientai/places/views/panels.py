"""What other pages show of places: of a quota, a class, a person; what waits for a unit."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from hientai.classes.models import TrainingClass
from hientai.organisations.queries import names_on, units_in_sight
from hientai.people.models import Person
from hientai.places.models import Seat
from hientai.places.queries.divisions import divides, divisions_of, waiting_for
from hientai.places.queries.pools import places_left, places_of_class
from hientai.places.views.shared import DIVIDE, of_division, of_part, state_of, state_of_seat
from hientai.webkit.day import Visit

MOST = 5  # of the lines among what needs attention


def quota_panel(request: Visit, about: Any) -> str:
    """How many places of a quota are there, taken, promised, left; how they were divided."""
    version, quota = about.version, about.quota
    left = places_left(version.scheme, quota.id, request.on)
    if left is None or quota.per is not None and not left.held + left.used:
        return ""
    rows = [
        (one, of_division(one), state_of(one)) for one in divisions_of(version.scheme, quota.id)
    ]
    dividable = quota.per is None and quota.places is not None
    may = dividable and request.user.may(DIVIDE) and divides(version.scheme)
    context = {
        "left": left,
        "quota": quota,
        "rows": rows[:5],
        "seats": reverse("places:seats") + f"?de-an={version.scheme.slug}&chi-tieu={quota.id}",
        "propose": reverse("places:propose", args=[version.scheme.slug, quota.id]) if may else "",
    }
    return render_to_string("places/quota_panel.html", context, request=request)


def class_panel(request: Visit, held: TrainingClass) -> str:
    """How many places of a class are taken."""
    taken = places_of_class(held.pk)
    context = {"held": held, "taken": taken, "left": max(0, held.places - taken.all)}
    return render_to_string("places/class_panel.html", context, request=request)


def person_panel(request: Visit, person: Person) -> str:
    """The seats of a person, the latest first; nothing where there were none."""
    rows = Seat.objects.filter(person=person).select_related(
        "of_quota__scheme", "of_class__training_class"
    )
    told = [
        (
            one,
            state_of_seat(one),
            one.period.upper - timedelta(1) if one.period.upper else None,
        )
        for one in rows.order_by("-pk")
    ]
    if not told:
        return ""
    return render_to_string("places/person_panel.html", {"rows": told}, request=request)


def attention(request: Visit, _subject: None) -> str:
    """Places that wait for an answer: of the reader's units each, by division for who divides."""
    rows = list(waiting_for(units_in_sight()))
    if not rows:
        return ""
    if request.user.may(DIVIDE):
        counted = Counter(one.division for one in rows)
        told: dict[str, Any] = {
            "divisions": [(one, of_division(one), n) for one, n in counted.items()][:MOST]
        }
    else:
        names = names_on([one.unit_id for one in rows], request.on)
        told = {"parts": [(one, of_part(one), names[one.unit_id]) for one in rows[:MOST]]}
    return render_to_string("places/attention.html", told, request=request)
