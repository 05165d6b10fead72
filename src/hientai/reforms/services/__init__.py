"""Verbs of acts: hand one in, carry it out, take it back (`acting`); who follows (`following`)."""

from hientai.reforms.services.acting import (
    WrongFile,
    assign,
    carry_out,
    check,
    discard,
    hand_in,
    undo,
)

__all__ = ["WrongFile", "assign", "carry_out", "check", "discard", "hand_in", "undo"]
