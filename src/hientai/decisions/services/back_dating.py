"""Decisions from before the system: their own number, day and scan, and the people they sent."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hientai.accounts.models import User
from hientai.decisions.domain.kinds import SEND
from hientai.decisions.domain.people import BY_RANK
from hientai.decisions.models import Sending
from hientai.decisions.services.choosing import refuse_unseen
from hientai.decisions.services.holding import Entered, entered, kept
from hientai.decisions.services.registering import at_once
from hientai.decisions.services.sending import content_of, gathered, rows_for
from hientai.documents import services as documents
from hientai.documents.models import IssuingBody
from hientai.nominations.models import Nomination


@transaction.atomic
def enter_back_dated(
    *,
    actor: User | None,
    body: IssuingBody,
    nominations: Sequence[Nomination],
    stated: documents.Stated,
    scan: documents.File,
    on: date,
) -> Sending:
    """Enter a decision that was numbered on paper with the people it sent; it enrols at once.

    Refused as `draft_sending` is, and where the number cannot be: then nothing of it stands, and
    it goes back to who keeps the paper register.
    """
    refuse_unseen(actor, nominations)
    facts = gathered(actor, body, nominations, BY_RANK, on)
    paper = entered(
        actor=actor, content=content_of(body, facts, on), said=Entered(stated, scan), on=on
    )
    sending = Sending(paper=paper, kind=SEND, list=facts.rows[0].list, drafted_on=on)
    kept(actor=actor, sending=sending, rows=rows_for(facts))
    return at_once(actor, sending)
