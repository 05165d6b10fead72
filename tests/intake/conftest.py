"""A city with two departments, and files as departments send them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit
from tests.departments import founded

FOUNDED, ON = date(2000, 1, 1), date(2024, 6, 1)
Row = Mapping[str, object]


@pytest.fixture(autouse=True)
def fixed_day(settings) -> None:
    """The clock stands on the day the files speak of."""
    settings.HIENTAI_TODAY = "2024-06-01"


@pytest.fixture
def units(sees_all) -> dict[str, Unit]:
    """The city, two departments, a centre under the first."""
    return founded(FOUNDED)


@pytest.fixture
def officer(units) -> User:
    """The officer of the department of home affairs: sees it and what stands under it."""
    user = User.objects.create(
        username="canbo.snv", name="Cán bộ Sở Nội vụ", password=make_password("mat-khau-thu-12")
    )
    RoleAssignment.objects.create(
        user=user, role="unit_officer", unit=units["SNV"], period=DateRange(date(2020, 1, 1), None)
    )
    return user


def person(code: str, **said: object) -> dict[str, object]:
    """One good row of the sheet Người, with some cells said otherwise."""
    row: dict[str, object] = {
        "Mã CBCCVC": code,
        "Họ và tên": "Nguyễn Văn An",
        "Ngày sinh": "01/06/1980",
        "Giới tính": "Nam",
        "Mã đơn vị": "SNV",
        "Loại": "Công chức",
        "Chức vụ": "Trưởng phòng",
        "Từ ngày": "01/03/2018",
        "Ngạch": "Chuyên viên",
        "Trình độ": "Đại học",
        "Ngày cấp bằng": "2002",
        "Ngày bắt đầu công tác": "01/09/2003",
        "Xếp loại 2023": "Hoàn thành tốt nhiệm vụ",
    }
    return row | said


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of the given sheets (rows of cells by heading) and gives its path."""

    def write(sheets: Mapping[str, Sequence[Row]] | Sequence[Row], name: str = "tep.xlsx") -> Path:
        pages = sheets if isinstance(sheets, Mapping) else {"Người": sheets}
        target = xlsxwriter.Workbook(tmp_path / name, {"default_date_format": "dd/mm/yyyy"})
        for title, rows in pages.items():
            page = target.add_worksheet(title)
            headings = list(dict.fromkeys(key for row in rows for key in row))
            page.write_row(0, 0, headings)
            for at, row in enumerate(rows, start=1):
                for column, heading in enumerate(headings):
                    page.write(at, column, row.get(heading))
        target.close()
        return tmp_path / name

    return write
