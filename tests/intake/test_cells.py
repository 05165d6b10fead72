"""P3: dates as Vietnamese write them, names in any form, words of the catalogues, by column."""

import unicodedata
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.intake.domain import cells, register
from hientai.intake.domain.cells import Column
from hientai.intake.domain.table import heading_row, letters, matcher, parse, read_distinct
from hientai.shared import vocabulary as words
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW, numbered

NAMES = ("Nguyễn Thị Ánh Tuyết", "Đặng Văn Dũng", "Lê Hoàng Phước", "Trần Thị Quỳnh Như")


def raw(*rows):
    """Rows of texts as a reader of files gives them."""
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = {str(at): pl.String for at in range(width)}
    return numbered(pl.DataFrame(padded, schema=columns, orient="row"))


@given(st.dates(date(1940, 1, 1), date(2030, 12, 31)), st.sampled_from(["/", "-", ".", " / "]))
def test_a_day_is_read_whatever_the_mark_between_its_parts(day, mark):
    written = mark.join([str(day.day), f"{day.month:02d}", str(day.year)])
    assert cells.day(written) == (day, "day")


@given(st.dates(date(1940, 1, 1), date(2030, 12, 31)))
def test_an_excel_serial_is_the_day_counted_from_its_epoch(day):
    serial = (day - date(1899, 12, 30)).days
    assert cells.day(str(serial)) == (day, "day")
    assert cells.day(f"{day.isoformat()} 00:00:00") == (day, "day")
    assert date(1899, 12, 30) + timedelta(days=serial) == day


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["NFC", "NFD"]),
    st.booleans(),
    st.integers(1, 4),
)
def test_a_name_is_the_same_in_any_unicode_form_case_and_spacing(name, form, upper, blanks):
    written = name.upper() if upper else name
    written = unicodedata.normalize(form, f" {(' ' * blanks).join(written.split())} ")
    assert cells.name(written) == name


def test_a_year_alone_keeps_that_only_the_year_is_known():
    assert cells.day("1980") == (date(1980, 1, 1), "year")
    assert cells.day("6/1980") == (date(1980, 6, 1), "month")


@pytest.mark.parametrize("text", ["31/02/1980", "1/6/80", "hôm qua", "32/1/1990", "0000"])
def test_a_day_that_never_was_is_refused_with_how_to_write_one(text):
    with pytest.raises(Refused) as refused:
        cells.day(text)
    assert "01/06/1980" in refused.value.remedy


def test_a_catalogue_takes_codes_labels_and_words_without_accents():
    read = cells.one_of(words.RATINGS)
    assert (
        read("good") == read("Hoàn thành tốt nhiệm vụ") == read("HOAN THANH TOT NHIEM VU") == "good"
    )
    with pytest.raises(Refused, match="không có trong danh mục"):
        read("rất tốt")


def test_several_fields_are_kept_in_one_order_however_they_are_written():
    read = cells.several_of(words.FIELDS)
    assert read("Văn phòng; Công nghệ thông tin") == read("it;office")


def test_headings_are_known_without_accents_in_any_order_and_below_a_title():
    table = parse(
        "Người",
        raw(
            ["DANH SÁCH CÁN BỘ"],
            [],
            ["ghi chú", "HO VA TEN", "Ma  cbccvc", "ngày sinh"],
            ["x", "LÊ THỊ HOA", "cb 01", "1975"],
        ),
        register.COLUMNS,
        register.match,
    )
    assert table.frame.select(ROW, "code", "name").rows() == [(4, "CB01", "Lê Thị Hoa")]
    assert table.ignored == ("ghi chú",)


def test_a_file_without_a_needed_column_says_which_one_is_missing():
    with pytest.raises(Refused, match="Họ và tên"):
        parse("Người", raw(["Mã CBCCVC", "Ngày sinh"], ["1", "2"]), register.COLUMNS)


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(Refused, match="lặp lại"):
        parse("Người", raw(["Mã CBCCVC", "Họ tên", "Họ và tên"], ["1"]), register.COLUMNS)


def test_a_rating_of_any_year_is_a_column_of_its_own():
    assert register.match("Xếp loại năm 2021").key == "rating_2021"
    assert register.match("xep loai 2019").key == "rating_2019"
    assert register.match("Xếp loại") is None


def test_a_wrong_cell_is_told_with_its_place_value_reason_and_remedy():
    table = parse(
        "Người",
        raw(["Mã CBCCVC", "Họ và tên", "Ngày sinh"], ["A1", "Lê Hoa", "31/2/1990"]),
        register.COLUMNS,
    )
    note = table.notes.row(0, named=True)
    assert (note["sheet"], note["row"], note["cell"], note["column"], note["value"]) == (
        "Người",
        2,
        "C2",
        "Ngày sinh",
        "31/2/1990",
    )
    assert note["reason"] and note["remedy"]


def test_a_stated_word_clears_and_a_blank_cell_does_not():
    column = Column("x", "X", cells.text)
    answers = read_distinct(pl.Series("text", ["xóa", "xoá", "(trống)", "chữ"]), column)
    assert answers["clear"].to_list() == [True, True, True, False]
    assert read_distinct(pl.Series("text", ["xóa"]), Column("x", "X", cells.text, clearable=False))[
        "value"
    ].to_list() == ["xóa"]


def test_the_example_row_of_the_template_is_never_read():
    table = parse(
        "Người",
        raw(["Mã CBCCVC", "Họ và tên"], ["Ví dụ", "Nguyễn Văn An"], ["A1", "Lê Hoa"]),
        register.COLUMNS,
    )
    assert table.frame["code"].to_list() == ["A1"]


def test_column_letters_are_those_of_excel():
    assert [letters(at) for at in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_the_row_with_most_known_headings_is_the_row_of_headings():
    match = matcher(register.COLUMNS)
    row, headings, found = heading_row(raw(["Tên"], ["Mã CBCCVC", "Họ và tên"]), match)
    assert (row, len(headings), len(found)) == (2, 2, 2)
