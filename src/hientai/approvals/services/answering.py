"""Verbs of who answers: one submission, or many in one step.

The submissions are locked in one order before anything is decided: of two answers at once the
second finds the step answered. What was decided is signed first; then the submissions go on, the
rooms above act, and who is concerned is told, all in one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.approvals.domain.states import State, Verdict, after, due_on, reason_for
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
    "state",
    "step",
    "holder",
    "units",
    "seen_by",
    "waiting_since",
    "due_on",
    "closed_on",
    "reason",
)
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
    followed = [row for row in free if _is_followed(row, said)]
    quiet = [row for row in free if not _is_followed(row, said)]
    if quiet:
        sealed(actor, quiet, said)
    done = []
    for row in followed:
        try:
            with transaction.atomic():
                _written(actor, [row], said, Layer(on))
        except Refused as refusal:
            refused.append((row, refusal))
        else:
            done.append(row)
    tell_outcome(done, on)
    return Answered([Outcome(row.state, row.step, row) for row in (*quiet, *done)], refused)


def held(submissions: Iterable[Submission]) -> dict[int, Submission]:
    """The submissions as they are now, kept from others until the transaction ends, in the order
    of their keys; those out of reach are not among them."""
    keys = sorted({one.pk for one in submissions})
    rows = Submission.objects.select_for_update(of=("self",)).select_related("route")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def sealed(actor: User | None, rows: Sequence[Submission], said: Said) -> None:
    """Write what was said of submissions that are held, and tell who is concerned."""
    layer = Layer(said.on)
    _written(actor, rows, said, layer)
    tell_waiting([row for row in rows if row.is_open], layer)
    if said.verdict is not Verdict.WITHDRAWN:
        tell_outcome(rows, said.on)


def _said(verdict: str, reason: str, on: date) -> Said:
    if verdict not in ("agreed", "sent_back", "refused"):
        raise Refused(_("Không có ý kiến “%s”") % verdict, remedy="agreed, sent_back, refused")
    return Said(Verdict(verdict), reason_for(Verdict(verdict), reason), on)


def _written(actor: User | None, rows: Sequence[Submission], said: Said, layer: Layer) -> None:
    """Sign each at its step, let them go on, let the rooms above act."""
    with told(WALLS):
        Signature.objects.bulk_create(_signatures(actor, rows, said))
    for row in rows:
        _go_on(row, said, layer)
    Submission.objects.bulk_update(rows, MOVED, batch_size=200)
    for row in rows:
        effect_of(row)(actor, row)


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
    row.waiting_since, row.due_on = said.on, due_on(said.on, stage.days)


def _is_followed(row: Submission, said: Said) -> bool:
    """Whether a room above acts on what comes of this answer."""
    state = after(row.step, len(row.route.steps), said.verdict).state
    outcome = Submission(kind=row.kind, state=state.value)
    return effect_of(outcome) is not nothing


def _count_anew(actor: User) -> None:
    """What awaits the one who answers is counted anew once the answer is kept."""
    key = waiting_key(actor)
    transaction.on_commit(lambda: cache.delete(key))
