"""Verbs of routes: a dated version put beside the former ones, or a route stopped from a day."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.approvals.domain.routes import Place, Step, refuse_route, steps_as_data
from hientai.approvals.models import Route
from hientai.approvals.queries.routes import versions_of
from hientai.approvals.services.naming import author_of
from hientai.audit.services import sign
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import BLOCS
from hientai.webkit.constraints import told

GROUND = N_("trình tự phê duyệt: %s")
SAID = ("title", "steps", "issuer_whose", "issuer_unit", "authority", "source", "certainty", "note")


@transaction.atomic
def put_route(
    *,
    actor: User | None,
    key: str,
    title: str,
    steps: Sequence[Step],
    issuer: Place,
    authority: str,
    source: str,
    since: date,
    blocs: Collection[str] = (),
    managed: bool | None = None,
    certainty: str = "verified",
    note: str = "",
    origin: str = "",
) -> Route:
    """Write a version of a route down: it holds from its day until a later version does.

    `authority` is the code of the unit that "authority" means in its steps. What is on its way
    keeps the version it was submitted by. Said again it changes nothing. Refused without key,
    name, clause or steps, and for a bloc that is none.
    """
    refuse_route(key, title, source, steps)
    _refuse_blocs(blocs)
    row = Route(
        key=key.strip(),
        blocs=sorted(set(blocs)),
        managed=managed,
        title=title.strip(),
        steps=steps_as_data(steps),
        issuer_whose=issuer.whose.value,
        issuer_unit=issuer.unit,
        authority=authority,
        source=source.strip(),
        certainty=certainty,
        note=note.strip(),
        since=since,
        origin=origin,
    )
    return _put(actor, row)


@transaction.atomic
def stop_route(
    *, actor: User | None, route: Route, since: date, source: str, origin: str = ""
) -> Route:
    """Let a route be no more from a day on; what is on its way goes on by it."""
    if not source.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi văn bản hoặc lý do."))
    kept = {name: getattr(route, name) for name in (*SAID, "key", "blocs", "managed")}
    row = Route(**{**kept, "steps": [], "source": source.strip()}, since=since, origin=origin)
    return _put(actor, row)


def refuse_unknown_units(steps: Sequence[Step], issuer: Place, authority: str) -> None:
    """Refused where a route that is written by hand names a unit that the register has not."""
    named = {place.unit for place in (issuer, *(step.place for step in steps)) if place.unit}
    named.add(authority)
    known = set(Unit.objects.filter(code__in=named).values_list("code", flat=True))
    if named - known:
        raise Refused(
            _("Không có đơn vị mã %s") % ", ".join(sorted(named - known)),
            remedy=_("Chọn mã trong danh mục đơn vị."),
        )


def _put(actor: User | None, row: Route) -> Route:
    same = next((one for one in versions_of(row) if one.since <= row.since), None)
    if same is not None and all(getattr(same, name) == getattr(row, name) for name in SAID):
        return same
    sign(actor=actor, ground=GROUND % row.source)
    row.put_by = author_of(actor)
    with told({}):
        row.save(force_insert=True)
    return row


def _refuse_blocs(blocs: Collection[str]) -> None:
    unknown = sorted(set(blocs) - set(BLOCS))
    if unknown:
        raise Refused(_("Không có khối “%s”") % ", ".join(unknown), remedy=", ".join(BLOCS))
