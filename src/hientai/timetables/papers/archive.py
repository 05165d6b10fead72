"""The whole file of a class as one ZIP, with a list of what is in it."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from hientai.classes.models import TrainingClass
from hientai.shared.vietnamese import day
from hientai.timetables.domain.files import Piece
from hientai.webkit.cells import Column
from hientai.webkit.workbook import write_workbook

LIST = "MUC-LUC.txt"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""No time of its making: the same class makes the same file."""
MOST = 2**30
"""Bytes of files handed in that one archive holds."""


def archive(title: str, pieces: Iterable[Piece], into: IO[bytes], most: int = MOST) -> None:
    """Pack the pieces in the order of their names, then the list: each with its SHA-256, and what
    was left out because the files read later would be more than `most` bytes together."""
    lines, left, names = [title, ""], [], Apart()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in sorted(pieces, key=lambda one: one.name):
            name = names.of(one.name)
            if one.later is not None and one.size > most:
                left.append(f"{one.size:>12}  {name}")
                continue
            content = one.content if one.later is None else one.later()
            most -= 0 if one.later is None else one.size
            lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}")
            _put(packed, name, content, as_it_is=one.later is not None)
        if left:
            lines += [
                "",
                _("Không kèm theo vì hồ sơ quá lớn, tải từng tệp ở trang của lớp:"),
                *left,
            ]
        _put(packed, LIST, ("\n".join(lines) + "\n").encode("utf-8-sig"))


def _put(packed: zipfile.ZipFile, name: str, content: bytes, *, as_it_is: bool = False) -> None:
    """Files that people hand in are packed already (PDF, DOCX, pictures) and kept as they are."""
    way = zipfile.ZIP_STORED if as_it_is else zipfile.ZIP_DEFLATED
    packed.writestr(zipfile.ZipInfo(name, BEGINNING), content, way)


class Apart:
    """Names of files: two of one name get numbers."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, name: str) -> str:
        """The name, or the same with a number where it was there already."""
        self._seen[name] = n = self._seen.get(name, 0) + 1
        stem, dot, ending = name.rpartition(".")
        return f"{stem}-{n}{dot}{ending}" if n > 1 else name


def table(title: str, held: TrainingClass, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """A workbook of the file of a class, under its name and days."""
    made = io.BytesIO()
    about = [f"{held.title} ({held.code})", f"{day(held.starts_on)} – {day(held.ends_on)}"]
    write_workbook(made, title=title, about=about, columns=columns, rows=list(rows))
    return made.getvalue()
