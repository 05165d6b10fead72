"""What is left of Vietnamese on an English page, outside what is Vietnamese by its nature.

Names of people and units, words of schemes and clauses of the law are data: they stay as they are,
whether or not the page marks them with `lang="vi"`.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import yaml
from django.apps import apps
from django.db import models

from tests.architecture.rooms import SOURCE

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
SPOKEN = {"title", "aria-label", "placeholder", "alt", "content"}
VOID = {"meta", "link", "input", "br", "hr", "img", "wbr", "col", "source"}


class Words(HTMLParser):
    """The texts of a page that no element marks as Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element inherits the language unless it names its own."""
        said = dict(attrs)
        within = self.open[-1][1] if self.open else False
        marked = said["lang"] == "vi" if "lang" in said else within
        if not marked:
            self.found += [value or "" for name, value in attrs if name in SPOKEN]
        if tag not in VOID:
            self.open.append((tag, marked or tag in ("script", "style")))

    def handle_endtag(self, tag: str) -> None:
        """Elements left open inside end with it."""
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        """A text of an element that is not marked."""
        if not (self.open and self.open[-1][1]):
            self.found.append(" ".join(data.split()))


# Numbers of instruments, and what the files of the office call their sheets.
NAMES = re.compile(r"\bNĐ\b(?:-CP)?|\bQĐ\b|«[^»]*»")


def left_over(page: str, data: Iterable[str]) -> list[str]:
    """Texts of an English page that are Vietnamese and no data."""
    words = Words()
    words.feed(page)
    return [text for text in words.found if VIETNAMESE.search(_without(text, data))]


def _without(text: str, data: Iterable[str]) -> str:
    """The text without any data that stands in it, the longest first."""
    left = NAMES.sub(" ", text)
    for name in data if VIETNAMESE.search(left) else ():
        if name in text:
            text = text.replace(name, " ")
            left = NAMES.sub(" ", text)
            if not VIETNAMESE.search(left):
                break
    return left


def data_of_the_pages() -> list[str]:
    """Every Vietnamese text of the database, the schemes and the clauses, the longest first."""
    told = {
        " ".join(text.split())
        for text in ("Hiền Tài", *_of_tables(), *_of_schemes(), *_of_clauses())
    }
    parts = {part for text in told for part in re.split(r"(?<=[.;:,]) | – | \(|\)", text)}
    return sorted((t for t in told | parts if VIETNAMESE.search(t)), key=len, reverse=True)


def _of_tables() -> Iterator[str]:
    for model in apps.get_models():
        if not model.__module__.startswith("hientai."):
            continue
        fields = [f.name for f in model._meta.fields if isinstance(f, models.TextField)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            yield from (value for value in row if isinstance(value, str))


def _of_schemes() -> Iterator[str]:
    for path in sorted((SOURCE / "schemes" / "packs").rglob("*.yaml")):
        yield from _leaves(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _of_clauses() -> Iterator[str]:
    for path in sorted((SOURCE / "rules" / "decrees").rglob("*.yaml")):
        yield from _clauses(yaml.safe_load(path.read_text(encoding="utf-8")))


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)


def _clauses(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("clause", "cites", "short") and isinstance(value, str):
                yield value
            else:
                yield from _clauses(value)
    elif isinstance(node, list):
        for value in node:
            yield from _clauses(value)
