"""The demo province has the leaders that quangnam-7328 prints (Phần I, mục II.2.b); S2, S3, R1.

Every number here is typed from the document; every cell is counted from the written sheet by
plain Python that shares nothing with the product.
"""

from collections import Counter
from collections.abc import Callable

import polars as pl
import pytest

from hientai.demo.domain.province import MERGING_FILE, REGISTER_FILE, UNITS_FILE, province_files
from tests.province import DISTRICTS

Row = dict[str, str]
HEADS = {"Giám đốc sở và tương đương", "Bí thư cấp ủy cấp huyện"}
HEADS |= {"Chủ tịch UBND quận, huyện, thị xã"}
DEPUTIES = {"Phó Giám đốc sở và tương đương", "Phó Bí thư cấp ủy cấp huyện"}
DEPUTIES |= {"Phó Chủ tịch UBND quận, huyện, thị xã"}
BODY_HEADS = {"Trưởng ban Đảng và tương đương", "Người đứng đầu Mặt trận, đoàn thể"}
LEVELS = {
    "Đại học": 0,
    "Thạc sĩ": 1,
    "Chuyên khoa I": 1,
    "Tiến sĩ": 2,
    "Chuyên khoa II": 2,
}
COLUMNS = (
    "Kinh tế phát triển, Tài chính - Ngân hàng, Kế toán, Quản trị kinh doanh, Kinh tế đầu tư, "
    "Quản lý kinh tế | Công nghệ thông tin, Khoa học máy tính, Hệ thống thông tin | Y khoa, "
    "Y tế công cộng, Dược học | Quản lý giáo dục, Giáo dục học, Sư phạm Toán, Sư phạm Ngữ văn, "
    "Sư phạm Vật lý | Quy hoạch vùng và đô thị, Kiến trúc, Quản lý đô thị | Quản lý đất đai, "
    "Quản lý tài nguyên và môi trường, Khoa học môi trường | Nông học, Phát triển nông thôn, "
    "Lâm học, Chăn nuôi - Thú y | Luật, Quản lý công, Hành chính học, Chính sách công"
)
SUBJECTS = {
    name.strip(): column
    for column, listed in enumerate(COLUMNS.split("|"))
    for name in listed.split(",")
}


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, pl.DataFrame]]:
    return province_files()


@pytest.fixture(scope="module")
def leaders(files: dict[str, dict[str, pl.DataFrame]]) -> list[Row]:
    return files[REGISTER_FILE]["Người"].to_dicts()


def group(row: Row) -> int:
    title, unit = row["Chức vụ"], row["Mã đơn vị"]
    local = unit.split("-")[1] in DISTRICTS
    if title in HEADS or (title in BODY_HEADS and not local):
        return 1
    if title in DEPUTIES or (("Phó Trưởng ban" in title or "Cấp phó" in title) and not local):
        return 2
    return 4 if local and not unit.endswith("-TTYT") else 3


def age(row: Row) -> int:
    day, month, year = (int(part) for part in row["Ngày sinh"].split("/"))
    return 2024 - year - ((month, day) > (1, 31))


def band(row: Row) -> int:
    return sum(age(row) >= edge for edge in (40, 45, 50, 55))


def level(row: Row) -> int:
    return LEVELS[row["Trình độ"]]


def subject(row: Row) -> int:
    return SUBJECTS.get(row["Chuyên ngành"], 8)


def counted(rows: list[Row], cell: Callable[[Row], int], columns: int) -> dict[int, list[int]]:
    """One line of figures for each group, and line 0 for all."""
    found = Counter((line, cell(row)) for row in rows for line in (0, group(row)))
    return {line: [found[line, at] for at in range(columns)] for line in range(5)}


def test_table_3_is_met_cell_by_cell(leaders: list[Row]) -> None:
    assert counted(leaders, level, 3) == {
        1: [23, 32, 10],
        2: [64, 82, 4],
        3: [415, 398, 37],
        4: [903, 294, 0],
        0: [1_405, 806, 51],
    }


