"""The sheet «Đơn vị» (O1): headings in any order, every wrong cell with its row and reason."""

from datetime import date

import pytest

from hientai.organisations.domain.sheet import headings, read_row, refuse_wrong, wrong_between
from hientai.shared.refused import Refused

GOOD = {
    "code": "h-donganh",
    "name": "UBND  huyện Đông Anh",
    "unit_type": "UBND quận, huyện, thị xã",
    "kind": "Huyện",
    "parent": "HN",
    "bloc": "",
    "since": "01/01/2010",
    "until": "",
    "planned_urban": "Có",
}


def test_headings_are_known_without_accents_and_in_any_order():
    """O1: the columns are known by their Vietnamese headings."""
    found = headings(["TEN DON VI", "Ghi chú", "ma don vi", "Từ ngày", "Loại đơn vị"])
    assert found == {0: "name", 2: "code", 3: "since", 4: "unit_type"}


def test_a_sheet_without_a_needed_heading_is_refused_by_name():
    with pytest.raises(Refused, match="thiếu cột Mã đơn vị, Từ ngày"):
        headings(["Tên đơn vị", "Loại đơn vị"])


def test_labels_are_read_as_codes_and_a_blank_end_means_the_unit_lives():
    row, wrong = read_row(2, GOOD)
    assert wrong == []
    assert row is not None
    assert (row.code, row.name) == ("H-DONGANH", "UBND huyện Đông Anh")
    assert (row.unit_type, row.kind, row.bloc) == ("district", "rural_district", "state")
    assert (row.since, row.until, row.planned_urban) == (date(2010, 1, 1), None, True)


def test_the_last_day_of_a_unit_is_a_day_it_still_exists():
    """O2: «Đến ngày» is the last day; the unit is no more from the day after."""
    row, _ = read_row(2, GOOD | {"until": "30/06/2025"})
    assert row is not None
    assert row.until == date(2025, 7, 1)


def test_each_wrong_cell_is_named_with_row_column_value_and_reason():
    bad = {"name": "", "since": "2010", "unit_type": "hội quán", "planned_urban": "chắc thế"}
    row, wrong = read_row(7, GOOD | bad)
    assert row is None
    assert {(cell.row, cell.column) for cell in wrong} == {
        (7, "Tên đơn vị"),
        (7, "Từ ngày"),
        (7, "Loại đơn vị"),
        (7, "Có kế hoạch thành quận"),
    }
    assert "Dòng 7, cột Loại đơn vị «hội quán»: không có trong danh mục" in map(str, wrong)


def test_rows_are_checked_against_each_other():
    """O1: one code once, every parent known, nobody under itself."""
    rows = [
        read_row(at, GOOD | {"code": code, "parent": parent})[0]
        for at, (code, parent) in enumerate(
            [("A", "HN"), ("A", "HN"), ("B", "LA"), ("C", "D"), ("D", "C")], start=2
        )
    ]
    wrong = wrong_between([row for row in rows if row], {"HN": None})
    assert [(cell.row, cell.why) for cell in wrong] == [
        (3, "đã có ở dòng trước"),
        (4, "không có trong tệp và chưa có trong hệ thống"),
        (5, "đơn vị nằm dưới chính nó"),
        (6, "đơn vị nằm dưới chính nó"),
    ]


def test_a_sheet_with_a_wrong_cell_is_refused_whole():
    _, wrong = read_row(7, GOOD | {"name": ""})
    with pytest.raises(Refused, match="Dòng 7, cột Tên đơn vị: không được để trống"):
        refuse_wrong(wrong)
