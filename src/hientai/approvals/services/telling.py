"""Who is told of a submission, in the transaction that moves it: who is to answer, who submitted.

What concerns the same people at once (many answered in one step) is told as one notice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from hientai.approvals.domain.kinds import DUE, OUTCOME, SENT_BACK, WAITING
from hientai.approvals.domain.states import STATE_WORDS, State
from hientai.approvals.models import Submission
from hientai.approvals.queries.desks import Layer
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.shared.vietnamese import day, number
from hientai.shared.words import N_

ONE_WAITING, MANY_WAITING = N_("Một hồ sơ chờ bạn phê duyệt"), N_("%(n)s hồ sơ chờ bạn phê duyệt")
ONE_DUE, MANY_DUE = (
    N_("Một hồ sơ chờ bạn sắp hoặc đã quá hạn"),
    N_("%(n)s hồ sơ chờ bạn sắp hoặc đã quá hạn"),
)
STEP = N_("%(title)s. Bước: %(step)s. Hạn trả lời: %(due)s.")
OUTCOMES = {
    State.OPEN: (
        N_("Hồ sơ bạn trình được đồng ý ở một bước"),
        N_("%(n)s hồ sơ bạn trình được đồng ý ở một bước"),
    ),
    State.APPROVED: (
        N_("Hồ sơ bạn trình đã được phê duyệt"),
        N_("%(n)s hồ sơ bạn trình đã được phê duyệt"),
    ),
    State.SENT_BACK: (N_("Hồ sơ bạn trình bị trả lại"), N_("%(n)s hồ sơ bạn trình bị trả lại")),
    State.REFUSED: (
        N_("Hồ sơ bạn trình không được phê duyệt"),
        N_("%(n)s hồ sơ bạn trình không được phê duyệt"),
    ),
}
RESULT = N_("%(title)s: %(state)s. %(reason)s")


def tell_waiting(rows: Iterable[Submission], layer: Layer) -> None:
    """Tell who may answer that something waits for them."""
    for users, mine in _by_answerers(rows, layer).items():
        _tell(users, WAITING, (ONE_WAITING, MANY_WAITING), mine, layer.on)


def tell_due(rows: Iterable[Submission], layer: Layer) -> None:
    """Remind who may answer of what is due or overdue."""
    for users, mine in _by_answerers(rows, layer).items():
        _tell(users, DUE, (ONE_DUE, MANY_DUE), mine, layer.on)


def tell_outcome(rows: Iterable[Submission], on: date) -> None:
    """Tell who submitted how it went."""
    groups: dict[tuple[frozenset[int], str], list[Submission]] = defaultdict(list)
    for row in rows:
        told = frozenset(one for one in (row.submitted_by_id, row.submitted_for_id) if one)
        groups[told, row.state].append(row)
    for (users, state), mine in groups.items():
        kind = SENT_BACK if state == State.SENT_BACK else OUTCOME
        _tell(users, kind, OUTCOMES[State(state)], mine, on)


def _by_answerers(
    rows: Iterable[Submission], layer: Layer
) -> dict[frozenset[int], list[Submission]]:
    groups: dict[frozenset[int], list[Submission]] = defaultdict(list)
    for row in rows:
        groups[frozenset(layer.answerers(row))].append(row)
    return groups


def _tell(
    users: Iterable[int], kind: str, titles: tuple[str, str], rows: Sequence[Submission], on: date
) -> None:
    one, many = titles
    if len(rows) > 1:
        title, text = Said(many, {"n": number(len(rows))}), Said("")
        link = reverse("approvals:tasks" if kind in (WAITING, DUE) else "approvals:submitted")
    else:
        title, text = Said(one), _text(rows[0])
        link = reverse("approvals:submission", args=[rows[0].pk])
    tell(to=users, kind=kind, title=title, text=text, link=link, on=on)


def _text(row: Submission) -> Said:
    if row.is_open:
        told = {"title": row.title, "step": row.stage.title, "due": day(row.due_on)}
        return Said(STEP, told)
    state = STATE_WORDS[State(row.state)]
    return Said(RESULT, {"title": row.title, "state": state, "reason": row.reason})
