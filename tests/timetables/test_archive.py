"""The file of a class: everything in it or named as left out, whatever its size (C4)."""

import hashlib
import io
import zipfile
from datetime import date

import pytest

from hientai.timetables.domain.files import Piece
from hientai.timetables.papers import archive

REPORT = b"%PDF-1.7 bao cao thu hoach"


def packed(*pieces: Piece, most: int) -> zipfile.ZipFile:
    made = io.BytesIO()
    archive(f"Lớp {date(2024, 6, 1):%d/%m/%Y}", pieces, made, most=most)
    return zipfile.ZipFile(made)


def read(name: str) -> bytes:
    pytest.fail(f"{name} was read though it is left out")


def test_files_handed_in_are_read_one_by_one_and_those_too_many_are_named() -> None:
    said = {"size": len(REPORT), "later": lambda: REPORT}
    whole = packed(
        Piece("1-lop/thong-tin.json", b"{}" * 100),
        Piece("7/an.pdf", **said),
        Piece("7/an.pdf", **said),
        Piece("7/binh.pdf", size=10**9, later=lambda: read("7/binh.pdf")),
        most=2 * len(REPORT),
    )
    assert whole.testzip() is None
    assert whole.namelist() == [
        "1-lop/thong-tin.json",
        "7/an.pdf",
        "7/an-2.pdf",
        "MUC-LUC.txt",
    ]
    assert whole.read("7/an-2.pdf") == REPORT
    listed, left = whole.read("MUC-LUC.txt").decode("utf-8-sig").split("Không kèm theo")
    assert f"{hashlib.sha256(REPORT).hexdigest()}  7/an-2.pdf" in listed
    assert "binh" not in listed and "1000000000  7/binh.pdf" in left
