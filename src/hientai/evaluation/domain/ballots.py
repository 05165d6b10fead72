"""A ballot as bytes, always of one length, so that nothing is told by how much was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from hientai.shared.vietnamese import nfc

REMARK_LETTERS = 600
REMARK_BYTES = REMARK_LETTERS * 4
REMARKS = 2
"""What was good; what should be better."""


@dataclass(frozen=True)
class Ballot:
    """Scores by line (None: left blank) and the free texts."""

    scores: tuple[int | None, ...]
    remarks: tuple[str, ...] = ("",) * REMARKS


def packed(ballot: Ballot) -> bytes:
    """The ballot as bytes; every ballot of as many lines has the same length."""
    scores = bytes(score or 0 for score in ballot.scores)
    return scores + b"".join(map(_packed_remark, ballot.remarks))


def unpacked(data: bytes, lines: int) -> Ballot:
    """The ballot that was packed."""
    scores = tuple(score or None for score in data[:lines])
    size = 2 + REMARK_BYTES
    rest: Sequence[bytes] = [
        data[lines + at * size : lines + (at + 1) * size] for at in range(REMARKS)
    ]
    return Ballot(scores, tuple(map(_unpacked_remark, rest)))


def _packed_remark(text: str) -> bytes:
    written = nfc(text)[:REMARK_LETTERS].encode("utf-8", "ignore")
    return len(written).to_bytes(2) + written.ljust(REMARK_BYTES, b"\0")


def _unpacked_remark(data: bytes) -> str:
    return data[2 : 2 + int.from_bytes(data[:2])].decode("utf-8")
