"""Verbs of acts: hand one in, carry it out, take it back (`acting`); who follows (`following`);
large ones in the background (`background`); roles that fell with their unit (`roles`)."""

from hientai.reforms.services.acting import (
    WrongFile,
    assign,
    carry_out,
    check,
    discard,
    hand_in,
    undo,
)
from hientai.reforms.services.roles import let_end, reassign

__all__ = [
    "WrongFile",
    "assign",
    "carry_out",
    "check",
    "discard",
    "hand_in",
    "let_end",
    "reassign",
    "undo",
]
