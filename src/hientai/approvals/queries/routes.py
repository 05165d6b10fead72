"""Reads of routes: those of a day, and the one that holds for something and its people."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from hientai.approvals.domain.routes import chosen, in_force, patterns_of
from hientai.approvals.models import Route
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day

STATE = "state"

# The bloc of the unit of each person's main post on a day; of today's unit where none is recorded.
BLOCS_SQL = """
SELECT p.id, p.managed_by_committee, coalesce(v.bloc, 'state')
FROM people_person p
LEFT JOIN people_post h ON h.person_id = p.id AND h.kind = 'main' AND h.period @> %(on)s::date
LEFT JOIN organisations_tree v
    ON v.unit_id = coalesce(h.unit_id, p.unit_id) AND v.period @> %(on)s::date
WHERE p.id = ANY (%(people)s)
"""


class NoRouteInForce(Refused):
    """No route holds for something on a day."""


def routes_on(on: date, prefix: str = "") -> list[Route]:
    """The routes in force on a day, of the keys that begin so, by key."""
    found = in_force(Route.objects.filter(key__startswith=prefix, since__lte=on), on)
    return sorted(found, key=lambda route: (route.key, route.whom.words))


def route_on(key: str, on: date, bloc: str = STATE, managed: bool | None = None) -> Route:
    """The route that holds on a day for a key and somebody of a bloc.

    NoRouteInForce where there is none.
    """
    found = chosen(_candidates(key, on), key, bloc, managed)
    if found is None:
        raise _none(key, on)
    return found


def routes_for(key: str, people: Collection[int], on: date) -> dict[Route, list[int]]:
    """The routes that hold on a day for a key, each with those of some people who go along it.

    Who is managed by the standing committee, and of which bloc, is read from the register of the
    day; without people it is the route of the state bloc. NoRouteInForce where one has none.
    """
    routes = _candidates(key, on)
    if not people:
        return {route_on(key, on): []}
    found: dict[Route, list[int]] = {}
    for person, managed, bloc in _people(people, on):
        route = chosen(routes, key, bloc, managed)
        if route is None:
            raise _none(key, on)
        found.setdefault(route, []).append(person)
    return found


def versions_of(route: Route) -> list[Route]:
    """Every version of a route, the last first."""
    same = Route.objects.filter(key=route.key, managed=route.managed).order_by("-since", "-pk")
    return [one for one in same if sorted(one.blocs) == sorted(route.blocs)]


def _candidates(key: str, on: date) -> list[Route]:
    rows = Route.objects.filter(key__in=patterns_of(key), since__lte=on)
    return in_force(rows, on)


def _people(people: Collection[int], on: date) -> list[tuple[int, bool | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute(BLOCS_SQL, {"people": list(people), "on": on})
        return list(cursor.fetchall())


def _none(key: str, on: date) -> NoRouteInForce:
    return NoRouteInForce(
        _("Chưa có trình tự phê duyệt cho “%(key)s” vào ngày %(on)s") % {"key": key, "on": day(on)},
        remedy=_("Chủ đề án ghi trình tự phê duyệt, với căn cứ và ngày áp dụng."),
    )
