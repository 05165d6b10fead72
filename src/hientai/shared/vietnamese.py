"""Vietnamese text: one Unicode form, search without accents, names, figures and days.

Figures and days are written as the reader's language writes them (`words.language`); what people
type is always read as Vietnamese write it.
"""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from hientai.shared.words import language

# Old fonts put the Icelandic eth where Vietnamese has Đ; some files carry invisible marks.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"} | dict.fromkeys(_INVISIBLE))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WORD = re.compile(r"[^\s\-'’]+")


def nfc(text: str) -> str:
    """The text in Unicode form NFC, without invisible marks and with a true Đ."""
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text for search: lower case, no accents, đ as d, single blanks, none at the ends."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).lower())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(plain.replace("đ", "d").split())


def tidy_name(text: str) -> str:
    """A person's name: NFC, single blanks; all capitals or all small letters are put right.

    A name in mixed case is left as its owner writes it ("Y Bhăm Êban", "H'Hen Niê").
    """
    name = " ".join(nfc(text).split())
    if name.isupper() or name.islower():
        return _WORD.sub(lambda found: found.group().capitalize(), name)
    return name


def given_name_key(name: str) -> str:
    """Key that orders people as Vietnamese lists do: given name, middle names, family name.

    "Lê Hải Ánh" gives "Anh4|Hai2|Lê0": each word with its tone as a number (none, huyền, hỏi, ngã,
    sắc, nặng) behind it, so that every Anh comes before every Ánh whatever else they are called.
    To be compared with a Vietnamese collation, for which ă, â, ê, ô, ơ, ư and đ are letters.
    """
    words = [_toned(word) for word in nfc(name).split()]
    if len(words) < 2:
        return " ".join(words)
    return "|".join([words[-1], " ".join(words[1:-1]), words[0]])


def _toned(word: str) -> str:
    """A word without its tone mark, with the number of the tone at its end."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
    plain = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", plain) + tone


def number(n: float | Decimal | None) -> str:
    """A figure: "1.234,5", in English "1,234.5"; "" for nothing."""
    if n is None:
        return ""
    return f"{n:,}" if _english() else f"{n:,}".translate(str.maketrans(",.", ".,"))


def percent(x: float | Decimal | None, digits: int = 1) -> str:
    """A share of one: 0.142 gives "14,2 %" (on one line), in English "14.2%"; halves go up."""
    if x is None:
        return ""
    rounded = (Decimal(str(x)) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{number(rounded)}%" if _english() else f"{number(rounded)}\N{NO-BREAK SPACE}%"


def day(value: date | None) -> str:
    """A day as papers print it: "01/06/2024", in English "1 Jun 2024"; "" for nothing."""
    if value is not None and _english():
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year:04d}"
    return typed_day(value)


def known_day(value: date | None, precision: str = "day") -> str:
    """As much of a day as is known: "01/06/1980", "06/1980" (`month`), "1980" (`year`); in English
    "1 Jun 1980", "Jun 1980", "1980"; "" for nothing."""
    if value is not None and precision == "year":
        return f"{value.year:04d}"
    if value is not None and precision == "month":
        month = f"{_MONTHS[value.month - 1]} " if _english() else f"{value:%m/}"
        return f"{month}{value.year:04d}"
    return day(value)


def typed_day(value: date | None) -> str:
    """A day as it is typed into a field, whatever the language: "01/06/2024"."""
    return "" if value is None else f"{value:%d/%m/}{value.year:04d}"


def _english() -> bool:
    return language() == "en"
