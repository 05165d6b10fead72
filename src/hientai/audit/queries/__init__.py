"""Reads of the trace (`trace`) and of the chain that seals it (`chain`)."""

from hientai.audit.queries.chain import head, tails, verification, verified
from hientai.audit.queries.trace import data_mark, events_of_batch, trace_of

__all__ = [
    "data_mark",
    "events_of_batch",
    "head",
    "tails",
    "trace_of",
    "verification",
    "verified",
]
