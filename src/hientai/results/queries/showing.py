"""How outcomes and objections are shown: badges, a mean as it is written."""

from collections.abc import Mapping
from decimal import Decimal

from hientai.results.domain import completion, kinds
from hientai.results.domain.points import written
from hientai.results.models import Objection
from hientai.shared.words import _
from hientai.webkit.cells import Badge, Tone

TONES: Mapping[str, Tone] = {
    completion.COMPLETED: "good",
    completion.NOT_COMPLETED: "bad",
    completion.UNKNOWN: "warn",
}
OBJECTION_TONES: Mapping[str, Tone] = {
    kinds.WAITING: "warn",
    kinds.UPHELD: "mute",
    kinds.CHANGED: "good",
    kinds.WITHDRAWN: "mute",
}


def state_badge(state: str) -> Badge:
    """An outcome as a badge."""
    return Badge(_(completion.STATES[state]), TONES[state])


def objection_badge(one: Objection) -> Badge:
    """Where an objection stands."""
    return Badge(_(kinds.OBJECTIONS[one.state]), OBJECTION_TONES[one.state])


def mean_words(mean: Decimal | None) -> str:
    """A mean as it is written; a dash for none."""
    return written(mean) or "–"
