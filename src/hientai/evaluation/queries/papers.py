"""What a form asks, as it is put to who answers; whether a token was used."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection

from hientai.evaluation.domain.criteria import BY_TOPIC

PAPER = "SELECT * FROM evaluation_paper(%s, %s)"


@dataclass(frozen=True)
class Asked:
    """One line: what is scored."""

    position: int
    object: str
    indicator: str
    topic: str
    lecturer: str


@dataclass(frozen=True)
class Block:
    """Lines that stand together on the page: an object, or a topic with its lecturer."""

    object: str
    topic: str
    lecturer: str
    lines: tuple[Asked, ...]


@dataclass(frozen=True)
class Paper:
    """A form that takes answers on a day."""

    form: int
    title: str
    class_title: str
    most: int
    blank: int
    closes_on: date
    lines: tuple[Asked, ...]

    @property
    def blocks(self) -> list[Block]:
        """The lines as they stand together."""
        return [
            Block(*key, tuple(lines))
            for key, lines in groupby(self.lines, lambda one: (one.object, one.topic, one.lecturer))
        ]

    @property
    def topics(self) -> int:
        """How many topics are asked about."""
        return sum(block.object == BY_TOPIC for block in self.blocks)


def paper(form: int, on: date) -> Paper | None:
    """The form as it is asked; None where there is none that takes answers on this day."""
    with connection.cursor() as cursor:
        cursor.execute(PAPER, [form, on])
        row = cursor.fetchone()
    if row is None:
        return None
    title, class_title, most, blank, closes_on, lines = row
    read: list[dict[str, Any]] = json.loads(lines) if isinstance(lines, str) else lines
    asked = tuple(Asked(**one) for one in read)
    return Paper(form, title, class_title, most, blank, closes_on, asked)


def is_spent(mark: bytes) -> bool:
    """Whether the token of a mark was used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_is_spent(%s)", [mark])
        return bool(cursor.fetchone()[0])


def salt_of(form: int) -> bytes | None:
    """What the ballots of a form are sealed with beside the key; None once they are gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_salt(%s)", [form])
        found = cursor.fetchone()[0]
    return None if found is None else bytes(found)


def names_of(form: int) -> set[bytes]:
    """The names of those who learn in the class of a form, as hashes under its salt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_names(%s)", [form])
        return {bytes(row[0]) for row in cursor.fetchall()}
