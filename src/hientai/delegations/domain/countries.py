"""Countries of the world and their names, by the CLDR that babel ships."""

from collections.abc import Mapping
from functools import cache
from unicodedata import combining, normalize

from babel import Locale

from hientai.shared.vietnamese import fold
from hientai.shared.words import language

HOME = "VN"
NO_COUNTRIES = frozenset(
    ("AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
"""Codes of CLDR that name no country: unions, parts of the sea, codes for trials."""


@cache
def _names(spoken: str) -> Mapping[str, str]:
    known: Mapping[str, str] = Locale(spoken).territories
    return {
        code: _plain(name) if spoken == "en" else name
        for code, name in known.items()
        if len(code) == 2 and code.isalpha() and code != HOME and code not in NO_COUNTRIES
    }


def _plain(name: str) -> str:
    """An English name in English letters: Cote d’Ivoire."""
    parted = normalize("NFD", name)
    return "".join(letter for letter in parted if not combining(letter))


def is_country(code: str) -> bool:
    """Whether a code (ISO 3166-1, two letters) is that of a country abroad."""
    return code in _names("vi")


def country_name(code: str) -> str:
    """The name of a country in the language of the reader; the code where it has none."""
    return _names("en" if language() == "en" else "vi").get(code, code)


def countries() -> list[tuple[str, str]]:
    """Every country abroad, code and name, in the order of names."""
    found = [(code, country_name(code)) for code in _names("vi")]
    return sorted(found, key=lambda one: fold(one[1]))
