"""The text of each shipped template as its DOCX says it, kept beside the template (N5)."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from hientai.documents.domain.purposes import PACKS, PURPOSES
from hientai.documents.papers.docx import docx
from tests.documents.samples import measured, paper, people


def lines_of(content: bytes) -> list[str]:
    """Every line of a DOCX from the top, cells of a row side by side."""
    found = []
    for part in Document(BytesIO(content)).iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                found.append(" | ".join(cell.text.replace("\n", " / ") for cell in row.cells))
        elif part.text:
            found.append(part.text)
    return [line.replace("\u00a0", " ") for line in found]


@pytest.mark.parametrize("purpose", [purpose.code for purpose in PURPOSES])
def test_each_shipped_template_says_what_its_golden_file_says(purpose: str) -> None:
    golden = Path(PACKS / f"{purpose}.golden.txt").read_text(encoding="utf-8")
    made = lines_of(docx(paper(purpose, people(2)), measured()))
    assert "\n".join(made) + "\n" == golden
