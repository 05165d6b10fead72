"""Decisions from before the system: their own number, day and scan, and the people they sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.decisions.domain.kinds import DONE, ORIGIN, SEND, purpose_for
from hientai.decisions.domain.people import BY_RANK
from hientai.decisions.models import Row, Sending
from hientai.decisions.services.choosing import lists_of, refuse_unseen
from hientai.decisions.services.holding import WALLS, kept, units_concerned
from hientai.decisions.services.registering import put_into_force
from hientai.decisions.services.sending import gathered, rows_for
from hientai.documents import services as documents
from hientai.documents.models import IssuingBody
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told


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
    if stated.issued_on > on:
        raise Refused(_("Ngày ban hành không thể ở tương lai"), remedy=_("Kiểm tra lại ngày."))
    refuse_unseen(actor, nominations)
    facts = gathered(actor, body, nominations, BY_RANK, on)
    units = {one.unit_id for one in facts.people} | {one.unit_id for one in lists_of(facts.rows)}
    paper = documents.enter_back_dated(
        actor=actor,
        body=body,
        stated=replace(stated, purpose=purpose_for(SEND, facts.course.quota_kind)),
        scan=scan,
        concerned=units_concerned(units, on),
        origin=ORIGIN,
    )
    sending = Sending(paper=paper, kind=SEND, list=facts.rows[0].list, drafted_on=on)
    kept(actor=actor, sending=sending, rows=rows_for(facts))
    with told(WALLS):
        Row.objects.filter(sending=sending).update(state=DONE)
    put_into_force(actor, sending)
    return sending
