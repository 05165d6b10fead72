"""What approvals decide without a database: which route, which step next, by whom."""

from hientai.approvals.domain.routes import Place, Step, Whom, Whose, chosen, matches
from hientai.approvals.domain.states import ANSWERS, State, Verdict, after

__all__ = [
    "ANSWERS",
    "Place",
    "State",
    "Step",
    "Verdict",
    "Whom",
    "Whose",
    "after",
    "chosen",
    "matches",
]
