"""Register workbooks for the journeys: one with ten planted errors, and the same one mended."""

from pathlib import Path

import xlsxwriter

HEADINGS = (
    "Mã CBCCVC",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Mã đơn vị",
    "Loại",
    "Chức vụ",
    "Lĩnh vực",
    "Từ ngày",
    "Ngạch",
    "Trình độ",
    "Ngày bắt đầu công tác",
    "Ngày hết tập sự",
    "Diện BTV quản lý",
    "Xếp loại 2022",
    "Xếp loại 2023",
)
GOOD = {
    "Giới tính": "Nam",
    "Mã đơn vị": "STC",
    "Loại": "Công chức",
    "Chức vụ": "Phó trưởng phòng",
    "Lĩnh vực": "Tài chính – kế hoạch – đầu tư",
    "Từ ngày": "01/03/2020",
    "Ngạch": "Chuyên viên",
    "Trình độ": "Đại học",
    "Ngày bắt đầu công tác": "01/09/2012",
    "Ngày hết tập sự": "01/09/2013",
    "Diện BTV quản lý": "Không",
    "Xếp loại 2022": "Hoàn thành tốt nhiệm vụ",
    "Xếp loại 2023": "Hoàn thành xuất sắc nhiệm vụ",
}
NAMES = (
    "Nguyễn Văn Khoa",
    "Trần Thị Lan",
    "Lê Minh Mai",
    "Phạm Quốc Nam",
    "Vũ Thu Oanh",
    "Đỗ Văn Phúc",
    "Bùi Thị Quyên",
    "Hoàng Minh Sơn",
    "Ngô Thị Thảo",
    "Dương Văn Uy",
    "Lý Thị Vân",
    "Mai Văn Xuân",
)
PLANTED = {
    0: {"Ngày sinh": "31/02/1980"},
    1: {"Giới tính": "Khác"},
    2: {"Mã đơn vị": "SYT"},
    3: {"Mã đơn vị": "KHONGCO"},
    4: {"Loại": "Thực tập sinh"},
    5: {"Mã CBCCVC": "HN-000101"},
    6: {"Mã CBCCVC": ""},
    7: {"Từ ngày": "01/01/2031"},
    8: {"Xếp loại 2023": "Giỏi quá"},
    9: {"Ngạch": "Ngạch lạ"},
}
"""Row by row, what is wrong in it: ten errors in ten rows; two rows are right."""


def register(path: Path, *, mended: bool) -> Path:
    """Write the workbook: twelve new officials of the department of finance."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Người")
        sheet.write_row(0, 0, HEADINGS)
        for at, name in enumerate(NAMES):
            row = GOOD | {
                "Mã CBCCVC": f"HN-{101 + at:06d}",
                "Họ và tên": name,
                "Ngày sinh": f"{at + 1:02d}/04/{1980 + at}",
            }
            row |= {} if mended else PLANTED.get(at, {})
            sheet.write_row(at + 1, 0, [row[heading] for heading in HEADINGS])
    return path
