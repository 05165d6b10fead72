"""The API of schemes: what is in force on a day, its items with their clauses, its versions."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.schemes import queries
from hientai.schemes.domain.differences import Change
from hientai.schemes.domain.pack import Kind
from hientai.schemes.models import SchemeItem, SchemeVersion
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Paged, asks, chosen, page_of

router = Router(tags=["schemes"])


class SchemeOut(Schema):
    """A scheme as the version in force on the day has it."""

    slug: str
    version: int
    effective_from: date
    number: str
    issued_on: date
    issuer: str
    title: str
    short_title: str
    targets: int
    quotas: int


class PhaseOut(Schema):
    """A phase of a scheme, from its first to its last day."""

    id: str
    title: str
    clause: str
    start: date
    end: date


class SchemeWhole(SchemeOut):
    """A scheme with its phases and how many items of each kind it has."""

    on: date
    phases: list[PhaseOut]
    items: dict[str, int]


class ItemsAsked(Asked):
    """Items of one kind, or of all."""

    kind: str = chosen(one.value for one in Kind)


class ItemOut(Schema):
    """An item of a scheme with its clause; `data` is the rest, as its kind has it."""

    kind: str
    id: str
    clause: str
    title: str
    count: float | None
    unit: str
    data: dict[str, Any]


class ChangedField(Schema):
    """A part of an item that a version reads otherwise."""

    name: str
    before: Any
    after: Any


class ChangeOut(Schema):
    """An item that a version adds, removes or changes."""

    what: str
    kind: str
    id: str
    title: str
    fields: list[ChangedField]


class VersionOut(Schema):
    """A version, with what it changed of the one in force before it."""

    number: int
    effective_from: date
    accepted_at: datetime
    accepted_by: str
    withdrawn: bool
    changes: list[ChangeOut]


class VersionsOut(Schema):
    """Every version of a scheme, the newest first."""

    slug: str
    versions: list[VersionOut]


@router.get("/schemes", response=Paged[SchemeOut], summary=N_("Các đề án có hiệu lực"))
@asks("schemes:view")
def list_schemes(request: Visit, asked: Query[Asked]) -> Answer:
    """The schemes in force on the day."""
    return page_of(request, queries.schemes(request.on), asked, _scheme)


@router.get("/schemes/{slug}", response=SchemeWhole, summary=N_("Một đề án"))
@asks("schemes:view")
def show_scheme(request: Visit, slug: str) -> Answer:
    """One scheme as in force on the day."""
    version = _version_of(slug, request.on)
    rows = SchemeItem.objects.filter(version=version).values_list("kind", flat=True)
    kinds = list(rows)
    return {
        "on": request.on,
        **_scheme(version),
        "phases": queries.pack_of(version).scheme.phases,
        "items": {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
    }


@router.get("/schemes/{slug}/items", response=Paged[ItemOut], summary=N_("Các mục của đề án"))
@asks("schemes:view")
def list_items(request: Visit, slug: str, asked: Query[ItemsAsked]) -> Answer:
    """The items of the version in force on the day, in the order of the document."""
    rows = SchemeItem.objects.filter(version=_version_of(slug, request.on)).order_by("order")
    return page_of(request, rows.filter(kind=asked.kind) if asked.kind else rows, asked, _item)


@router.get("/schemes/{slug}/versions", response=VersionsOut, summary=N_("Các phiên bản"))
@asks("schemes:view")
def list_versions(request: Visit, slug: str) -> Answer:
    """Every version with what it changed, those taken back among them."""
    steps = queries.steps_of(slug)
    if not steps:
        raise Http404
    return {"slug": slug, "versions": [_version(*step) for step in steps]}


def _version_of(slug: str, on: date) -> SchemeVersion:
    try:
        return queries.scheme(slug, on)
    except queries.NoSchemeInForce:
        raise
    except Refused as unknown:
        raise Http404 from unknown


def _scheme(version: SchemeVersion) -> dict[str, Any]:
    pack = queries.pack_of(version)
    told = {name: getattr(pack.scheme, name) for name in ("slug", "number", "issued_on", "issuer")}
    return {
        **told,
        "title": pack.scheme.title,
        "short_title": pack.scheme.short_title,
        "version": version.number,
        "effective_from": version.effective_from,
        "targets": len(pack.targets),
        "quotas": len(pack.quotas),
    }


def _item(row: SchemeItem) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("kind", "clause", "title", "unit", "data")}
    return {**told, "id": row.item_id, "count": None if row.count is None else float(row.count)}


def _version(version: SchemeVersion, changes: list[Change]) -> dict[str, Any]:
    return {
        "number": version.number,
        "effective_from": version.effective_from,
        "accepted_at": version.accepted_at,
        "accepted_by": version.accepted_by,
        "withdrawn": hasattr(version, "withdrawal"),
        "changes": [
            {
                **{name: getattr(one, name) for name in ("what", "kind", "title")},
                "id": one.item_id,
                "fields": [
                    dict(zip(("name", "before", "after"), field, strict=True))
                    for field in one.fields
                ],
            }
            for one in changes
        ],
    }
