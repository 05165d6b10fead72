"""Verbs of results: parts, works, marks, objections, the conclusion of a class."""

from hientai.results.services.concluding import conclude, conclude_on_paper
from hientai.results.services.grading import Given, grade, undo
from hientai.results.services.objections import decide, object_to, withdraw_objection
from hientai.results.services.parts import Said, publish, withdraw_part, write_part
from hientai.results.services.works import hand_in

__all__ = [
    "Given",
    "Said",
    "conclude",
    "conclude_on_paper",
    "decide",
    "grade",
    "hand_in",
    "object_to",
    "publish",
    "undo",
    "withdraw_objection",
    "withdraw_part",
    "write_part",
]
