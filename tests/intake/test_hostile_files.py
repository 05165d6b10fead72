"""P3: files of the wrong kind, encrypted, cut off, with macros or formulas, bombs: refused."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from hientai.intake.domain.register import COLUMNS
from hientai.intake.domain.table import parse
from hientai.shared import tables
from hientai.shared.container import inspect_workbook
from hientai.shared.refused import Refused
from hientai.shared.tables import CSV_SHEET, read_apart, read_tables, separator


def workbook(path: Path, fill=lambda page: page.write(0, 0, "Mã CBCCVC")) -> Path:
    book = xlsxwriter.Workbook(path)
    fill(book.add_worksheet("Người"))
    book.close()
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_tables(path)
    assert refused.value.remedy
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7 ...", "PDF"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ảnh"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "HTML"),
        (b"\x00\x01\x02\x03\xfe\xed" * 100, "không phải là XLSX hay CSV"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "kiểu cũ"),
    ],
)
def test_the_kind_is_told_by_the_content_and_not_by_the_name(tmp_path, content, said):
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(content)
    assert said in refusal(path)


def test_an_encrypted_workbook_is_refused_as_such(tmp_path):
    path = tmp_path / "a.xlsx"
    inside = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 900 + inside + b"\0" * 90)
    assert "mật khẩu" in refusal(path)


def test_a_workbook_cut_off_anywhere_is_refused(tmp_path):
    whole = workbook(tmp_path / "a.xlsx", lambda p: [p.write(r, 0, f"v{r}") for r in range(500)])
    content = whole.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        whole.write_bytes(content[: int(len(content) * share)])
        assert "hỏng" in refusal(whole)


def test_a_damaged_byte_in_the_middle_is_noticed(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lambda p: [p.write(r, 0, f"v{r}") for r in range(500)])
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 200] ^= 0xFF
    path.write_bytes(content)
    assert "hỏng" in refusal(path)


def test_macros_are_refused_whatever_the_name_of_the_file(tmp_path):
    path = with_part(workbook(tmp_path / "a.xlsx"), "xl/vbaProject.bin", b"x")
    assert "macro" in refusal(path)


def test_a_formula_is_told_at_its_cell_and_the_others_stay_as_they_are(tmp_path):
    def fill(page):
        page.write_row(4, 2, ["Mã CBCCVC", "Họ và tên", "Ngoại ngữ"])
        page.write_row(6, 2, ["A1", "Lê Hoa", "Anh"])
        page.write_formula(6, 4, "=A1&CHAR(34)", value="Anh B1")
        page.write_formula(8, 6, "=1+1")

    frame = read_tables(workbook(tmp_path / "a.xlsx", fill))["Người"]
    row = frame.filter(frame["_row"] == 7).row(0, named=True)
    assert (row["2"], row["3"], row["4"]) == ("A1", "Lê Hoa", "=A1&CHAR(34)")
    assert frame.filter(frame["_row"] == 9)["6"].to_list() == ["=1+1"]
    assert frame["_row"].to_list() == [5, 7, 9]


def test_formulas_are_found_wherever_the_pieces_of_a_large_sheet_meet(tmp_path):
    def fill(page):
        page.write(0, 0, "Mã CBCCVC")
        for row in range(1, 16_000):
            page.write_string(row, 1, f"tên thứ {row}, dài dòng cho đủ một triệu ký tự {row}")
            if row % 4 == 0:
                page.write_formula(row, 0, f"=B{row}+1")

    path = workbook(tmp_path / "a.xlsx", fill)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > 2**20
    frame = read_tables(path)["Người"]
    assert frame["0"].str.starts_with("=").sum() == 3_999


def test_a_sheet_full_of_formulas_is_refused_as_a_whole(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", lambda p: [p.write_formula(n, 0, "=1+1") for n in range(20_002)]
    )
    assert "quá nhiều công thức" in refusal(path)


def test_a_formula_behind_a_name_space_or_without_its_place_is_found_too(tmp_path):
    sheet = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row r="3">'
        b'<x:c r="B3"><x:f>NOW()</x:f><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = with_part(workbook(tmp_path / "a.xlsx"), "xl/worksheets/sheet2.xml", sheet)
    assert inspect_workbook(path)["xl/worksheets/sheet2.xml"] == {"B3": "=NOW()"}
    nameless = sheet.replace(b' r="B3"', b"")
    other = with_part(workbook(tmp_path / "b.xlsx"), "xl/worksheets/sheet2.xml", nameless)
    assert "công thức" in refusal(other)


def test_words_that_look_like_a_formula_tag_are_only_words(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lambda p: p.write(0, 0, "tỷ lệ:f  và :row 3"))
    assert read_tables(path)["Người"]["0"].to_list() == ["tỷ lệ:f  và :row 3"]


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path):
    path = with_part(workbook(tmp_path / "a.xlsx"), "xl/media/x.bin", b"\0" * 64 * 2**20)
    assert "phình to" in refusal(path)


def test_a_document_type_that_could_unfold_is_refused(tmp_path):
    sheet = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    path = with_part(workbook(tmp_path / "a.xlsx"), "xl/worksheets/sheet2.xml", sheet)
    assert "phình to" in refusal(path)


def test_a_cell_far_to_the_right_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lambda p: p.write("XFD1", "x"))
    assert "quá nhiều cột" in refusal(path)


def test_a_cell_far_down_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lambda p: p.write("A1048576", "x"))
    assert "quá nhiều dòng" in refusal(path)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("content.xml", "OpenDocument"),
        ("Index/Document.iwa", "Numbers"),
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("xl/workbook.bin", "XLSB"),
        ("danh-sach.xlsx", "Giải nén"),
        ("gi-do.bin", "không phải là bảng tính"),
    ],
)
def test_other_packed_files_are_called_by_their_name(tmp_path, part, said):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    assert said in refusal(path)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_csv_may_begin_with_the_mark_line_of_excel_or_a_title(tmp_path, end):
    path = tmp_path / "a.csv"
    lines = ["sep=;", "DANH SÁCH; CÁN BỘ", "", "Mã CBCCVC;Họ và tên", 'A1;"Lê ""Hoa"""']
    path.write_bytes(end.join(lines).encode())
    table = parse("Người", read_tables(path)[CSV_SHEET], COLUMNS)
    assert table.frame["code"].to_list() == ["A1"]


