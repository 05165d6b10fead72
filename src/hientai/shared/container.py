"""What a file really is, and whether it may be opened at all: decided from its content.

A workbook is a zip of XML. Before any reader that trusts it gets to see it, every part is
unpacked in pieces and thrown away again, counting: sizes that lie, archives that were cut off,
bombs, macros, formulas, cells far outside a table. Nothing is kept but a window of one piece.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_, _

Kind = Literal["xlsx", "csv"]

MOST_BYTES = 96 * 2**20  # of the file itself: the register of a city takes a sixth
MOST_UNPACKED = 2 * 2**30  # of everything in it: ten times the register of a city
MOST_RATIO = 120  # repetitive tables reach 15 to 30, bombs a thousand
RATIO_FROM = 8 * 2**20  # a small part may be as repetitive as it likes
MOST_ROWS = 400_000
MOST_COLUMNS = 120
LAST_COLUMN = "DP"  # the 120th
MOST_PARTS = 2_000
PIECE = 2**20
OVERLAP = 200  # longer than any tag that is looked for
MOST_FORMULAS = 20_000  # cells told one by one; with more of them the sheet calculates, not lists

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Two patterns each: with a literal beginning they run at 1 GB/s, with a choice at a fifth of it.
_FORMULAS = (re.compile(rb"<f[\s/>]"), re.compile(rb":f[\s/>]"))
_FORMULA_TEXT = re.compile(rb"[<:]f(?:\s[^<>]*)?>([^<]*)<")
_ROWS = (re.compile(rb"<row[\s/>]"), re.compile(rb":row[\s/>]"))
_FAR = re.compile(rb"""r=["'](?:[A-Z]{3}|[E-Z][A-Z]|D[Q-Z])[A-Z]?\d+["']""")
_ROW_NUMBER = re.compile(rb"""row\s[^<>]*?\br\s*=\s*["'](\d+)""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Z]+\d+)""")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_KNOWN = (
    (b"%PDF", N_("tệp PDF")),
    (b"\x89PNG", N_("ảnh")),
    (b"\xff\xd8\xff", N_("ảnh")),
    (b"Rar!", N_("tệp nén RAR")),
    (b"7z\xbc\xaf", N_("tệp nén 7z")),
    (b"\x1f\x8b", N_("tệp nén gzip")),
    (b"{\\rtf", N_("tài liệu RTF")),
    (b"<!DOCTYPE", "trang web (HTML)"),
    (b"<html", "trang web (HTML)"),
    (b"<?xml", N_("tệp XML")),
    (b"MIME-Version", N_("trang web lưu một tệp (MHT)")),
    (b"\x7fELF", N_("chương trình")),
    (b"MZ", N_("chương trình")),
)
_PACKED = (
    ("xl/workbook.bin", "XLSB"),
    ("content.xml", N_("bảng tính OpenDocument (.ods)")),
    ("index/document.iwa", N_("bảng tính Numbers của máy Mac")),
    ("word/", N_("văn bản Word (.docx)")),
    ("ppt/", N_("bản trình chiếu PowerPoint (.pptx)")),
)
SAVE_AGAIN = N_("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dưới dạng .xlsx.")


@dataclass(frozen=True)
class Part:
    """One sheet of a workbook: where it stands in the archive and what users call it."""

    path: str
    title: str


def kind_of(path: Path) -> Kind:
    """Whether a file is a workbook or a text table, by its content; anything else is refused."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise Refused(_("Tệp rỗng"), remedy=_("Chọn lại tệp có dữ liệu."))
    refuse_too_large(size)
    if head.startswith(_OLE):
        raise _old_or_encrypted(path)
    if head.startswith(b"PK"):
        return "xlsx"
    return _text_kind(head)


def refuse_too_large(size: int) -> None:
    """Refuse a file of more bytes than are ever read into memory."""
    if size > MOST_BYTES:
        raise Refused(
            _("Tệp quá lớn: %(number)s MB") % {"number": number(size // 2**20)},
            why=_("mỗi tệp nhiều nhất %(most_bytes)s MB") % {"most_bytes": MOST_BYTES // 2**20},
            remedy=_("Chia tệp theo đơn vị rồi nhập từng phần."),
        )


def _text_kind(head: bytes) -> Kind:
    wrong = next((name for mark, name in _KNOWN if head.lstrip().startswith(mark)), "")
    binary = b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wrong or (binary and not _looks_utf16(head)):
        raise Refused(
            _("Tệp không phải là XLSX hay CSV")
            + (_(" mà là %(wrong)s") % {"wrong": _(wrong)} if wrong else ""),
            remedy=_("Dùng tệp mẫu .xlsx của hệ thống hoặc tệp .csv."),
        )
    return "csv"


def _looks_utf16(head: bytes) -> bool:
    return max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4


def _old_or_encrypted(path: Path) -> Refused:
    with path.open("rb") as file:
        content = file.read(PIECE)
        file.seek(max(path.stat().st_size - PIECE, 0))
        content += file.read(PIECE)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refused(
            _("Tệp được đặt mật khẩu nên không đọc được"),
            remedy=_("Bỏ mật khẩu trong Excel (Tệp › Thông tin › Bảo vệ) rồi lưu lại."),
        )
    return Refused(_("Tệp Excel kiểu cũ (.xls) hoặc tài liệu Office cũ"), remedy=SAVE_AGAIN)


Formulas = dict[str, dict[str, str]]


def inspect_workbook(path: Path) -> Formulas:
    """Refuse a workbook that is cut off, encrypted, hostile or too large; tell its formulas.

    The answer: by sheet, the formula of each cell that has one, with its sign of equality.
    """
    found: Formulas = {}
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_parts(archive)
            titles = sheet_titles(archive)
            for info in archive.infolist():
                title = titles.get(info.filename.lower(), info.filename)
                found[title] = _scan(archive, info, title)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused(
            _("Tệp XLSX bị hỏng hoặc bị cắt cụt"),
            why=_("nội dung nén không đọc được đến hết"),
            remedy=_("Tải hoặc chép lại tệp; ") + _(SAVE_AGAIN)[0].lower() + _(SAVE_AGAIN)[1:],
        ) from error
    return found


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    names = {info.filename.lower() for info in infos}
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(
            _("Tệp được đặt mật khẩu nên không đọc được"), remedy=_("Bỏ mật khẩu rồi lưu lại.")
        )
    if "xl/workbook.xml" not in names:
        raise _other_packed(names)
    if any(
        name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name
        for name in names
    ):
        raise Refused(
            _("Tệp có macro"),
            why=_("hệ thống không nhận tệp chứa chương trình"),
            remedy=_("Lưu lại dưới dạng .xlsx (không phải .xlsm)."),
        )
    _refuse_sizes(infos)


def _other_packed(names: set[str]) -> Refused:
    what = next((w for mark, w in _PACKED if any(n.startswith(mark) for n in names)), "")
    if what:
        return Refused(_("Tệp là %(what)s, không phải XLSX") % {"what": _(what)}, remedy=SAVE_AGAIN)
    if any(name.endswith((".xlsx", ".csv")) for name in names):
        return Refused(
            _("Tệp là tệp nén ZIP"), remedy=_("Giải nén rồi nhập từng tệp .xlsx hoặc .csv.")
        )
    return Refused(_("Tệp nén này không phải là bảng tính XLSX"), remedy=SAVE_AGAIN)


def _refuse_sizes(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    swollen = any(_too_dense(info.file_size, info.compress_size) for info in infos)
    if total > MOST_UNPACKED or swollen or len(infos) > MOST_PARTS:
        raise _bomb()


def _too_dense(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > MOST_RATIO * max(packed, 1)


def _bomb() -> Refused:
    return Refused(
        _("Tệp nén phình to bất thường khi mở"),
        why=_("tệp có thể được tạo ra để làm treo hệ thống"),
        remedy=_("Sao dữ liệu sang tệp mẫu mới rồi nhập lại."),
    )


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo, title: str) -> dict[str, str]:
    """Unpack one part in pieces; zipfile itself compares the checksum at the end."""
    seen, rows, size = b"", 0, 0
    formulas: dict[str, str] = {}
    is_sheet = bool(_SHEET.fullmatch(info.filename))
    for piece in _pieces(archive, info):
        size += len(piece)
        if _too_dense(size, info.compress_size):
            raise _bomb()
        window = seen[-OVERLAP:] + piece
        _refuse_declarations(window, size == len(piece))
        if is_sheet:
            rows += sum(len(pattern.findall(piece)) for pattern in _ROWS)
            _refuse_window(window, rows, seen, title)
            _gather_formulas(formulas, window, len(window) - len(piece), title)
        seen = piece
    return formulas


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            yield piece


def _refuse_declarations(window: bytes, is_first: bool) -> None:
    if is_first and (b"<!DOCTYPE" in window[:4096] or b"<!ENTITY" in window[:4096]):
        raise _bomb()


def _refuse_window(window: bytes, rows: int, before: bytes, title: str) -> None:
    if window[:2] in (b"\xff\xfe", b"\xfe\xff") and not before:
        raise Refused(_("Trang tính được ghi bằng bảng mã lạ"), remedy=SAVE_AGAIN)
    if _FAR.search(window):
        raise _too_wide(title)
    last = _ROW_NUMBER.search(window, max(window.rfind(b"row "), 0))
    if rows > MOST_ROWS or (last and int(last.group(1)) > MOST_ROWS):
        raise too_long(title)


def _gather_formulas(found: dict[str, str], window: bytes, old: int, title: str) -> None:
    """Add the formulas of a window, of which the first `old` bytes were looked through before."""
    tags = (tag.start() for pattern in _FORMULAS for tag in pattern.finditer(window))
    for at in (tag for tag in tags if _is_tag(window, tag)):
        cells = list(_CELL.finditer(window, max(at - OVERLAP, 0), at))
        if cells:
            words = _FORMULA_TEXT.match(window, at)
            text = words.group(1).decode("utf-8", "replace") if words else "…"
            found.setdefault(cells[-1].group(1).decode(), "=" + html.unescape(text))
        # A tag that was cut at the end of the piece before is seen as a whole only here.
        if len(found) > MOST_FORMULAS or (not cells and at >= old - len(b"<f>")):
            raise _formula(title)


def _is_tag(window: bytes, at: int) -> bool:
    """Whether ":f " or "<f " is the name of an element and not words of a text."""
    return window[at : at + 1] == b"<" or bool(re.search(rb"<\w+$", window[max(at - 40, 0) : at]))


def _formula(title: str) -> Refused:
    return Refused(
        _("Trang «%(title)s» có quá nhiều công thức") % {"title": title},
        why=_("kết quả của công thức có thể khác nhau tùy máy nên không ô nào như vậy được nhận"),
        remedy=_("Chép và dán lại dưới dạng giá trị (Paste Special › Values) rồi lưu."),
    )


def _too_wide(title: str) -> Refused:
    return Refused(
        _("Trang «%(title)s» có quá nhiều cột") % {"title": title},
        why=_("có ô nằm sau cột %(last_column)s; mỗi trang nhiều nhất %(most_columns)s cột")
        % {"last_column": LAST_COLUMN, "most_columns": MOST_COLUMNS},
        remedy=_("Xóa các cột thừa bên phải bảng."),
    )


def too_long(title: str) -> Refused:
    """The refusal of a table with more rows than a batch takes."""
    return Refused(
        _("Trang «%(title)s» có quá nhiều dòng") % {"title": title},
        why=_("mỗi trang nhiều nhất %(most_rows)s dòng") % {"most_rows": number(MOST_ROWS)},
        remedy=_("Xóa các dòng trống ở cuối, hoặc chia tệp theo đơn vị."),
    )


def sheet_titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """What users call each sheet part, by its path in the archive; best effort."""
    book = archive.read("xl/workbook.xml")[:PIECE].decode("utf-8", "replace")
    try:
        links = archive.read("xl/_rels/workbook.xml.rels")[:PIECE].decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links)
    }
    titles: dict[str, str] = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
        target = targets.get(_attribute(tag, r"\w+:id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        titles[path.lower()] = _attribute(tag, "name")
    return titles


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*["']([^"']*)["']""", tag)
    return found.group(1) if found else ""
