"""Import of the list of units (O1): all or nothing, the same file again changes nothing."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from hientai.organisations import queries
from hientai.organisations.domain.sheet import COLUMNS
from hientai.organisations.models import Unit, UnitEvent
from hientai.organisations.services import UnitImport, import_units
from hientai.shared.refused import Refused

DAY = date(2024, 6, 1)
HEADINGS = list(COLUMNS.values())
CITY = ["HN", "UBND TP Hà Nội", "city", "", "", "", date(2010, 1, 1), "", ""]
DISTRICT = [
    "H-DONGANH",
    "UBND huyện Đông Anh",
    "UBND quận, huyện, thị xã",
    "Huyện",
    "HN",
    "",
    "1/1/2010",
    "",
    "Có",
]
COMMUNE = ["X001", "UBND xã Cổ Loa", "commune", "Xã", "H-DONGANH", "", "01/01/2010", "", ""]


def book(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Đơn vị")
        for at, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(at, 0, row)
    return path


def test_sub_units_may_stand_before_the_units_above_them(sees_all, tmp_path):
    done = import_units(actor=None, path=book(tmp_path / "a.xlsx", [COMMUNE, DISTRICT, CITY]))
    assert done == UnitImport(new=3)
    unit = queries.unit_on("X001", DAY)
    assert (unit.path[0], unit.organ_code, unit.planned_urban) == (
        "UBND TP Hà Nội",
        "H-DONGANH",
        True,
    )


def test_the_same_file_again_changes_nothing(sees_all, tmp_path):
    """P3's promise holds for units too."""
    path = book(tmp_path / "a.xlsx", [CITY, DISTRICT, COMMUNE])
    import_units(actor=None, path=path)
    assert import_units(actor=None, path=path) == UnitImport(same=3)
    assert Unit.objects.count() == 3


def test_a_later_row_of_a_unit_is_its_next_version(sees_all, tmp_path):
    """O2: the name before stays for the days before."""
    import_units(actor=None, path=book(tmp_path / "a.xlsx", [CITY, DISTRICT, COMMUNE]))
    renamed = [
        "X001",
        "UBND phường Cổ Loa",
        "commune",
        "Phường",
        *COMMUNE[4:6],
        "01/01/2024",
        "",
        "",
    ]
    assert import_units(actor=None, path=book(tmp_path / "b.xlsx", [renamed])).changed == 1
    assert queries.unit_on("X001", date(2023, 12, 31)).name == "UBND xã Cổ Loa"
    assert queries.unit_on("X001", date(2024, 1, 1)).name == "UBND phường Cổ Loa"
    assert UnitEvent.objects.get().kind == "rename"


def test_a_last_day_ends_the_unit(sees_all, tmp_path):
    import_units(actor=None, path=book(tmp_path / "a.xlsx", [CITY, DISTRICT, COMMUNE]))
    ended = [*COMMUNE[:7], "30/06/2024", ""]
    assert import_units(actor=None, path=book(tmp_path / "b.xlsx", [ended])).ended == 1
    assert queries.unit_on("X001", date(2024, 6, 30)) is not None
    assert queries.unit_on("X001", date(2024, 7, 1)) is None


def test_a_file_with_wrong_cells_is_refused_whole_with_every_cell_named(sees_all, tmp_path):
    wrong = ["X002", "UBND xã Dục Tú", "xã", "Xã", "KHONG-CO", "", "hôm qua", "", ""]
    with pytest.raises(Refused) as refused:
        import_units(actor=None, path=book(tmp_path / "a.xlsx", [CITY, wrong]))
    assert "Dòng 3, cột Từ ngày «hôm qua»" in refused.value.why
    assert not Unit.objects.exists()


def test_an_unknown_unit_above_is_named(sees_all, tmp_path):
    with pytest.raises(Refused, match="Dòng 2, cột Mã đơn vị cấp trên «HN»"):
        import_units(actor=None, path=book(tmp_path / "a.xlsx", [DISTRICT]))


def test_a_csv_with_semicolons_is_read(sees_all, tmp_path):
    path = tmp_path / "a.csv"
    lines = [HEADINGS, ["HN", "UBND TP Hà Nội", "Tỉnh", "", "", "", "1/1/2010", "", ""]]
    lines[1][2] = "city"
    path.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8-sig")
    assert import_units(actor=None, path=path).new == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html></html>"])
def test_a_file_of_the_wrong_kind_is_refused_in_words(sees_all, tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused, match="Không đọc được tệp a.xlsx"):
        import_units(actor=None, path=path)


def test_three_thousand_units_come_in_a_few_queries(
    sees_all, tmp_path, django_assert_max_num_queries
):
    """The whole register of a city is one short job."""
    rows = [CITY, DISTRICT, *([f"X{n:04}", *COMMUNE[1:]] for n in range(3_300))]
    path = book(tmp_path / "a.xlsx", rows)
    with django_assert_max_num_queries(40):
        assert import_units(actor=None, path=path).new == 3_302
