"""The routes of a pack put among the routes of approval, each version from its day."""

from collections.abc import Iterable
from datetime import date

from hientai.accounts.models import User
from hientai.approvals import services as approvals
from hientai.approvals.domain.routes import Whom
from hientai.approvals.queries import routes_on
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.routing import Route

Spoken = tuple[str, Whom]


def put_routes(*, actor: User | None, before: Pack | None, after: Pack, since: date) -> None:
    """Put what one pack says otherwise than the one before it: its routes from a day on, an end
    to those that it no longer has. What nobody changed stays, and so do routes put by hand."""
    old, new = _spoken(before), _spoken(after)
    for spoken, route in new.items():
        if old.get(spoken) != route:
            _put(actor, after, spoken, route, since)
    for key, whom in old.keys() - new.keys():
        _stop(actor, after, (key, whom), since)


def has_routes(slug: str, on: date) -> bool:
    """Whether any route of a scheme holds on a day."""
    return bool(routes_on(on, f"{slug}/"))


def _spoken(pack: Pack | None) -> dict[Spoken, Route]:
    routes: Iterable[Route] = pack.routes if pack else ()
    return {
        (name, Whom(tuple(sorted(route.blocs)), route.managed)): route
        for route in routes
        for name in route.quotas
    }


def _put(actor: User | None, pack: Pack, spoken: Spoken, route: Route, since: date) -> None:
    name, whom = spoken
    approvals.put_route(
        actor=actor,
        key=f"{pack.scheme.slug}/{name}",
        title=route.title,
        steps=[stage.step for stage in route.steps],
        issuer=route.issuer.place,
        authority=pack.scheme.authority,
        source=f"{pack.scheme.number}, {route.clause}",
        since=since,
        blocs=whom.blocs,
        managed=whom.managed,
        certainty=route.certainty,
        note=route.note,
        origin=f"{pack.scheme.slug}/{route.id}",
    )


def _stop(actor: User | None, pack: Pack, spoken: Spoken, since: date) -> None:
    key, whom = f"{pack.scheme.slug}/{spoken[0]}", spoken[1]
    for route in routes_on(since, key):
        if route.key == key and route.whom == whom:
            act = pack.scheme.act
            source = act.cited if act else pack.scheme.number
            approvals.stop_route(actor=actor, route=route, since=since, source=source)
