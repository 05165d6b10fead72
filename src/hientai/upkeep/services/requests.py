"""Corrections: a person asks, withdraws or replies; the officer accepts, refuses or asks back.

The database lets a person do the first three with the own record alone, and an officer the last
three with the records of the own units, never with the officer's own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.intake.services import (
    Cells,
    CellsRefused,
    Meaning,
    columns_of,
    judge_cells,
    write_cells,
)
from hientai.people import queries as people
from hientai.people.models import Person
from hientai.shared.refused import Refused
from hientai.upkeep.domain import requests as domain
from hientai.upkeep.domain.requests import ASKED, OPEN
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.queries.own import held_of, said_of
from hientai.upkeep.services.telling import tell_officers, tell_person
from hientai.webkit.constraints import told

State = CorrectionRequest.State
WALLS = {
    "one_open_request_a_field": Refused(
        N_("Bạn đã có một đề nghị về nội dung này đang chờ"),
        remedy=N_("Rút đề nghị cũ, hoặc chờ cán bộ trả lời."),
    )
}


@dataclass(frozen=True)
class Evidence:
    """A file that shows what is right."""

    name: str
    content: bytes


@transaction.atomic
def ask(
    *,
    actor: User,
    person: Person,
    field: str,
    said: str,
    reason: str,
    on: date,
    changed_on: date | None = None,
    evidence: Evidence | None = None,
) -> CorrectionRequest:
    """Ask for one field of the own record to be put right: wrong from its beginning, or otherwise
    since a day.

    Refused where the field is not one of those, and where what is said cannot be read.
    """
    domain.refuse_field(field, domain.fields_of(on.year))
    said = domain.words_of(said, _("nội dung đúng"))
    reason = domain.words_of(reason, _("lý do"))
    _refuse_unreadable(field, said)
    graded = people.record_of(person).grade_on(on) is not None
    domain.refuse_time(field, changed_on, on, graded=graded)
    shown = _columns_of_evidence(evidence)
    with translation.override(settings.LANGUAGE_CODE):  # what is kept is kept in one language
        before = said_of(person, field, on)
    sign(actor=actor, ground=N_("Đề nghị đính chính"))
    with told(WALLS):
        made = CorrectionRequest.objects.create(
            person=person,
            field=field,
            before=before,
            held=held_of(person, field, on),
            said=said,
            changed_on=changed_on,
            reason=reason,
            **shown,
        )
    tell_officers(made, actor)
    return made


def _columns_of_evidence(evidence: Evidence | None) -> dict[str, Any]:
    """How a request keeps a file; refused where it is of no kind that is taken."""
    if evidence is None:
        return {"evidence": None, "evidence_name": "", "evidence_type": ""}
    return {
        "evidence": evidence.content,
        "evidence_name": evidence.name[:120],
        "evidence_type": domain.kind_of(evidence.content),
    }


def _refuse_unreadable(field: str, said: str) -> None:
    """The person is told at once where the officer could never write it."""
    column = columns_of([field])[field]
    column.read(said)


@transaction.atomic
def withdraw(*, actor: User, request: CorrectionRequest) -> CorrectionRequest:
    """Take the own request back, while it is open."""
    held = _held(request)
    domain.refuse_step(held.state, (OPEN, ASKED), held.get_state_display())
    sign(actor=actor, ground=N_("Rút đề nghị đính chính"))
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    return held


@transaction.atomic
def reply(*, actor: User, request: CorrectionRequest, text: str) -> CorrectionRequest:
    """Answer what the officer asked back; the request waits for the officer again."""
    held = _held(request)
    domain.refuse_step(held.state, (ASKED,), held.get_state_display())
    sign(actor=actor, ground=N_("Bổ sung đề nghị đính chính"))
    held.reply, held.state = domain.words_of(text, _("nội dung bổ sung")), State.OPEN
    held.save(update_fields=["reply", "state"])
    tell_officers(held, actor)
    return held


@transaction.atomic
def ask_back(*, actor: User, request: CorrectionRequest, text: str) -> CorrectionRequest:
    """Ask the person for more before deciding."""
    held = _held(request)
    domain.refuse_step(held.state, (OPEN,), held.get_state_display())
    sign(actor=actor, ground=N_("Hỏi lại đề nghị đính chính"))
    held.question, held.reply = domain.words_of(text, _("câu hỏi")), ""
    held.state = State.ASKED
    with told({}):
        held.save(update_fields=["question", "reply", "state"])
    tell_person(held)
    return held


@transaction.atomic
def refuse(*, actor: User, request: CorrectionRequest, reason: str) -> CorrectionRequest:
    """Say no, with the reason that the person reads."""
    held = _held(request)
    domain.refuse_step(held.state, (OPEN, ASKED), held.get_state_display())
    reason = domain.words_of(reason, _("lý do không chấp nhận"))
    sign(actor=actor, ground=N_("Không chấp nhận đề nghị đính chính"))
    return _decided(held, actor, State.REFUSED, reason)


@transaction.atomic
def accept(*, actor: User, request: CorrectionRequest, ground: str, on: date) -> CorrectionRequest:
    """Write what was asked for, as a cell of an import would be, on the ground given.

    `CellsRefused` where the import would not take the cell: the request stays open.
    """
    held = _held(request)
    domain.refuse_step(held.state, (OPEN, ASKED), held.get_state_display())
    ground = domain.words_of(ground, _("căn cứ"))
    held.batch = write_cells(
        actor=actor,
        cells=_cells_of(held, on),
        name=N_("Đính chính theo đề nghị số %s") % held.pk,
        ground=ground,
    )
    sign(actor=actor, ground=ground)
    return _decided(held, actor, State.ACCEPTED, ground)


def obstacles(request: CorrectionRequest, on: date) -> list[str]:
    """Why accepting would be refused now, in words; nothing is written."""
    found = judge_cells(_cells_of(request, on))
    return [cell.reason for cell in found if cell.severity == "refused"]


def _cells_of(held: CorrectionRequest, on: date) -> Cells:
    """What accepting a request writes: on the day since which it is otherwise, a change; else a
    correction of what stands, as long as that is what the person read."""
    person, said = held.person, domain.cells_of(held.field, held.said, held.changed_on)
    changed_on = held.changed_on if held.field in domain.OVER_TIME else None
    day = changed_on or on
    post = people.record_of(person).post_on(day)
    return Cells(
        unit=person.unit if post is None else post.unit,
        on=day,
        rows=[{"code": person.code, **said}],
        seen=() if changed_on or held.held is None else [{held.field: held.held}],
        meaning=Meaning.CHANGED if changed_on else Meaning.WRONG,
    )


def _held(request: CorrectionRequest) -> CorrectionRequest:
    """The request as it is now, kept from others until the transaction ends.

    What is closed, or not the caller's to change, cannot be kept.
    """
    rows = CorrectionRequest.objects.select_for_update(of=("self",)).select_related("person__unit")
    held = rows.defer("evidence").filter(pk=request.pk).first()
    if held is None:
        domain.refuse_step("", (), request.get_state_display())
    assert held is not None
    return held


def _decided(held: CorrectionRequest, actor: User, state: str, answer: str) -> CorrectionRequest:
    held.state, held.answer = state, answer
    held.decided_by, held.decided_at = str(actor), timezone.now()
    with told({}):
        held.save(update_fields=["state", "answer", "decided_by", "decided_at", "batch"])
    tell_person(held)
    return held


__all__ = ["CellsRefused", "Evidence", "accept", "ask", "ask_back", "refuse", "reply", "withdraw"]
