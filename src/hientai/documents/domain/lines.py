"""How a long heading is broken: lines of like length, told from the widths of the letters.

Both writers break where this says, so that DOCX and PDF look alike and the rule under a heading
can be drawn as a share of its line.
"""

import unicodedata
from itertools import pairwise

POINT_MM = 25.4 / 72
# Widths of Times Bold (and of fonts with its metrics) in thousandths of the size.
_WIDTHS = {
    **dict.fromkeys("fjlt()[]-", 333),
    **dict.fromkeys("ceszrJ", 444),
    **dict.fromkeys("aovxyg", 500),
    **dict.fromkeys("bdhknpqu", 556),
    **dict.fromkeys("0123456789", 500),
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("ACDNRUVXY", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("wFP", 611),
    **dict.fromkeys(" .,", 250),
    "i": 278,
    "I": 389,
    "S": 556,
    "m": 833,
    "M": 944,
    "W": 1000,
}
_USUAL = 600
_HORN = 90  # what a horn adds to Ơ and Ư


def width(text: str, size: int) -> float:
    """The width of a text in bold letters of a size, in millimetres."""
    marks = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    wide = sum(
        (_HORN if mark == "\u031b" else 0) if unicodedata.combining(mark) else _letter(mark)
        for mark in marks
    )
    return wide / 1000 * size * POINT_MM


def _letter(letter: str) -> int:
    return _WIDTHS.get(letter, 250 if letter == "\u00a0" else _USUAL)


def broken(text: str, size: int, room: float) -> list[str]:
    """The fewest lines that fit the room, as even as they can be; words are never broken."""
    words = text.split(" ")
    lines = max(1, len(_filled(words, size, room)))
    narrow = room
    while narrow > room / 3 and len(_filled(words, size, narrow - 1)) == lines:
        narrow -= 1
    return _filled(words, size, narrow)


def _filled(words: list[str], size: int, room: float) -> list[str]:
    starts = [0]
    for at in range(1, len(words)):
        if width(" ".join(words[starts[-1] : at + 1]), size) > room:
            starts.append(at)
    return [" ".join(words[a:b]) for a, b in pairwise([*starts, len(words)])]
