"""A decision that sends people, drawn up from those who hold a seat on an approved list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.audit.services import sign
from hientai.decisions.domain.kinds import SEND, SENDS, purpose_for
from hientai.decisions.domain.people import Named, annex_of, ordered
from hientai.decisions.domain.values import Course, Missing, missing, values_of
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries.facts import course_of, named
from hientai.decisions.services.choosing import (
    lists_of,
    refuse_issuer,
    refuse_unseen,
    seated,
    units_of,
)
from hientai.decisions.services.holding import (
    NOTHING_MORE,
    Content,
    Said,
    drawn_up,
    kept,
    under_whose_name,
)
from hientai.documents.domain.compose import composed
from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.paper import Issuer
from hientai.documents.domain.paper import Paper as Drawn
from hientai.documents.domain.purposes import OF_THE_BODY, purpose_of
from hientai.documents.domain.words import fields_used, filled
from hientai.documents.models import IssuingBody
from hientai.documents.queries.wordings import words_on
from hientai.nominations.models import Nomination
from hientai.shared.words import N_

GROUND = N_("lập quyết định cử đi")
OPEN = "……"


@dataclass(frozen=True)
class Facts:
    """The rows of a paper to be, with their people in the order of its list, and their course."""

    rows: Sequence[Nomination]
    people: Sequence[Named]
    course: Course


@dataclass(frozen=True)
class Preview:
    """The paper as it would be, and what is missing in it."""

    paper: Drawn
    missing: Sequence[Missing]
    values: dict[str, str]


@transaction.atomic
def draft_sending(
    *,
    actor: User | None,
    body: IssuingBody,
    nominations: Sequence[Nomination],
    said: Said = NOTHING_MORE,
    on: date,
) -> Sending:
    """Draw up the decision that sends people who hold a seat; they stand on it from now on.

    Refused where one holds no seat or stands on another paper, where they were approved for
    several courses, where the route says that another body issues, and where a value is missing.
    """
    refuse_unseen(actor, nominations)
    facts = gathered(actor, body, nominations, said.order, on)
    paper = drawn_up(actor=actor, content=content_of(body, facts, on), said=said, on=on)
    sending = Sending(paper=paper, kind=SEND, list=facts.rows[0].list, drafted_on=on)
    return kept(actor=actor, sending=sending, rows=rows_for(facts))


def gathered(
    actor: User | None,
    body: IssuingBody,
    nominations: Sequence[Nomination],
    order: str,
    on: date,
) -> Facts:
    """The rows, locked, with what the register says of their people: the issuing body tells of
    people whose records it need not see."""
    with whole(actor, GROUND, on):
        rows = seated(nominations)
        refuse_issuer(lists_of(rows), body, on)
        by_person = {row.person_id: row for row in rows}
        people = ordered(named([*by_person], on), order)
        return Facts(
            [by_person[one.person_id] for one in people], people, course_of(rows[0].list, on)
        )


def content_of(body: IssuingBody, facts: Facts, on: date) -> Content:
    """What the paper is made of."""
    return Content(
        body=body,
        purpose=purpose_for(SEND, facts.course.quota_kind),
        values=values_of(facts.course, facts.people, on, body.name),
        people=facts.people,
        annexes=(annex_of(facts.people),),
        units=units_of(lists_of(facts.rows)),
    )


def rows_for(facts: Facts) -> list[Row]:
    """The rows that a sending paper keeps of its people."""
    days = {
        "starts_on": facts.course.starts_on.isoformat(),
        "ends_on": facts.course.ends_on.isoformat(),
    }
    return [
        Row(
            what=SENDS,
            nomination=row,
            person_id=row.person_id,
            seat_id=row.seat_id,
            after={**one.as_data(), **days},
        )
        for row, one in zip(facts.rows, facts.people, strict=True)
    ]


@transaction.atomic
def preview_sending(
    *,
    actor: User | None,
    body: IssuingBody,
    nominations: Sequence[Nomination],
    said: Said = NOTHING_MORE,
    on: date,
) -> Preview:
    """The decision as it would be drawn up; nothing is written. Refused as `draft_sending` is,
    but for values that are missing: they stand open and are told."""
    refuse_unseen(actor, nominations)
    sign(actor=actor, ground=GROUND)
    return previewed(
        content_of(body, gathered(actor, body, nominations, said.order, on), on), said, on
    )


def previewed(content: Content, said: Said, on: date) -> Preview:
    """A paper as its words make it, with open places where a value is missing."""
    words = words_on(content.purpose, content.body, on).words
    used = fields_used(words)
    values = {**content.values, **{k: v for k, v in said.values.items() if v.strip()}}
    lacking = missing(used, values)
    shown = {**dict.fromkeys(used, ""), **values, **{one.field: OPEN for one in lacking}}
    body, kind = content.body, kind_of(purpose_of(content.purpose).kind)
    paper = composed(
        kind=kind,
        issuer=Issuer(body.name, body.parent, body.place, body.collective),
        symbol=symbol_of(kind, body.symbol, body.drafter),
        words=under_whose_name(filled(words, {**shown, OF_THE_BODY: body.name}), content, said, on),
        signer=said.signer,
        annexes=content.annexes,
    )
    return Preview(paper, lacking, {name: values.get(name, "") for name in used})
