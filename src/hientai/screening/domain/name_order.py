"""The Vietnamese order of names over a column, for lists sorted outside the database."""

import unicodedata

import polars as pl

_TONES = {"̀": "1", "̉": "2", "̃": "3", "́": "4", "̣": "5"}
_SHAPES = {"̆": "{", "̂": "|", "̛": "}"}
_VOWELS = "aăâeêioôơuưy"


def _weights() -> tuple[dict[str, str], dict[str, str]]:
    """For each toned or shaped letter: without its tone, in order, and its tone as a number."""
    letters, tones = {"đ": "d{", "|": "!"}, {}
    for vowel in _VOWELS:
        for tone in ("", *_TONES):
            letter = unicodedata.normalize("NFC", vowel + tone)
            base, *marks = list(unicodedata.normalize("NFD", vowel))
            letters[letter] = base + "".join(_SHAPES[mark] for mark in marks)
            tones[letter] = _TONES.get(tone, "0")
    return {k: v for k, v in letters.items() if k != v}, tones


_LETTERS, _TONE_NUMBERS = _weights()


def name_order(key: str = "name_key") -> pl.Expr:
    """A String that puts given-name keys in Vietnamese order when compared plainly.

    Letters first (a, ă, â, … d, đ, e, ê, …), then tones (none, huyền, hỏi, ngã, sắc, nặng).
    """
    lower = pl.col(key).str.to_lowercase()
    return pl.concat_str(
        lower.str.replace_many(_LETTERS), pl.lit("!"), lower.str.replace_many(_TONE_NUMBERS)
    )
