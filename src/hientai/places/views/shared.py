"""What the pages of places share: the quota of an address, badges, addresses."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404
from django.urls import reverse

from hientai.places.models import Allotment, Division, Seat
from hientai.schemes.domain.pack import Quota
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, scheme_or_first
from hientai.shared.refused import Refused
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit

VIEW, DIVIDE, ANSWER = "places:view", "places:divide", "places:answer"
STATES: Mapping[str, Tone] = {"draft": "mute", "offered": "info", "closed": "good"}
SEATS: Mapping[str, Tone] = {"held": "info", "used": "good", "released": "mute"}


def quota_at(slug: str, item: str, on: date) -> tuple[SchemeVersion, Quota]:
    """The quota of an address, by the version of the day; 404 where there is none."""
    try:
        version = scheme_or_first(slug, on)
        return version, pack_of(version).quota(item)
    except Refused as unknown:
        raise Http404 from unknown


def state_of(division: Division) -> Badge:
    """Where a division stands, as a badge."""
    return Badge(str(division.get_state_display()), STATES[division.state])


def state_of_seat(seat: Seat) -> Badge:
    """Where a seat stands, as a badge."""
    return Badge(str(seat.get_state_display()), SEATS[seat.state], note=seat.reason)


def of_division(division: Division) -> str:
    """The page of a division."""
    return reverse("places:division", args=[division.pk])


def of_part(part: Allotment) -> str:
    """The page where a unit answers."""
    return reverse("places:part", args=[part.pk])


def of_quota(request: Visit, slug: str, item: str) -> str:
    """The page of a quota, "" for a reader who has no such page."""
    there = request.user.may("training:view")
    return reverse("screening:quota", args=[slug, item]) if there else ""
