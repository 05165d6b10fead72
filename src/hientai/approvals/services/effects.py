"""What a room above does with the outcome of what it submitted, in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from hientai.accounts.models import User
from hientai.approvals.domain.states import State
from hientai.approvals.models import Submission

Effect = Callable[[User | None, Submission], None]


def nothing(_actor: User | None, _submission: Submission) -> None:
    """Do nothing with an outcome."""


@dataclass(frozen=True)
class Effects:
    """The verbs of a room above; one that refuses keeps the submission where it stood.

    Each is called with the submission as it is then: `closed_on` is the day, `reason` what was
    said for it.
    """

    approved: Effect = nothing
    sent_back: Effect = nothing
    refused: Effect = nothing
    withdrawn: Effect = nothing


_known: dict[str, Effects] = {}


def follow(subject_kind: str, effects: Effects) -> None:
    """Call these verbs for submissions of a kind from now on; start-up may repeat it."""
    _known[subject_kind] = effects


def effect_of(submission: Submission) -> Effect:
    """What follows from where a submission stands now; `nothing` while it is open."""
    if submission.state == State.OPEN:
        return nothing
    effects = _known.get(submission.kind, Effects())
    found: Effect = getattr(effects, submission.state)
    return found