def test_table_4_is_met_in_its_totals_and_first_two_rows(leaders: list[Row]) -> None:
    table = counted(leaders, band, 5)
    assert table[0] == [259, 521, 648, 367, 467]
    assert table[1] == [1, 2, 17, 16, 29]
    assert table[2] == [6, 13, 57, 40, 34]


def test_groups_3_and_4_of_table_4_stand_as_in_tables_3_and_6(leaders: list[Row]) -> None:
    """Bảng 4 prints 892 and 1.155 where tables 3 and 6 print 850 and 1.197: a conflict (MT.4)."""
    table = counted(leaders, band, 5)
    assert sum(table[3]) == 892 - 42 == 850
    assert sum(table[4]) == 1_155 + 42 == 1_197


def test_table_5_is_met(leaders: list[Row]) -> None:
    young = Counter(level(row) for row in leaders if age(row) < 45)
    assert young == {2: 8, 1: 366, 0: 406}


def test_table_6_is_met_cell_by_cell(leaders: list[Row]) -> None:
    assert counted(leaders, subject, 9) == {
        1: [15, 1, 2, 5, 3, 1, 4, 18, 16],
        2: [39, 2, 4, 8, 6, 3, 10, 51, 27],
        3: [153, 43, 80, 182, 17, 19, 56, 113, 187],
        4: [312, 23, 7, 87, 4, 36, 125, 288, 315],
        0: [519, 69, 93, 282, 30, 59, 195, 470, 545],
    }


def test_from_50_years_on_there_are_not_over_60_percent(leaders: list[Row]) -> None:
    """The text after table 5 says over 60 %; the tables give 36,9 % (SO.4)."""
    older = sum(age(row) >= 50 for row in leaders)
    assert (older, len(leaders)) == (834, 2_262)


def test_the_province_has_18_localities_and_a_file_that_merges_two(
    files: dict[str, dict[str, pl.DataFrame]],
) -> None:
    units = files[UNITS_FILE]["Đơn vị"]
    local = units.filter(pl.col("Loại đơn vị") == "UBND quận, huyện, thị xã")["Mã đơn vị"]
    assert set(local) == {f"QNA-{name}" for name in DISTRICTS}
    merged = files[MERGING_FILE]["Sắp xếp"]
    assert {"QNA-NONGSON", "QNA-NONGSON-TTYT"} <= set(merged["Mã đơn vị"])
    assert set(merged["Mã đơn vị tiếp nhận"]) <= set(units["Mã đơn vị"])


def test_leaders_are_believable(leaders: list[Row]) -> None:
    """Grown up when they began, not past retirement, each code once, doctors of medicine alone
    hold specialist degrees."""
    assert len({row["Mã CBCCVC"] for row in leaders}) == 2_262
    assert all(30 <= age(row) <= 60 for row in leaders)
    assert all(age(row) <= 55 for row in leaders if row["Giới tính"] == "Nữ")
    special = [row for row in leaders if row["Trình độ"].startswith("Chuyên khoa")]
    assert {SUBJECTS[row["Chuyên ngành"]] for row in special} == {2}
    born = {row["Mã CBCCVC"]: int(row["Ngày sinh"][-4:]) for row in leaders}
    began = [row for row in leaders if row["Ngày bắt đầu công tác"]]
    assert all(
        int(row["Ngày bắt đầu công tác"][-4:]) - born[row["Mã CBCCVC"]] >= 21 for row in began
    )


def test_the_same_seed_makes_the_same_province() -> None:
    one, two = province_files(5), province_files(5)
    assert one[REGISTER_FILE]["Người"].equals(two[REGISTER_FILE]["Người"])
    assert not one[REGISTER_FILE]["Người"].equals(province_files(6)[REGISTER_FILE]["Người"])
