"""Verbs of who answers: one submission, or many in one step.

The submissions are locked in one order before anything is decided: of two answers at once the
second finds the step answered. What was decided is signed first; then the submissions go on, the
rooms above act, and who is concerned is told, all in one transaction.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.approvals.domain.states import State, Verdict, after, reason_for
from hientai.approvals.models import Signature, Submission
from hientai.approvals.queries.answering import obstacles
from hientai.approvals.queries.desks import Layer, stead_of, units_answered
from hientai.approvals.queries.tasks import waiting_key
from hientai.approvals.services.effects import effect_of, nothing
from hientai.approvals.services.naming import author_of
from hientai.approvals.services.telling import tell_outcome, tell_waiting
from hientai.audit.services import sign
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

GROUND = N_("trả lời hồ sơ trình: %s")
MOVED = (
    "id",
    "state",
    "step",
    "holder_id",
    "units",
    "seen_by",
    "waiting_since",
    "due_on",
    "closed_on",
    "reason",
)
MOVE = """
UPDATE approvals_submission s SET state = v.state, step = v.step, holder_id = v.holder_id,
    units = v.units, seen_by = v.seen_by, waiting_since = v.waiting_since, due_on = v.due_on,
    closed_on = v.closed_on, reason = v.reason
FROM jsonb_to_recordset(%s::jsonb) AS v (id bigint, state text, step smallint, holder_id bigint,
    units bigint[], seen_by bigint[], waiting_since date, due_on date, closed_on date, reason text)
