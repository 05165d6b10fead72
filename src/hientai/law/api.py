"""The API of the law: rules and parameters in force on a day, and who falls under which decree."""

from datetime import date

from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.law import queries
from hientai.rules.engine import Certainty
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Code, Name, Paged, asks, chosen, page_of

router = Router(tags=["law"])


class LawAsked(Asked):
    """Rules and parameters by what the page of the law filters by."""

    search: Name = ""
    decree: Code = ""
    kind: str = chosen(("rule", "parameter"))
    certainty: str = chosen(one.value for one in Certainty)


class LawLineOut(Schema):
    """A rule or a parameter of a day; `until` is the last day on which it holds."""

    decree: str
    decree_title: str
    kind: str
    code: str
    title: str
    value: str
    clause: str
    since: date
    until: date | None
    certainty: str
    note: str
    shipped: str
    is_corrected: bool


class FallsOut(Schema):
    """Groups of people and the decree that they fall under on the day; "" for none."""

    people: str
    decree: str
    certainty: str
    note: str


class RegimesOut(Schema):
    """Who falls under which decree on the day."""

    on: date
    regimes: list[FallsOut]


@router.get("/law", response=Paged[LawLineOut], summary=N_("Quy định, tham số có hiệu lực"))
@asks("law:view")
def list_law(request: Visit, asked: Query[LawAsked]) -> Answer:
    """Rules and parameters in force on the day, as administrators corrected them."""
    lines = queries.law_lines(request.on)
    if asked.search:
        lines = queries.containing(lines, asked.search)
    if asked.decree:
        lines = queries.of_decree(lines, asked.decree)
    if asked.kind:
        lines = queries.of_kind(lines, asked.kind)
    if asked.certainty:
        lines = queries.of_certainty(lines, asked.certainty)
    return page_of(request, lines, asked, lambda line: line)


@router.get("/law/regimes", response=RegimesOut, summary=N_("Ai thuộc nghị định nào"))
@asks("law:view")
def list_regimes(request: Visit) -> Answer:
    """The decree of each group of people on the day."""
    return {"on": request.on, "regimes": queries.who_falls_where(request.on)}
