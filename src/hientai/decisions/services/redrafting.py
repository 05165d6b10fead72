"""A decision while it is a draft: people taken off, added, swapped; what it amends said anew."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.decisions.domain.kinds import FREE, OPEN, SEND
from hientai.decisions.domain.people import BY_RANK
from hientai.decisions.domain.values import refuse_missing
from hientai.decisions.domain.wording import ASKED
from hientai.decisions.models import Row, Sending
from hientai.decisions.services.choosing import refuse_unseen
from hientai.decisions.services.holding import WALLS, Content, Said, units_concerned
from hientai.decisions.services.sending import content_of, gathered, rows_for
from hientai.documents import services as documents
from hientai.documents.domain.compose import shipped_words
from hientai.documents.domain.words import Words, fields_used, filled, words_from
from hientai.documents.models import Paper
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

SIGNED_BY = ("authority", "signer")
"""What of the words says who decides and signs, whoever the people are."""


@transaction.atomic
def redraft(
    *,
    actor: User | None,
    sending: Sending,
    nominations: Sequence[Nomination],
    order: str = BY_RANK,
    on: date,
) -> Sending:
    """Let a decision that is still a draft send these people and no others.

    Its text and its list are made anew; what was changed by hand in the text stays as it is. Who is
    taken off keeps the place and waits for another decision. Refused where the paper is no draft,
    and as `draft_sending` is.
    """
    held = _draft_of(sending)
    if held.kind != SEND:
        raise _no_draft()
    refuse_unseen(actor, nominations)
    facts = gathered(actor, held.paper.body, nominations, order, on)
    content = content_of(held.paper.body, facts, on)
    values = {**content.values, **_typed(held.paper)}
    documents.revise(
        actor=actor,
        paper=held.paper,
        words=_words(held.paper, values),
        annexes=content.annexes,
        concerned=units_concerned({one.unit_id for one in facts.people} | content.units, on),
        values=values,
    )
    with told(WALLS):
        _keep(held, rows_for(facts))
    return held


def let_go(draft: Sending, first: Sending, kind: str) -> None:
    """Free the people of an amending draft that is drawn up anew: it may name them again.

    Refused where it is a draft no more, or amends another paper or otherwise.
    """
    held = _draft_of(draft)
    if (held.first_id, held.kind) != (first.pk, kind):
        raise _no_draft()
    Row.objects.filter(sending=held, state=OPEN).update(state=FREE)


def drawn_anew(
    *, actor: User | None, draft: Sending, content: Content, said: Said, reason: str, on: date
) -> Sending:
    """Let the paper of an amending draft say what was said now; its rows are to be written.

    What was changed by hand in its text stays. Refused where a value is missing.
    """
    held = _draft_of(draft)
    typed = {name: value for name, value in said.values.items() if value.strip()}
    values = {**content.values, **typed}
    refuse_missing(fields_used(_made_of(held.paper)), values)
    documents.revise(
        actor=actor,
        paper=held.paper,
        words=_words(held.paper, values),
        signer=said.signer or None,
        annexes=content.annexes,
        concerned=units_concerned({one.unit_id for one in content.people} | content.units, on),
        values=values,
    )
    held.reason = reason
    held.save(update_fields=["reason"])
    rows = Row.objects.filter(sending=held)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    rows.update(position=F("position") + last + 2 * len(content.people))
    return held


def _draft_of(sending: Sending) -> Sending:
    """The draft with its paper, both kept from others; refused where it is no draft any more."""
    rows = Sending.objects.select_for_update(of=("self", "paper"))
    held = rows.select_related("paper__body", "paper__wording").filter(pk=sending.pk).first()
    if held is None or held.paper.state != Paper.State.DRAFT:
        raise _no_draft()
    held.paper.looked_at = sending.paper.looked_at
    return held


def _no_draft() -> Refused:
    return Refused(
        _("Chỉ đổi người được khi quyết định cử đi còn là dự thảo"),
        remedy=_("Đã trình ký thì trả lại văn bản; đã ban hành thì lập quyết định điều chỉnh."),
    )


def _typed(paper: Paper) -> dict[str, str]:
    """The values of a draft that do not follow from its people."""
    values: Mapping[str, str] = paper.values or {}
    return {name: values[name] for name in ASKED if values.get(name)}


def _words(paper: Paper, values: Mapping[str, str]) -> Words:
    """The words of a draft filled anew; a text that was changed by hand stays."""
    made_of = _made_of(paper)
    before = asdict(filled(made_of, paper.values))
    after = asdict(filled(made_of, {**paper.values, **values}))
    own = asdict(words_from(paper.words))
    by_hand = {box for box in own if box in SIGNED_BY or own[box] != before[box]}
    return Words(**{box: own[box] if box in by_hand else after[box] for box in own})


def _made_of(paper: Paper) -> Words:
    """The words with their fields that a draft was made of."""
    return words_from(paper.wording.words) if paper.wording else shipped_words(paper.purpose)


def _keep(held: Sending, wanted: Sequence[Row]) -> None:
    """Write the rows in their new order; those taken off are free and come last."""
    rows = Row.objects.filter(sending=held)
    there = {row.nomination_id: row for row in rows.filter(state=OPEN)}
    last = rows.aggregate(last=Max("position"))["last"] or 0
    rows.update(position=F("position") + last + len(wanted))
    new = []
    for at, row in enumerate(wanted, start=1):
        known = there.pop(row.nomination_id, None)
        if known is None:
            row.sending, row.position = held, at
            new.append(row)
        else:
            Row.objects.filter(pk=known.pk).update(position=at, after=row.after)
    rows.filter(pk__in=[row.pk for row in there.values()]).update(state=FREE)
    Row.objects.bulk_create(new)
