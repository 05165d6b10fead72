"""Lists and nominations as programs are told of them, and how an address finds one."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from hientai.classes.models import TrainingClass
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries import lists as reads
from hientai.organisations.models import Unit
from hientai.programmes.queries.scope import writes
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Problem


def in_sight(request: Visit, number: int) -> NominationList:
    """A list; 404 for one out of sight."""
    held = reads.list_of(number, request.on)
    if held is None:
        raise Http404
    return held


def edited(request: Visit, number: int) -> NominationList:
    """A list that the token may change; 404 for any other."""
    held = in_sight(request, number)
    if not writes(held.unit_id):
        raise Http404
    return held


def row_of(number: int) -> Nomination:
    """A nomination; 404 for one out of sight."""
    row = Nomination.objects.select_related("list").filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def row_edited(request: Visit, number: int) -> Nomination:
    """A nomination of a list that the token may change."""
    row = row_of(number)
    edited(request, row.list_id)
    return row


def shown(request: Visit, row: Nomination) -> dict[str, Any]:
    """A nomination as it stands now."""
    rows = reads.rows_of(row.list, request.on, Nomination.State.values)
    return next(reads.as_data(one) for one in rows if one.nomination.pk == row.pk)


def unit_of(code: str) -> Unit:
    """The unit of a code; a problem of the entry where there is none."""
    found = Unit.objects.filter(code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có đơn vị này"), field="unit", where="body")
    return found


def class_of(code: str) -> TrainingClass | None:
    """The class of a code; None where none is named."""
    if not code.strip():
        return None
    found = TrainingClass.objects.select_related("scheme").filter(code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có lớp này"), field="training_class", where="body")
    return found


def list_of(one: Any) -> dict[str, Any]:
    """A list and how its rows stand."""
    plain = (
        *("id", "title", "unit_name", "programme", "starts_on", "ends_on", "place", "fund"),
        *("form", "exclusive", "state", "submitted_on", "settled_on", "held_until"),
        "returned_reason",
    )
    counts = ("live", "stopped", "seated", "reserve", "decided")
    return {
        **{name: getattr(one, name) for name in plain},
        **{name: getattr(one, name) or 0 for name in counts},
        "unit": one.unit.code,
        "scheme": one.scheme.slug,
        "item": one.item_id,
        "training_class": one.training_class.code if one.training_class else None,
    }


def batch_of(one: Any) -> dict[str, Any]:
    """A bulk step over a list."""
    plain = ("id", "kind", "source", "left_out", "done_on", "done_by")
    return {
        **{name: getattr(one, name) for name in plain},
        "people": len(one.taken),
        "undone": one.undone_at is not None,
    }


def own_of(row: Nomination) -> dict[str, Any]:
    """An own nomination."""
    held = row.list
    return {
        "list": held.title,
        "programme": held.programme,
        "unit": held.unit.code,
        "starts_on": held.starts_on,
        "ends_on": held.ends_on,
        "state": row.state,
        "reserve_order": row.reserve_order,
    }
