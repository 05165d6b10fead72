"""Catalogues of codes with their labels, each a YAML file in this folder.

The files are Vietnamese; pages show the labels in the reader's language (`label`), tables that are
read again keep the written ones (`written`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hientai.shared.vietnamese import fold, nfc
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

_PUNCTUATION = re.compile(r"[\s.,;:/()\-–_]+")


@dataclass(frozen=True)
class Entry:
    """One code: the label pages show, other ways to write it, and its rank where there is one."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    rank: int | None = None


@dataclass(frozen=True)
class Vocabulary:
    """A catalogue: labels for pages, codes for tables, and reading of what people write.

    An open catalogue lists the usual values only: any other text stands for itself.
    """

    name: str
    title: str
    entries: dict[str, Entry]
    is_open: bool = False
    _spellings: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of the file."""
        return tuple(self.entries)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, label) pairs for filters and forms."""
        return [(entry.code, _(entry.label)) for entry in self.entries.values()]

    @property
    def written(self) -> tuple[str, ...]:
        """The labels as files write them, whatever the reader's language: `code_of` reads them."""
        return tuple(entry.label for entry in self.entries.values())

    @property
    def labels(self) -> dict[str, str]:
        """Label of each code."""
        return dict(self.choices)

    @property
    def ranks(self) -> dict[str, int]:
        """Rank of each code that has one."""
        return {e.code: e.rank for e in self.entries.values() if e.rank is not None}

    def label(self, code: str | None) -> str:
        """The label; "" for None. KeyError for a code the catalogue does not know."""
        if code is None:
            return ""
        if self.is_open and code not in self.entries:
            return code
        return _(self.entries[code].label)

    def rank(self, code: str | None) -> int | None:
        """The rank of a code, None for None or for a code without rank."""
        return None if code is None else self.entries[code].rank

    def code_of(self, text: str) -> str | None:
        """The code meant by a code, label or alias, whatever its accents, case and dots.

        None where it is not known; an open catalogue answers with the tidied text itself.
        """
        known = self._spellings.get(_spelling(text))
        if known is None and self.is_open:
            return " ".join(nfc(text).split()) or None
        return known

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)


def _spelling(text: str) -> str:
    return _PUNCTUATION.sub(" ", fold(text)).strip()


def _load(name: str) -> Vocabulary:
    """Read one catalogue; ValueError where two codes share a way of writing."""
    source = read_yaml(Path(__file__).parent / f"{name}.yaml")
    entries = {
        code: Entry(code, row["label"], tuple(row.get("aliases", ())), row.get("rank"))
        for code, row in source["codes"].items()
    }
    spellings: dict[str, str] = {}
    for entry in entries.values():
        for written in (entry.code, entry.label, *entry.aliases):
            if spellings.setdefault(_spelling(written), entry.code) != entry.code:
                raise ValueError(f"{name}.yaml: '{written}' stands for two codes")
    return Vocabulary(name, source["title"], entries, bool(source.get("open")), spellings)


CATEGORIES = _load("categories")
DEGREE_LEVELS = _load("degree_levels")
GRADES = _load("grades")
TITLE_CLASSES = _load("title_classes")
RATINGS = _load("ratings")
TITLES = _load("titles")
FIELDS = _load("fields")
UNIT_TYPES = _load("unit_types")
UNIT_KINDS = _load("unit_kinds")
BLOCS = _load("blocs")
LEVELS = _load("levels")
SEXES = _load("sexes")
POST_KINDS = _load("post_kinds")
DISCIPLINES = _load("disciplines")
RESULTS = _load("results")
PLACES = _load("places")
FUNDS = _load("funds")
ETHNICITIES = _load("ethnicities")
PROGRAMME_KINDS = _load("programme_kinds")
DELIVERY_FORMS = _load("delivery_forms")
REGIONS = _load("regions")
LECTURER_KINDS = _load("lecturer_kinds")
COUNCIL_ROLES = _load("council_roles")
MATERIAL_KINDS = _load("material_kinds")