def test_the_process_apart_hands_refusals_over_and_gives_the_same_tables(tmp_path):
    good = workbook(tmp_path / "a.xlsx")
    assert read_apart(good)["Người"].equals(read_tables(good)["Người"])
    with pytest.raises(Refused, match="macro"):
        read_apart(with_part(good, "xl/vbaProject.bin", b"x"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_in_each_usual_encoding_and_with_each_mark(tmp_path, encoding, mark):
    text = "\n".join([mark.join(["Mã CBCCVC", "Quê quán", "Số"]), mark.join(["A1", "Hà Nam", "3"])])
    # Windows-1258 writes some letters as a base letter with a combining mark.
    if encoding == "cp1258":
        text = text.replace("\u00e3", "a\u0303").replace("\u1ed1", "\u00f4\u0301")
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    rows = read_tables(path)[CSV_SHEET].drop("_row").rows()
    assert rows[1] == ("A1", "Hà Nam", "3") and len(rows[0]) == 3


def test_a_csv_that_never_ends_a_cell_or_a_row_is_refused_before_it_fills_the_memory(
    tmp_path, monkeypatch
):
    path = tmp_path / "a.csv"
    path.write_text('Mã CBCCVC,Họ và tên\nA1,"Lê Hoa\n' + "A2,Đỗ Ba\n" * 20_000, encoding="utf-8")
    with pytest.raises(Refused, match="ô quá dài"):
        read_tables(path)
    monkeypatch.setattr(tables, "MOST_ROWS", 1_000)
    path.write_text("Mã CBCCVC,Họ và tên\n" + ",\n" * 1_001, encoding="utf-8")
    with pytest.raises(Refused, match="quá nhiều dòng"):
        read_tables(path)


def test_lines_of_a_csv_end_as_any_machine_ends_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\r\n1,"x\r\ny"\r2,z\n3,"q"')
    assert read_tables(path)[CSV_SHEET].drop("_row").rows() == [
        ("a", "b"),
        ("1", "x\r\ny"),
        ("2", "z"),
        ("3", "q"),
    ]


def test_a_formula_in_a_csv_refuses_its_own_cell_alone(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Mã CBCCVC,Họ và tên,Ngoại ngữ,Tin học\n"
        '"=""007""",Lê Hoa,+84 24 3825,-\n'
        "A2,=HYPERLINK(1),- Anh,@SUM(A1)\n"
        "A3,Đỗ Ba,+A1*2,–\n",
        encoding="utf-8",
    )
    table = parse("Người", read_tables(path)[CSV_SHEET], COLUMNS)
    assert [(n["cell"], n["value"]) for n in table.notes.iter_rows(named=True)] == [
        ("B3", "=HYPERLINK(1)"),
        ("C4", "+A1*2"),
        ("D3", "@SUM(A1)"),
    ]
    first, second, third = table.frame.select("code", "languages", "it_skill").rows()
    assert first == ("007", "+84 24 3825", None)
    assert second[1] == "- Anh" and third[2] is None


def test_reading_apart_needs_no_setting_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    assert read_apart(workbook(tmp_path / "a.xlsx"))["Người"]["0"].to_list() == ["Mã CBCCVC"]


def test_the_mark_is_the_one_that_splits_every_line():
    assert separator("a;b;c\n1,5;2;3\n") == ";"
    assert separator("a,b\n1,2\n") == ","