WHERE s.id = v.id
"""
AT_ONCE = Refused(
    N_("Bước này vừa có người trả lời"), remedy=N_("Tải lại trang để xem tình trạng hiện nay.")
)
OWN = Refused(
    N_("Không ai phê duyệt hồ sơ do chính mình trình hoặc về chính mình"),
    remedy=N_("Để người khác có vai trò tại đơn vị đó trả lời."),
)
WALLS = {
    "step_is_answered_once": AT_ONCE,
    "answered_at_its_step": AT_ONCE,
    "nobody_approves_the_own": OWN,
    "nobody_approves_oneself": OWN,
}


@dataclass(frozen=True)
class Said:
    """What is said at a step, why, and on which day."""

    verdict: Verdict
    reason: str
    on: date


@dataclass(frozen=True)
class Outcome:
    """Where a submission stands after an answer: its state and, while it is open, its step."""

    state: str
    step: int
    submission: Submission


@dataclass(frozen=True)
class Answered:
    """What became of an answer to many: the outcomes, and each refusal beside its submission."""

    done: Sequence[Outcome]
    refused: Sequence[tuple[Submission, Refused]]


@transaction.atomic
def answer(
    *, actor: User, submission: Submission, verdict: str, reason: str = "", on: date
) -> Outcome:
    """Say agreed, sent_back or refused at the step at which the submission was looked at.

    After the last step that agrees it is approved. Refused for whoever may not answer there, for
    who submitted it or is its subject, without a reason unless it agrees, and where the step has
    been answered meanwhile. Where the room above refuses the outcome, nothing is signed.
    """
    said = _said(verdict, reason, on)
    rows = held([submission])
    for refusal in obstacles(actor, [submission], rows).values():
        raise refusal
    row = rows[submission.pk]
    sign(actor=actor, ground=GROUND % row.title)
    _count_anew(actor)
    sealed(actor, [row], said)
    return Outcome(row.state, row.step, row)


@transaction.atomic
def answer_many(
    *, actor: User, submissions: Sequence[Submission], verdict: str, reason: str = "", on: date
) -> Answered:
    """Say the same of many; those that are refused stay as they were and are named, each with its
    reason, the others are answered.

    The whole is refused for a missing reason alone.
    """
    said = _said(verdict, reason, on)
    rows = held(submissions)
    barred = obstacles(actor, submissions, rows)
    sign(actor=actor, ground=GROUND % _("%s hồ sơ cùng lúc") % len(submissions))
    _count_anew(actor)
    free = [rows[one.pk] for one in submissions if one.pk not in barred]
    refused = [(one, barred[one.pk]) for one in submissions if one.pk in barred]
    done, without = _as_many_as_may(actor, free, said)
    tell_waiting([row for row in done if row.is_open], Layer(on))
    tell_outcome(done, on)
    refused += [(rows[key], refusal) for key, refusal in without.items()]
    return Answered([Outcome(row.state, row.step, row) for row in done], refused)


def _as_many_as_may(
    actor: User, rows: Sequence[Submission], said: Said
) -> tuple[list[Submission], dict[int, Refused]]:
    """Write what is said of submissions that are held; those that the rooms above let go on, and
    the refusals of the others. Where any refuse, all is written anew without them."""
    refused: dict[int, Refused] = {}
    while True:
        moved = [copy(row) for row in rows if row.pk not in refused]
        try:
            with transaction.atomic():
                _signed(actor, moved, said, Layer(said.on))
                found = _refusals_of_effects(actor, moved)
                if found:
                    raise _WithoutThese
        except _WithoutThese:
            refused |= found
        else:
            return moved, refused


class _WithoutThese(Exception):
    """Some were refused: what was written is to be written without them."""


def _refusals_of_effects(actor: User, rows: Sequence[Submission]) -> dict[int, Refused]:
    found = {}
    for row in rows:
        effect = effect_of(row)
        if effect is nothing:
            continue
        try:
            with transaction.atomic():
                effect(actor, row)
        except Refused as refusal:
            found[row.pk] = refusal
    return found


def held(submissions: Iterable[Submission]) -> dict[int, Submission]:
    """The submissions as they are now, kept from others until the transaction ends, in the order
    of their keys; those out of reach are not among them."""
    keys = sorted({one.pk for one in submissions})
    rows = Submission.objects.select_for_update(of=("self",)).select_related("route")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def sealed(actor: User | None, rows: Sequence[Submission], said: Said) -> None:
    """Write what was said of submissions that are held, and tell who is concerned."""
    layer = Layer(said.on)
    _signed(actor, rows, said, layer)
    for row in rows:
        effect_of(row)(actor, row)
    tell_waiting([row for row in rows if row.is_open], layer)
    if said.verdict is not Verdict.WITHDRAWN:
        tell_outcome(rows, said.on)


def _said(verdict: str, reason: str, on: date) -> Said:
    if verdict not in ("agreed", "sent_back", "refused"):
        raise Refused(_("Không có ý kiến “%s”") % verdict, remedy="agreed, sent_back, refused")
    return Said(Verdict(verdict), reason_for(Verdict(verdict), reason), on)


def _signed(actor: User | None, rows: Sequence[Submission], said: Said, layer: Layer) -> None:
    """Sign each at its step and let them go on."""
    if not rows:
        return
    with told(WALLS):
        Signature.objects.bulk_create(_signatures(actor, rows, said))
    for row in rows:
        _go_on(row, said, layer)
    moved = [{name: getattr(row, name) for name in MOVED} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [json.dumps(moved, default=str)])


def _signatures(actor: User | None, rows: Sequence[Submission], said: Said) -> list[Signature]:
    desks: Mapping[str, list[int]] = (
        {}
        if actor is None
        else {p: units_answered(actor, p) for p in {row.stage.permission for row in rows}}
    )
    signer, stead = author_of(actor), stead_of(actor)
    return [
        Signature(
            submission=row,
            step=row.step,
            title=row.stage.title,
            unit_id=row.holder_id,
            desk_id=next((u for u in row.units if u in desks.get(row.stage.permission, ())), None),
            by=actor,
            acting_for_id=stead,
            signer=signer,
            verdict=said.verdict,
            reason=said.reason,
            waiting_since=row.waiting_since,
            due_on=row.due_on,
            on=said.on,
        )
        for row in rows
    ]


def _go_on(row: Submission, said: Said, layer: Layer) -> None:
    """Let a submission stand where the answer leads it: at the next step, or at its end."""
    stages = row.route.stages
    now = after(row.step, len(stages), said.verdict)
    row.state, row.step = now.state.value, now.step
    if now.state is not State.OPEN:
        row.closed_on, row.reason = said.on, said.reason
        return
    stage = stages[now.step]
    laid = layer.lay(row, row.route, stage)
    row.holder_id, row.units = laid.holder, laid.units
    row.seen_by = list(dict.fromkeys([*row.seen_by, *laid.units]))
    row.waiting_since, row.due_on = said.on, layer.due_on(stage.days)


def _count_anew(actor: User) -> None:
    """What awaits the one who answers is counted anew once the answer is kept."""
    key = waiting_key(actor)
    transaction.on_commit(lambda: cache.delete(key))
