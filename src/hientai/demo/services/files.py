"""Write the workbooks of a city, as a department would hold them."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import rustpy_xlsxwriter

from hientai.demo.domain.city import SEED, city
from hientai.demo.domain.figures import PEOPLE
from hientai.demo.domain.files import Sheets, files
from hientai.demo.domain.province import SEED as PROVINCE_SEED
from hientai.demo.domain.province import province_files
from hientai.shared.refused import Refused

LEAST_PEOPLE = 200


def write_files(
    *, folder: Path, people: int = PEOPLE, seed: int = SEED, tell: Callable[[str], object] = str
) -> list[Path]:
    """Write the workbooks of a city of so many people; the same seed writes the same cells."""
    if not LEAST_PEOPLE <= people <= PEOPLE:
        raise Refused(
            f"Không tạo được bộ dữ liệu mẫu {people} người",
            why=f"số người phải từ {LEAST_PEOPLE} đến {PEOPLE}",
            remedy="Chọn số khác với --people.",
        )
    return _write_all(folder, files(city(seed, people), seed), tell)


def write_province(
    *, folder: Path, seed: int = PROVINCE_SEED, tell: Callable[[str], object] = str
) -> list[Path]:
    """Write the workbooks of the province; the same seed writes the same cells."""
    return _write_all(folder, province_files(seed), tell)


def _write_all(folder: Path, books: dict[str, Sheets], tell: Callable[[str], object]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, sheets in books.items():
        written.append(_write(folder / name, sheets))
        tell(name)
    return written


def _write(path: Path, sheets: dict[str, pl.DataFrame]) -> Path:
    """One workbook, whole or not at all; texts are shared as Excel itself stores them."""
    part = path.with_suffix(".part")
    with part.open("wb") as target:
        rustpy_xlsxwriter.write_worksheets(
            list(sheets.items()),
            target,
            freeze_panes={"general": {"row": 1, "col": 0}},
            column_width={"general": 18.0},
            dedupe_strings={"general": True},
        )
    return part.replace(path)
