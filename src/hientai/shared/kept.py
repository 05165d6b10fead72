"""Texts that mix words of ours with Vietnamese kept as it was written.

Such a text is a plain one to everybody but a page, which marks what was kept with `lang="vi"`
(a template asks `__html__`): it is data, whatever language the page is in.
"""

from collections.abc import Iterable
from html import escape

Pieces = tuple[tuple[str, bool], ...]


class Mixed(str):
    """A text of pieces, each of them kept Vietnamese or not."""

    pieces: Pieces

    def __new__(cls, *texts: str) -> "Mixed":
        """The texts one after another; one that is mixed brings its own pieces."""
        return cls.of(tuple(piece for text in texts for piece in _pieces(text)))

    @classmethod
    def of(cls, pieces: Pieces) -> "Mixed":
        """The text of some pieces."""
        made = super().__new__(cls, "".join(text for text, _ in pieces))
        made.pieces = pieces
        return made

    def __html__(self) -> str:
        """The text for a page."""
        return "".join(
            f'<span lang="vi">{escape(text)}</span>' if vietnamese else escape(text)
            for text, vietnamese in self.pieces
        )


def kept(text: str) -> Mixed:
    """A text that is Vietnamese, whoever reads it."""
    return Mixed.of(((str(text), True),) if text else ())


def joined(between: str, texts: Iterable[str]) -> Mixed:
    """Texts with the same words between them."""
    parts = [part for text in texts for part in (between, text)]
    return Mixed(*parts[1:])


def _pieces(text: str) -> Pieces:
    return text.pieces if isinstance(text, Mixed) else ((str(text), False),)
