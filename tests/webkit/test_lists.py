"""Lists keep filter, order and page in the address and download what is filtered (R6, N2)."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.http import Http404
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from hientai.webkit.lists import Badge, Column, Filter, Link, ListPage


@dataclass
class Official:
    name: str
    born: date | None
    turns: int | None


class Reader:
    """A user with the permissions it is given."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str) -> bool:
        return permission in self.permissions


PEOPLE = [
    Official("Lê Thị Cúc", None, 3),
    Official("=cmd|' /C calc'!A0", date(1980, 2, 29), None),
    Official("Đặng Văn Dũng", date(1983, 7, 1), 1),
]
COLUMNS = [
    Column("name", "Họ và tên", lambda p: Link(p.name, "/nguoi/1/"), sort="name"),
    Column("born", "Ngày sinh", lambda p: p.born, sort="born"),
    Column("turns", "Lượt", lambda p: p.turns, number=True, sort="turns"),
    Column("mark", "Xét", lambda p: Badge("đủ", "good"), only_page=True),
    Column("code", "Mã", lambda p: f"M{len(p.name)}", only_download=True),
]
WITH_TURNS = Filter(
    "lop", "Đã học", (("co", "Có"),), apply=lambda rows, value: [r for r in rows if r.turns]
)


def page_at(address: str, *, user: Reader | None = None, **more: object) -> ListPage:
    request = RequestFactory().get(address)
    request.on, request.user = date(2024, 6, 1), user or Reader()
    options = {"columns": COLUMNS, "rows": PEOPLE, "title": "Danh sách người"} | more
    return ListPage(request, **options)


def names(page: ListPage) -> list[str]:
    return [line[0][1].text for line in page.lines]


def test_the_address_orders_rows_and_unknown_values_come_last_both_ways() -> None:
    assert names(page_at("/?xep=turns"))[:2] == ["Đặng Văn Dũng", "Lê Thị Cúc"]
    assert names(page_at("/?xep=-turns"))[:2] == ["Lê Thị Cúc", "Đặng Văn Dũng"]
    assert names(page_at("/?xep=-turns"))[2].startswith("=cmd")


def test_an_order_by_something_that_is_no_column_is_ignored() -> None:
    assert names(page_at("/?xep=password")) == [p.name for p in PEOPLE]


def test_a_filter_narrows_the_rows_and_shows_as_a_chip_that_takes_it_away() -> None:
    page = page_at("/?lop=co&xep=name&trang=1", filters=[WITH_TURNS])
    assert page.total == 2
    assert [(chip.reading, chip.without) for chip in page.chips] == [("Có", "?xep=name")]


def test_a_value_outside_the_choices_filters_nothing() -> None:
    page = page_at("/?lop=' OR 1=1", filters=[WITH_TURNS])
    assert page.total == 3
    assert not page.chips


def test_the_filter_form_carries_the_order_along_but_not_the_page() -> None:
    page = page_at("/?lop=co&xep=-name&trang=1", filters=[WITH_TURNS])
    assert page.kept == [("xep", "-name")]


def test_pages_are_cut_and_named_by_their_rows() -> None:
    page = page_at("/?trang=2", per_page=2)
    assert names(page) == ["Đặng Văn Dũng"]
    assert (page.pager.first_row, page.pager.last_row, page.pager.total) == (3, 3, 3)
    assert (page.pager.previous, page.pager.next) == ("?trang=1", "")


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "²", "1e3"])
def test_a_page_that_does_not_exist_is_not_found(number: str) -> None:
    with pytest.raises(Http404):
        _ = page_at(f"/?trang={number}", per_page=2).pager


def test_only_the_rows_of_one_page_are_dressed() -> None:
    seen: list[int] = []

    def dress(rows: list[Official]) -> list[Official]:
        seen.append(len(rows))
        return rows

    assert len(page_at("/", per_page=2, dress=dress).lines) == 2
    assert seen == [2]


def downloaded(page: ListPage) -> list[list[object]]:
    content = b"".join(page.workbook().streaming_content)
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_workbook_holds_all_filtered_rows_with_days_and_numbers_as_such() -> None:
    rows = downloaded(page_at("/?lop=co&xep=name", per_page=1, filters=[WITH_TURNS]))
    assert rows[0][0] == "Danh sách người"
    assert [row[0] for row in rows[1:4]] == ["Tại ngày 01/06/2024", "2 dòng", "Đã học: Có"]
    assert rows[5] == ["Họ và tên", "Ngày sinh", "Lượt", "Mã"]
    assert rows[6:] == [
        ["Lê Thị Cúc", "", 3.0, "M10"],
        ["Đặng Văn Dũng", date(1983, 7, 1), 1.0, "M13"],
    ]


def test_a_name_that_looks_like_a_formula_stays_a_text_in_the_workbook() -> None:
    rows = downloaded(page_at("/"))
    assert "=cmd|' /C calc'!A0" in [row[0] for row in rows]


def test_a_list_that_has_no_columns_yet_has_no_workbook() -> None:
    """It has nothing to write, and no width in which a title could be broken."""
    page = page_at("/?tai=xlsx", columns=[], rows=[])
    assert page.download_address == ""
    with pytest.raises(Http404):
        page.workbook()


def test_the_workbook_is_not_there_for_a_user_without_its_permission() -> None:
    with pytest.raises(Http404):
        page_at("/?tai=xlsx", download="people:export").workbook()
    allowed = page_at("/", download="people:export", user=Reader("people:export"))
    assert allowed.download_address == "?tai=xlsx"
