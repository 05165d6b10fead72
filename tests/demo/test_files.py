"""The files of the demo are the workbooks a department would hold; P3."""

from pathlib import Path

import fastexcel
import polars as pl
import pytest
from click.testing import CliRunner

from hientai.demo.cli import demo
from hientai.demo.services import write_files
from hientai.shared.refused import Refused

PEOPLE_HEADINGS = (
    "Mã CBCCVC, Họ và tên, Ngày sinh, Giới tính, Dân tộc, Mã đơn vị, Đơn vị, Loại, Chức vụ, "
    "Chức vụ tương đương, Vị trí việc làm, Phòng/bộ phận, Lĩnh vực, Từ ngày, Ngạch, Hạng CDNN, "
    "Trình độ, Chuyên ngành, Ngày cấp bằng, Ngày bắt đầu công tác, Ngày hết tập sự, "
    "Lý luận chính trị, Ngoại ngữ, Tin học, Diện BTV quản lý, Ngày nghỉ hưu, "
    "Xếp loại 2021, Xếp loại 2020, Xếp loại 2019"
)
HEADINGS = {
    "Đơn vị": "Mã đơn vị, Tên đơn vị, Loại đơn vị, Phân loại, Mã đơn vị cấp trên, Khối, Từ ngày, "
    "Đến ngày, Có kế hoạch thành quận",
    "Người": PEOPLE_HEADINGS,
    "Chức vụ": "Mã CBCCVC, Loại chức vụ, Mã đơn vị, Chức vụ, Vị trí việc làm, Lĩnh vực, Từ ngày, "
    "Đến ngày",
    "Bằng cấp": "Mã CBCCVC, Trình độ, Chuyên ngành, Nơi cấp, Nước ngoài, Ngày cấp bằng",
    "Xếp loại": "Mã CBCCVC, Năm, Xếp loại",
    "Kỷ luật": "Mã CBCCVC, Hình thức, Từ ngày, Đến ngày, Số quyết định",
    "Quy hoạch": "Mã CBCCVC, Chức vụ quy hoạch, Lĩnh vực, Từ ngày, Đến ngày",
    "Đã học": "Mã CBCCVC, Đề án, Mã chỉ tiêu, Chương trình, Từ ngày, Đến ngày, Kết quả, Nơi học, "
    "Nguồn kinh phí, Số chứng chỉ",
    "Sắp xếp": "Việc, Mã đơn vị, Mã đơn vị tiếp nhận, Tên đơn vị, Loại đơn vị, Phân loại, "
    "Mã đơn vị cấp trên",
}


def book(path: Path) -> dict[str, pl.DataFrame]:
    reader = fastexcel.read_excel(path)
    return {
        name: reader.load_sheet(name, dtypes="string").to_polars() for name in reader.sheet_names
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    done = CliRunner().invoke(demo, ["files", "--out", str(out), "--people", "600"])
    assert done.exit_code == 0, done.output
    return out


def test_every_sheet_has_the_headings_of_the_template(folder: Path) -> None:
    sheets: dict[str, pl.DataFrame] = {}
    for path in sorted(folder.glob("*.xlsx"), reverse=True):  # the register's Người goes last
        if path.name.startswith("cap-nhat"):
            sheets = book(path) | sheets
        else:
            sheets |= book(path)
    assert {name: ", ".join(frame.columns) for name, frame in sheets.items()} == HEADINGS


def test_the_file_holds_as_many_people_as_asked_for(folder: Path) -> None:
    people = book(folder / "ho-so-19-05-2022.xlsx")["Người"]
    assert len(people) == 600
    assert people["Loại"].null_count() == 0


def test_no_half_written_file_is_left(folder: Path) -> None:
    assert len(list(folder.iterdir())) == len(list(folder.glob("*.xlsx"))) == 6


def test_more_people_than_the_city_has_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="từ 200 đến 140408"):
        write_files(folder=tmp_path, people=140_409)
