"""How a sheet is laid out: widths and heights reckoned from the texts that stand in it.

Programs that open a sheet do not all break its lines anew: a row without a height keeps one line,
and the texts of a broken cell print over each other. So a width and a height are always written.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

FONT = "Times New Roman"
"""The letters of official papers; every office machine has them, or their equal in measure."""
FONT_SIZE, TITLE_SIZE = 11, 13
LETTERS = {"font_name": FONT, "font_size": FONT_SIZE, "align": "left", "valign": "top", "indent": 1}
"""What every cell of a page of xlsxwriter starts from."""
LINE, PADDING, HIGHEST = 14.5, 3.0, 409.0
"""Points: one line of text, what a row keeps free, the most a row can have."""
NARROWEST, MARGIN, FILTER_SIGN = 8.0, 2.0, 3.0
"""Characters: the least of a column, what it keeps free, what the sign of the filter covers."""
LONGEST_WORD = 24.0
"""Characters up to which a column is widened for a word that fits its width badly."""
HEADING_LINES = 3
"""A heading over short texts widens its column rather than break into more lines."""
A4, FOOTER = 9, "&R&P/&N"
LETTER, CAPITAL, BOLD = 0.9, 0.45, 1.1
"""Of a column's character: how broad a small letter is, by how much broader a capital; and how
many times as broad a bold one."""


def breadth(text: str) -> float:
    """How broad a line of text stands, in characters of a column's width."""
    return LETTER * len(text) + CAPITAL * sum(map(str.isupper, text))


@lru_cache(maxsize=1 << 16)  # names of units and reasons stand in a register again and again
def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width, broken at blanks and line ends."""
    width = max(width, LETTER + CAPITAL)  # no column is narrower than one letter
    if breadth(text) <= width and "\n" not in text:
        return 1
    return sum(_lines_of_one(line, width) for line in text.split("\n"))


def _lines_of_one(line: str, width: float) -> int:
    lines, at = 1, 0.0
    for word in line.split(" "):
        size = breadth(word)
        if at and at + LETTER + size > width:
            lines, at = lines + 1, 0.0
        at += size + (LETTER if at else 0)
        while at > width:  # a word longer than the column is broken within
            lines, at = lines + 1, at - width
    return lines


def height_of(lines: int, size: float = FONT_SIZE) -> float:
    """The height of a row, in points, that shows so many lines."""
    return min(HIGHEST, lines * LINE * size / FONT_SIZE + PADDING)


def width_of(heading: str, texts: Iterable[str], widest: float) -> float:
    """The width of a column: as its texts need, within `widest`; the heading in a few lines."""
    word = max((breadth(word) * BOLD for word in heading.split()), default=0.0)
    lines = [line for text in texts for line in text.split("\n")]
    need = max(map(breadth, lines), default=0.0)
    if need + MARGIN > widest:  # a code is not broken within
        longest = max(breadth(word) for line in lines for word in line.split())
        need = max(widest - MARGIN, min(longest, LONGEST_WORD))
    width = max(NARROWEST, word + FILTER_SIGN, need + MARGIN)
    while heading_lines(heading, width) > HEADING_LINES:
        width += 1
    return width


def heading_lines(heading: str, width: float) -> int:
    """The lines of a bold heading in a column of a width."""
    return lines_of(heading, max(1.0, (width - MARGIN) / BOLD))


def heights(
    columns: Sequence[Sequence[str]], widths: Sequence[float], first: int
) -> dict[int, float]:
    """The height of each row that takes more than one line, by its place; texts by columns."""
    most: dict[int, int] = {}
    for texts, width in zip(columns, widths, strict=True):
        room = width - MARGIN
        surely = room / (LETTER + CAPITAL)  # the length of a text that surely fits
        for at, text in enumerate(texts, start=first):
            if len(text) > surely or "\n" in text:
                most[at] = max(lines_of(text, room), most.get(at, 1))
    return {at: height_of(lines) for at, lines in most.items() if lines > 1}


def fit(
    page: Any, rows: Sequence[Sequence[str]], widest: Sequence[float], look: Any = None
) -> None:
    """Lay out a page of xlsxwriter by the texts that stand on it, the headings first.

    The headings stay in sight and on each printed page; `look` is the format of whole columns.
    """
    columns = [list(texts) for texts in zip(*rows, strict=True)]
    widths = [
        width_of(texts[0], texts[1:], most) for texts, most in zip(columns, widest, strict=True)
    ]
    for at, width in enumerate(widths):
        page.set_column(at, at, width, look)
    heads = [heading_lines(texts[0], width) for texts, width in zip(columns, widths, strict=True)]
    page.set_row(0, height_of(max(heads, default=1)))
    for at, height in heights([texts[1:] for texts in columns], widths, first=1).items():
        page.set_row(at, height)
    lay_on_paper(page)


def lay_on_paper(page: Any) -> None:
    """A4 across, as many sheets as it takes, each one page wide under the headings."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(FOOTER)
    page.repeat_rows(0)
