"""Which files are taken, by what they really are and not by how they are called."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import _

MOST_BYTES = 20 * 2**20
ACCEPT = ".pdf,.docx,.pptx,.xlsx,.jpg,.jpeg,.png"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_STARTS = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n": ("image/png", "png"),
}
_PACKED = {
    "word/document.xml": (f"{_OFFICE}wordprocessingml.document", "docx"),
    "ppt/presentation.xml": (f"{_OFFICE}presentationml.presentation", "pptx"),
    "xl/workbook.xml": (f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
}


@dataclass(frozen=True)
class Kind:
    """What a file is: its type for browsers and its usual ending."""

    type: str
    ending: str


def kind_of(content: bytes) -> Kind:
    """The kind of a file by its content; refused where it is of none that is taken."""
    if not content:
        raise Refused(_("Tệp rỗng"), remedy=_("Chọn lại tệp có nội dung."))
    if len(content) > MOST_BYTES:
        raise Refused(
            _("Tệp quá lớn: %(size)s MB") % {"size": number(-(-len(content) // 2**20))},
            why=_("mỗi tệp nhiều nhất %(most)s MB") % {"most": MOST_BYTES // 2**20},
            remedy=_("Chia nhỏ hoặc nén ảnh trong tệp rồi gửi lại."),
        )
    found = next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)
    if found is None and content.startswith(b"PK"):
        found = _packed(content)
    if found is None:
        raise Refused(
            _("Tệp không phải PDF, DOCX, PPTX, XLSX, JPEG hoặc PNG"),
            remedy=_("Lưu tài liệu dưới một trong các dạng này rồi gửi lại."),
        )
    return Kind(*found)


def file_name(name: str, kind: Kind) -> str:
    """The name to keep: without folders, with the ending of what the file is."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] if "." in last else last
    tidy = " ".join("".join(c for c in stem if c.isprintable() and c not in '/\\"').split())
    return f"{(tidy or 'tep')[:120]}.{kind.ending}"


def _packed(content: bytes) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = set(book.namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        return None
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise Refused(
            _("Tệp có chứa macro"), remedy=_("Lưu lại dưới dạng không có macro rồi gửi lại.")
        )
    return next((kind for part, kind in _PACKED.items() if part in parts), None)
