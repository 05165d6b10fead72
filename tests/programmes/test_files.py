"""Which files are taken: by what they are, not by their name (G2)."""

import io
import zipfile

import pytest

from hientai.programmes.domain.files import MOST_BYTES, Kind, file_name, kind_of
from hientai.shared.refused import Refused


def packed(*parts: str) -> bytes:
    """An office file with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for part in parts:
            book.writestr(part, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (packed("word/document.xml"), "docx"),
        (packed("ppt/presentation.xml"), "pptx"),
        (packed("xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, ending: str) -> None:
    assert kind_of(content).ending == ending


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "Tệp rỗng"),
        (b"MZ\x90", "không phải PDF"),
        (b"<html><script>", "không phải PDF"),
        (b"PK\x03\x04 cut off", "không phải PDF"),
        (packed("word/document.xml", "word/vbaProject.bin"), "macro"),
        (b"%PDF-" + bytes(MOST_BYTES), "Tệp quá lớn: 21 MB"),
    ],
)
def test_another_file_is_refused_and_told_why(content: bytes, what: str) -> None:
    with pytest.raises(Refused) as refused:
        kind_of(content)
    assert what in refused.value.what


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\tài liệu\\Chuyên đề 1.docx", "Chuyên đề 1.pdf"),
        ("\n.pdf", "tep.pdf"),
    ],
)
def test_a_name_keeps_no_folder_and_gets_the_ending_of_what_the_file_is(
    name: str, kept: str
) -> None:
    assert file_name(name, Kind("application/pdf", "pdf")) == kept
