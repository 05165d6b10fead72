"""The whole file of a class as one ZIP, with a list of what is in it."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from hientai.classes.models import TrainingClass
from hientai.shared.vietnamese import day
from hientai.timetables.domain.files import Piece
from hientai.webkit.cells import Column
from hientai.webkit.workbook import write_workbook

LIST = "MUC-LUC.txt"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""No time of its making: the same class makes the same file."""


def archive(title: str, pieces: Sequence[Piece]) -> bytes:
    """The pieces packed in the order of their names, with their SHA-256 in the list."""
    named = _apart(sorted(pieces, key=lambda one: one.name))
    lines = [title, ""]
    lines += [f"{hashlib.sha256(one.content).hexdigest()}  {one.name}" for one in named]
    whole = [Piece(LIST, ("\n".join(lines) + "\n").encode("utf-8-sig")), *named]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in whole:
            packed.writestr(zipfile.ZipInfo(one.name, BEGINNING), one.content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Two files of one name get numbers."""
    seen: dict[str, int] = {}
    found = []
    for one in pieces:
        seen[one.name] = seen.get(one.name, 0) + 1
        stem, dot, ending = one.name.rpartition(".")
        twice = f"{stem}-{seen[one.name]}{dot}{ending}" if seen[one.name] > 1 else one.name
        found.append(Piece(twice, one.content))
    return found


def table(title: str, held: TrainingClass, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """A workbook of the file of a class, under its name and days."""
    made = io.BytesIO()
    about = [f"{held.title} ({held.code})", f"{day(held.starts_on)} – {day(held.ends_on)}"]
    write_workbook(made, title=title, about=about, columns=columns, rows=list(rows))
    return made.getvalue()
