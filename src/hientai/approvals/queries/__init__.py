"""Reads of approvals: routes of a day, whose turn it is, what awaits whom, how it went so far."""

from hientai.approvals.queries.routes import (
    NoRouteInForce,
    route_on,
    routes_for,
    routes_on,
    versions_of,
)
from hientai.approvals.queries.tasks import (
    issuer_of,
    last_of,
    submission,
    submissions_of,
    tasks_count,
    tasks_of,
)
from hientai.approvals.queries.trail import Mark, trail

__all__ = [
    "Mark",
    "NoRouteInForce",
    "issuer_of",
    "last_of",
    "route_on",
    "routes_for",
    "routes_on",
    "submission",
    "submissions_of",
    "tasks_count",
    "tasks_of",
    "trail",
    "versions_of",
]
