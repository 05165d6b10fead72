"""What the items of a pack are called in English, for readers of English.

The pack carries English names beside the Vietnamese ones; a name it has no English for stays
Vietnamese, and the page marks it as such. Ids, clauses and words quoted are never translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from hientai.schemes.domain.conditions import Text
from hientai.schemes.domain.predicates import Strict
from hientai.shared.words import English
from hientai.shared.yaml_files import read_yaml

NAMED = frozenset({"title", "short", "heading", "short_title", "name"})
"""The fields that hold what something is called."""

SHIPPED = Path(__file__).resolve().parents[1] / "packs"

Told = TypeVar("Told")

_APART = re.compile(r"(?<=\d) %")


class Translation(Strict):
    """english.yaml: the English of names, under the Vietnamese name as the pack writes it."""

    titles: dict[Text, Text] = {}


@cache
def shipped(slug: str) -> Mapping[str, str]:
    """The English names that ship with a scheme, for versions accepted before it had any."""
    path = SHIPPED / slug / "english.yaml"
    if not path.exists():
        return {}
    return Translation.model_validate(read_yaml(path)).titles


def in_english(told: Told, titles: Mapping[str, str]) -> Told:
    """A pack, or a part of one, with every name that has English in English."""

    def named(field: str, text: str) -> str:
        return English(titles[text]) if field in NAMED and text in titles else text

    return reworded(told, named)


def on_one_line(told: Told) -> Told:
    """A pack, or a part of one, whose percentages ("20 %") a page does not break."""
    return reworded(told, lambda _field, text: _APART.sub("\N{NO-BREAK SPACE}%", text))


def reworded(told: Told, word: Callable[[str, str], str]) -> Told:
    """A pack, or a part of one, with each text as `word` gives it for its field."""
    if isinstance(told, BaseModel):
        fields = {name: _field(name, value, word) for name, value in told}
        changed = {name: new for name, new in fields.items() if new is not getattr(told, name)}
        return told.model_copy(update=changed) if changed else told
    if isinstance(told, tuple):
        parts = [reworded(part, word) for part in told]
        same = all(new is old for new, old in zip(parts, told, strict=True))
        return told if same else type(told)(parts)
    return told


def _field(name: str, value: Any, word: Callable[[str, str], str]) -> Any:
    return word(name, value) if isinstance(value, str) else reworded(value, word)


def names_in(told: object) -> Iterator[str]:
    """Every name that a pack, or a part of one, gives."""
    if isinstance(told, BaseModel):
        for name, value in told:
            if name in NAMED and isinstance(value, str):
                yield from [value] if value else []
            else:
                yield from names_in(value)
    elif isinstance(told, tuple):
        for part in told:
            yield from names_in(part)
