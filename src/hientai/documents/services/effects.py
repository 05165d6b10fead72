"""What a room above does when one of its papers moves, inside the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from hientai.accounts.models import User
from hientai.documents.models import Paper

Effect = Callable[[User | None, Paper], None]


def nothing(_actor: User | None, _paper: Paper) -> None:
    """Do nothing when a paper moves."""


@dataclass(frozen=True)
class Effects:
    """The verbs of a room above; one that refuses keeps the paper where it stood."""

    locked: Effect = nothing
    sent_back: Effect = nothing
    dropped: Effect = nothing
    registered: Effect = nothing


_known: dict[str, Effects] = {}


def follow(origin: str, effects: Effects) -> None:
    """Call these verbs for papers of an origin from now on; start-up may repeat it."""
    _known[origin] = effects


def effects_of(paper: Paper) -> Effects:
    """What happens when this paper moves."""
    return _known.get(paper.origin, Effects())
