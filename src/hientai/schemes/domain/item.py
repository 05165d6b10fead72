"""What every item of a scheme has, and which kinds of items there are."""

from __future__ import annotations

from enum import StrEnum

from hientai.schemes.domain.conditions import Id, Text
from hientai.schemes.domain.predicates import Strict


class Kind(StrEnum):
    """The kinds of items of a scheme."""

    BASIS = "basis"
    SCOPE = "scope"
    EXCLUSION = "exclusion"
    PHASE = "phase"
    BUDGET = "budget"
    PROVISION = "provision"
    ANNEX = "annex"
    GROUP = "group"
    EQUIVALENCE = "equivalence"
    CONTINUATION = "continuation"
    TARGET = "target"
    QUOTA = "quota"
    MINIMUM = "minimum"
    PROGRAMME = "programme"
    CONDITION = "condition"
    PRIORITY = "priority"
    TASK = "task"
    REPORT = "report"
    FINDING = "finding"
    TABLE = "table"
    ROUTE = "route"


class Item(Strict):
    """An id, the clause it comes from, and what the pack had to put back.

    `inferred` is a heading that the text lost; `filled` names the parts that stand in a merged
    cell of a table and were filled down from it, because the text lost the spans.
    """

    id: Id
    clause: Text
    inferred: str = ""
    filled: tuple[Text, ...] = ()
