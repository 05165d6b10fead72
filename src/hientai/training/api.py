"""The API of the training history: person-turns as far as the token sees the people."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.shared.vocabulary import RESULTS
from hientai.training.models import Turn
from hientai.training.queries.turns import turns_by
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Code, Paged, asks, chosen, page_of

router = Router(tags=["training"])


class TurnsAsked(Asked):
    """Turns of a person, of a scheme, of one of its items, of a result."""

    person: Code = ""
    scheme: Code = ""
    item: Code = ""
    result: str = chosen(RESULTS.codes)


class TurnOut(Schema):
    """One person's turn in one course; `scheme` and `item` are what it was matched to."""

    id: int
    person: str
    name: str
    programme: str
    scheme: str | None
    item: str
    stated_scheme: str
    stated_item: str
    starts_on: date
    ends_on: date | None
    result: str
    place: str | None
    fund: str | None
    certificate_number: str
    exclusive: bool


@router.get("/turns", response=Paged[TurnOut], summary=N_("Lượt học của từng người"))
@asks("people:view")
def list_turns(request: Visit, asked: Query[TurnsAsked]) -> Answer:
    """Turns that began by the day, the last to begin first."""
    rows = turns_by(
        request.on,
        person=asked.person,
        scheme=asked.scheme,
        item=asked.item,
        result=asked.result,
    )
    return page_of(request, rows, asked, _turn)


def _turn(one: Turn) -> dict[str, Any]:
    plain = (
        *("id", "programme", "stated_scheme", "stated_item", "starts_on", "ends_on", "result"),
        *("place", "fund", "certificate_number", "exclusive"),
    )
    return {
        **{name: getattr(one, name) for name in plain},
        "person": one.person.code,
        "name": one.person.name,
        "scheme": one.scheme.slug if one.scheme else None,
        "item": one.item_id,
    }
