"""A chart shows the parts of each row as they are, and says them in words (R1, R6)."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from hientai.webkit.cells import Column
from hientai.webkit.charts import chart_of
from hientai.webkit.workbook import write_workbook

TITLES = ["Đại học", "Thạc sĩ", "Tiến sĩ"]


def test_the_parts_of_a_bar_follow_each_other_and_fill_it() -> None:
    """1, 2 and 1 of 4: a quarter, a half, a quarter."""
    chart = chart_of(TITLES, [("Nhóm 1", [1, 2, 1])])
    assert chart is not None
    [bar] = chart.bars
    assert [(p.start, p.width) for p in bar.parts] == [
        ("0.00%", "25.00%"),
        ("25.00%", "50.00%"),
        ("75.00%", "25.00%"),
    ]
    assert bar.total == 4


def test_a_bar_says_its_parts_with_number_and_share() -> None:
    chart = chart_of(TITLES, [("Nhóm 1", [23, 32, 10])])
    assert chart is not None
    assert chart.bars[0].reading.replace("\N{NO-BREAK SPACE}", " ") == (
        "Nhóm 1: Đại học 23 (35,4 %); Thạc sĩ 32 (49,2 %); Tiến sĩ 10 (15,4 %)"
    )


def test_a_part_of_nobody_is_not_drawn_but_keeps_the_colours_of_the_others() -> None:
    chart = chart_of(TITLES, [("Nhóm 4", [903, 0, 294])])
    assert chart is not None
    assert [part.colour for part in chart.bars[0].parts] == [1, 3]


def test_one_count_a_row_is_as_long_as_it_is_large() -> None:
    """Of a single column there are no parts: the longest row fills the room, nothing is named."""
    chart = chart_of(["Số lượng"], [("Tiến sĩ", [390]), ("Tổng", [780])])
    assert chart is not None and chart.titles == ()
    assert [bar.parts[0].width for bar in chart.bars] == ["50.00%", "100.00%"]


@pytest.mark.parametrize("counts", [[], [0, 0, 0]])
def test_nobody_counted_is_no_chart(counts: list[int]) -> None:
    assert chart_of(TITLES, [("Nhóm 1", counts)]) is None


def test_the_workbook_holds_a_chart_of_its_own_columns() -> None:
    """A native one, that follows the cells when they are changed."""
    file = BytesIO()
    columns = [Column("dong", "Đối tượng", lambda row: row[0])] + [
        Column(title, title, lambda row, at=at: row[1][at], number=True)
        for at, title in enumerate(TITLES)
    ]
    chart = {"type": "bar_percent_stacked", "series": TITLES, "categories": "Đối tượng"}
    rows = [("Nhóm 1", [23, 32, 10]), ("Nhóm 2", [64, 82, 4])]
    write_workbook(file, title="Bảng 3", about=["x"], columns=columns, rows=rows, charts=[chart])
    with ZipFile(file) as book:
        drawn = book.read("xl/charts/chart1.xml").decode()
    for letter in "BCD":
        assert f"'Danh sách'!${letter}$5:${letter}$6" in drawn
    assert "'Danh sách'!$A$5:$A$6" in drawn
