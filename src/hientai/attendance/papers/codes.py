"""The codes of a session as a page carries them: digits and QR, all of them, for no network."""

import base64
from collections.abc import Sequence

import segno

VERSION, LARGER, MASK = 4, 8, 3  # one size and one mask: five hundred are drawn in half a second
MOST_LETTERS = 78  # bytes that this size holds


def digits(codes: Sequence[tuple[int, str]]) -> str:
    """The codes one after another."""
    return "".join(code for _step, code in codes)


def pictures(codes: Sequence[tuple[int, str]], address: str) -> tuple[int, str]:
    """The QR of each code as bits, row by row, in base64, and how many modules a side has.

    A picture leads to the page of the phone; the session and its code stand behind the `#`, which
    no server is told.
    """
    packed, side = bytearray(), 0
    version = VERSION if len(address) + 7 <= MOST_LETTERS else LARGER
    for _step, code in codes:
        text = f"{address}.{code}"
        rows = segno.make(text, error="l", boost_error=False, mask=MASK, version=version).matrix
        side = len(rows)
        packed += _bits("".join("1" if module else "0" for row in rows for module in row))
    return side, base64.b64encode(bytes(packed)).decode()


def _bits(ones: str) -> bytes:
    """Ones and noughts, eight a byte, the last byte filled up."""
    size = -(-len(ones) // 8)
    return int(ones.ljust(size * 8, "0"), 2).to_bytes(size, "big")
