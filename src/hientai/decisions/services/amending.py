"""Decisions that change what a registered one said: withdrawn, postponed, corrected.

Each refers to the first and follows what the last one made of it; nothing is overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.classes.models import TrainingClass
from hientai.decisions.domain import amending as a
from hientai.decisions.domain import wording as w
from hientai.decisions.domain.kinds import CORRECT, POSTPONE, WITHDRAW, kind_of
from hientai.decisions.domain.people import IN_A_SENTENCE, Named, annex_of
from hientai.decisions.domain.values import of_people, values_of
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries.facts import course_of
from hientai.decisions.queries.sendings import Told
from hientai.decisions.services.choosing import as_said, going, refuse_unseen, units_of
from hientai.decisions.services.holding import (
    NOTHING_MORE,
    WALLS,
    Content,
    Said,
    drawn_up,
    entered,
    kept,
    written,
)
from hientai.decisions.services.redrafting import drawn_anew, let_go
from hientai.decisions.services.registering import at_once
from hientai.documents.domain.paper import Annex
from hientai.documents.domain.steps import reason_of
from hientai.documents.models import Paper
from hientai.documents.queries.papers import cited
from hientai.nominations.models import Nomination
from hientai.places.queries.clashes import Asked, clashes
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_
from hientai.webkit.constraints import told

GROUND = N_("lập quyết định điều chỉnh")


@dataclass(frozen=True)
class Period:
    """A new time of study, both days in it; another class where one is named."""

    starts_on: date
    ends_on: date
    training_class: TrainingClass | None = None


@dataclass(frozen=True)
class Drawn:
    """What an amending paper says: people, the rows they become, values and lists of its own."""

    kind: str
    first: Sending
    reason: str
    people: Sequence[Named]
    rows: Sequence[Row]
    told: Sequence[Told]
    values: Mapping[str, str]
    annexes: Sequence[Annex] = ()


@transaction.atomic
def draft_withdrawal(
    *,
    actor: User | None,
    first: Sending,
    nominations: Sequence[Nomination],
    reason: str,
    said: Said = NOTHING_MORE,
    on: date,
) -> Sending:
    """Draw up the decision that takes back the sending of some people, for a reason."""
    refuse_unseen(actor, nominations)
    why = reason_of(reason)
    with whole(actor, GROUND, on):
        found, people = chosen(WITHDRAW, first, nominations, said, on)
    rows = [row_after(WITHDRAW, one, {}) for one in found]
    drawn = Drawn(WITHDRAW, first, why, people, rows, found, {}, listed(people))
    return amended(actor, drawn, said, on)


@transaction.atomic
def draft_postponement(
    *,
    actor: User | None,
    first: Sending,
    nominations: Sequence[Nomination],
    period: Period,
    reason: str,
    said: Said = NOTHING_MORE,
    on: date,
) -> Sending:
    """Draw up the decision that moves people to a later time.

    Refused where the time runs backward or is what holds already, and, with each name, where
    somebody studies elsewhere at that time.
    """
    refuse_unseen(actor, nominations)
    why = reason_of(reason)
    days = {"starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()}
    with whole(actor, GROUND, on):
        found, people = chosen(POSTPONE, first, nominations, said, on)
        refuse_elsewhere(found, period)
    to = {"class": period.training_class.code} if period.training_class else {}
    rows = [
        row_after(POSTPONE, one, {**a.corrected(one.latest.after, days, one.name), **to})
        for one in found
    ]
    values = {w.POSTPONED_TO: w.postponed_to(period.starts_on, period.ends_on)}
    drawn = Drawn(POSTPONE, first, why, people, rows, found, values, listed(people))
    return amended(actor, drawn, said, on)


@transaction.atomic
def draft_correction(
    *,
    actor: User | None,
    first: Sending,
    wanted: Mapping[int, Mapping[str, str]],
    reason: str,
    said: Said = NOTHING_MORE,
    on: date,
) -> Sending:
    """Draw up the decision that puts values right; `wanted` holds them by nomination and field
    (`domain.amending.FIELDS`). Refused where nothing differs, or a value cannot be."""
    nominations = list(Nomination.objects.filter(pk__in=wanted))
    why = reason_of(reason)
    with whole(actor, GROUND, on):
        found, people = chosen(CORRECT, first, nominations, said, on)
    after = [
        a.corrected(one.latest.after, wanted[one.row.nomination_id], one.name) for one in found
    ]
    made = [a.changes(one.latest.after, new) for one, new in zip(found, after, strict=True)]
    rows = [row_after(CORRECT, one, new) for one, new in zip(found, after, strict=True)]
    values = {w.CHANGED: "\n".join(w.correction_lines([*zip(people, made, strict=True)]))}
    annexes = corrections_listed(people, made)
    return amended(
        actor, Drawn(CORRECT, first, why, people, rows, found, values, annexes), said, on
    )


def chosen(
    kind: str, first: Sending, nominations: Sequence[Nomination], said: Said, on: date
) -> tuple[list[Told], list[Named]]:
    """Those whom an amending paper is about, as the papers so far name them; where it is drawn up
    anew they may be those of the draft."""
    if said.instead is not None:
        let_go(said.instead, first, kind)
    found = going(first, nominations)
    return found, as_said(found, on)


def amended(actor: User | None, drawn: Drawn, said: Said, on: date) -> Sending:
    """Draw up an amending paper and keep its rows; one from before the system holds at once."""
    first = drawn.first
    content = Content(
        body=first.paper.body,
        purpose=kind_of(drawn.kind).purpose,
        values=_values(actor, drawn, on),
        people=drawn.people,
        annexes=drawn.annexes,
        former=first.paper,
        units=units_of([first.list]),
    )
    if said.instead is not None:
        return _anew(actor, said.instead, content, drawn, said, on)
    sending = Sending(
        paper=_paper(actor, content, said, on),
        kind=drawn.kind,
        list=first.list,
        first=first,
        reason=drawn.reason,
        drafted_on=on,
    )
    kept(actor=actor, sending=sending, rows=drawn.rows)
    return at_once(actor, sending) if said.entered else sending


def _values(actor: User | None, drawn: Drawn, on: date) -> dict[str, str]:
    """What the fields of an amending paper are filled with, from the first and what holds now."""
    first = drawn.first.paper
    with whole(actor, GROUND, on):
        course = course_of(drawn.first.list, on)
        values = known_of(first) | _said(values_of(course, drawn.people, on))
        values |= {**of_people(drawn.people, on, first.body.name), **drawn.values}
        values[w.FORMER] = cited(first)
        values[w.REASON] = drawn.reason
        values[w.MEANWHILE] = "\n".join(meanwhile(drawn.told, first))
    return values


def _anew(
    actor: User | None, draft: Sending, content: Content, drawn: Drawn, said: Said, on: date
) -> Sending:
    """The draft with what it says now."""
    held = drawn_anew(
        actor=actor, draft=draft, content=content, said=said, reason=drawn.reason, on=on
    )
    with told(WALLS):
        written(held, drawn.rows)
    return held


def _paper(actor: User | None, content: Content, said: Said, on: date) -> Paper:
    """The paper drawn up as a draft, or entered as it was issued before the system."""
    if said.entered is None:
        return drawn_up(actor=actor, content=content, said=said, on=on)
    return entered(actor=actor, content=content, said=said.entered, on=on)


def known_of(first: Paper) -> dict[str, str]:
    """What the first paper was filled with: where nobody says otherwise it holds on."""
    return {name: str(value) for name, value in (first.values or {}).items()}


def _said(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def meanwhile(found: Sequence[Told], first: Paper) -> list[str]:
    """The papers that amended the first one since, as far as they are about these people."""
    papers = {one.latest.sending.paper_id: one.latest.sending.paper for one in found}
    return [w.ground(cited(paper)) for pk, paper in sorted(papers.items()) if pk != first.pk]


def row_after(kind: str, one: Told, after: Mapping[str, str]) -> Row:
    """The row that changes what holds of a person."""
    return Row(
        what=kind_of(kind).what,
        nomination_id=one.row.nomination_id,
        person_id=one.row.person_id,
        seat_id=one.row.seat_id,
        follows=one.latest,
        before=one.latest.after,
        after=dict(after),
    )


def listed(people: Sequence[Named]) -> tuple[Annex, ...]:
    """The annexed list of people who are too many for a sentence."""
    return (annex_of(people),) if len(people) > IN_A_SENTENCE else ()


def corrections_listed(
    people: Sequence[Named], made: Sequence[Sequence[a.Change]]
) -> tuple[Annex, ...]:
    """The annexed list of corrections that are too many for points in the text."""
    if len(people) <= w.MOST_LINES:
        return ()
    told = ["; ".join(map(w.correction, one)) for one in made]
    return (annex_of(people, {w.CORRECTIONS: told}),)


def refuse_elsewhere(found: Sequence[Told], period: Period) -> None:
    """Refused, with each name, where somebody studies elsewhere in the new time."""
    seats = [one.row.seat_id for one in found if one.row.seat_id]
    exclusive = dict(Row.objects.filter(seat__in=seats).values_list("seat_id", "seat__exclusive"))
    met = clashes(
        [
            Asked(
                one.row.person_id,
                period.starts_on,
                max(period.ends_on, period.starts_on),
                exclusive.get(one.row.seat_id or 0, True),
                own=one.row.seat_id,
            )
            for one in found
        ]
    )
    if met:
        raise Refused(
            _("%s người không dời được sang thời gian này") % number(len(met)),
            why="; ".join(f"{found[at].name}: {what[0].words}" for at, what in met.items()),
            remedy=_("Chọn thời gian khác, hoặc bỏ những người này ra."),
        )
