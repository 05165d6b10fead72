"""A filled list is taken whole or not at all; each error has its row and column (C2)."""

import pytest

from hientai.attendance.domain.entries import Entry, Known, read_sheet
from hientai.shared.refused import Refused

KNOWN = [
    Known(11, "CB-01", "Trần Thị Bích", "unmarked"),
    Known(12, "CB-02", "Lê Văn Cường", "unmarked"),
    Known(13, "K13", "Phạm Thị Lan", "excused"),
]
HEAD = (3, ["Mã", "Họ và tên", "Nơi công tác", "Điểm danh", "Số tiết vắng"])


def rows(*told: list[str | None]) -> list[tuple[int, list[str | None]]]:
    return [(1, ["Điểm danh lớp", None]), HEAD, *enumerate(told, start=4)]


def test_states_are_read_in_words_and_by_their_signs() -> None:
    found = read_sheet(
        rows(
            ["CB-01", "Trần Thị Bích", "Sở Tài chính", "Đến muộn", "1"],
            ["cb-02", None, None, "V", None],
            ["K13", "Phạm Thị Lan", None, "nghỉ có phép", None],
            [None, None, None, None, None],
        ),
        KNOWN,
        4,
    )
    assert found == [Entry(11, "late", 1), Entry(12, "absent")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["CB-99", None, None, "x", None], "Dòng 4, cột “Mã”"),
        (["CB-01", "Lê Văn Cường", None, "x", None], "Dòng 4, cột “Họ và tên”"),
        (["CB-01", None, None, "ốm", None], "Dòng 4, cột “Điểm danh”"),
        (["CB-01", None, None, "nghỉ có phép", None], "Dòng 4, cột “Điểm danh”"),
        (["CB-01", None, None, "M", "5"], "Dòng 4, cột “Số tiết vắng”"),
        (["CB-01", None, None, "V", "2"], "Dòng 4, cột “Số tiết vắng”"),
        (["CB-01", None, None, "M", "-1"], "Dòng 4, cột “Số tiết vắng”"),
    ],
)
def test_an_error_is_told_with_row_and_column_and_nothing_is_taken(
    row: list[str | None], told: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(rows(row, ["CB-02", None, None, "x", None]), KNOWN, 4)
    assert told in str(refused.value) and "1 lỗi" in str(refused.value)


def test_every_error_is_told_at_once_and_a_learner_stands_once() -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(rows(["CB-01", None, None, "x", None], ["CB-01", None, None, "v", None],
                        ["CB-77", None, None, "v", None]), KNOWN, 4)  # fmt: skip
    assert "Dòng 5" in str(refused.value) and "Dòng 6" in str(refused.value)


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(Refused, match="Không thấy cột"):
        read_sheet([(1, ["Họ và tên", "Có mặt"])], KNOWN, 4)
