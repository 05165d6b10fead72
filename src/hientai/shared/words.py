"""Words for the reader: the one way the pure rooms reach the catalogue of translations.

The source language is Vietnamese, so that a message is its own key. The pure rooms know no web
framework; whoever runs them lends them a translator once (`speak_through`), without which they
speak Vietnamese. The names `_` and `N_` are those that extraction tools look for.
"""

from collections.abc import Callable

__all__ = ["English", "N_", "_", "language", "speak_through"]


class English(str):
    """A name of a document in English: a page does not mark it as Vietnamese."""

    __slots__ = ()


_translators: list[Callable[[str], str]] = []
_listeners: list[Callable[[], str]] = []


def speak_through(
    translate: Callable[[str], str], language_now: Callable[[], str] = lambda: "vi"
) -> None:
    """Let messages pass through ``translate`` from now on: it knows the reader's language."""
    _translators[:] = [translate]
    _listeners[:] = [language_now]


def language() -> str:
    """The reader's language, at the moment of asking: "vi" or "en"."""
    return _listeners[0]() if _listeners else "vi"


def _(message: str) -> str:
    """The message in the reader's language, at the moment of asking."""
    return _translators[0](message) if _translators else message


def N_(message: str) -> str:  # noqa: N802  (the name gettext's tools know)
    """Mark a message that is kept as it is and translated where it is shown."""
    return message
