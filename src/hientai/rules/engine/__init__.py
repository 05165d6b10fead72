"""The engine: dated parameters, rules over columns and answers with reasons. It knows no law."""

from hientai.rules.engine.explaining import Explanation, explanation, reasons
from hientai.rules.engine.judging import MOST_CONDITIONS, Answers, answers, judge
from hientai.rules.engine.parameters import (
    Book,
    Correction,
    Dated,
    Decree,
    NoRuleInForce,
    Parameter,
    Span,
    Value,
    day_of_law,
)
from hientai.rules.engine.rules import Answer, Law, Rule
from hientai.rules.engine.terms import (
    Certainty,
    Condition,
    Limit,
    Outcome,
    Reason,
    Stage,
    Verdict,
    weakest,
)

__all__ = [
    "MOST_CONDITIONS",
    "Answer",
    "Answers",
    "Book",
    "Certainty",
    "Condition",
    "Correction",
    "Dated",
    "Decree",
    "Explanation",
    "Law",
    "Limit",
    "NoRuleInForce",
    "Outcome",
    "Parameter",
    "Reason",
    "Rule",
    "Span",
    "Stage",
    "Value",
    "Verdict",
    "answers",
    "day_of_law",
    "explanation",
    "judge",
    "reasons",
    "weakest",
]
