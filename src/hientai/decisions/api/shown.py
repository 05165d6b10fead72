"""Papers of this room as programs are told of them."""

from typing import Any

from django.http import Http404

from hientai.decisions import services as verbs
from hientai.decisions.api.shapes import ToDraft
from hientai.decisions.models import Letter, Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.scope import writes
from hientai.nominations.models import Nomination


def in_sight(number: int) -> Sending:
    """A paper of this room; 404 for one out of sight."""
    held = reads.sending(number)
    if held is None:
        raise Http404
    return held


def written(number: int) -> Sending:
    """A paper of a body that the token writes for; 404 for another's."""
    held = in_sight(number)
    if not writes(held.unit_id):
        raise Http404
    return held


def whole_of(held: Sending) -> dict[str, Any]:
    """A paper with its people and what amends it."""
    rows = reads.rows_of(held)
    return {
        **paper_of(held),
        "people": len(rows),
        "rows": [reads.as_data(one) for one in rows],
        "amended_by": [paper_of(one) for one in reads.amendments_of(held)],
    }


def paper_of(one: Sending) -> dict[str, Any]:
    """A paper of this room, told shortly."""
    return {
        "id": one.pk,
        "paper": one.paper_id,
        "called": str(one.paper),
        "kind": one.kind,
        "state": one.paper.state,
        "issued_on": one.paper.issued_on,
        "body": one.paper.body.name,
        "list": one.list_id,
        "first": one.first_id,
        "reason": one.reason,
        "people": getattr(one, "people", None),
    }


def of_person(row: Row) -> dict[str, Any]:
    """What a paper says of a person."""
    said = row.after or row.before
    return {
        "decision": row.sending_id,
        "called": str(row.sending.paper),
        "what": row.what,
        "state": row.state,
        "issued_on": row.sending.paper.issued_on,
        "seat": row.seat_id,
        "starts_on": said.get("starts_on", ""),
        "ends_on": said.get("ends_on", ""),
    }


def letter_of(one: Letter) -> dict[str, Any]:
    """A letter about people of a list."""
    return {
        "id": one.pk,
        "paper": one.paper_id,
        "called": str(one.paper),
        "kind": one.kind,
        "state": one.paper.state,
        "body": one.paper.body.name,
        "of_list": one.list_id,
        "decision": one.sending_id,
        "nominations": one.nominations,
    }


def said_of(given: ToDraft, order: str = "rank") -> verbs.Said:
    """Who signs, and the values that nobody else knows."""
    return verbs.Said(given.signer, given.values, order, given.title)


def rows_of(keys: list[int]) -> list[Nomination]:
    """The nominations named; 404 where one is out of sight."""
    rows = list(Nomination.objects.filter(pk__in=keys))
    if len(rows) < len(set(keys)):
        raise Http404
    return rows
