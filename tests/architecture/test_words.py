"""Every word a user reads passes through the catalogue of translations (N2).

Vietnamese is the source language, so a text left out would stay Vietnamese for everybody. What a
file is read and written in, and what law and schemes say themselves, is data and is not counted.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.rooms import SOURCE

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
SPOKEN = {
    "_",
    "N_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
DATA = {
    "intake/domain/register.py": "headings of the sheet and their other names",
    "intake/domain/table.py": "headings",
    "intake/papers.py": "the mark of an example row",
    "intake/services/degree_sheet.py": "headings",
    "intake/services/post_sheet.py": "headings",
    "intake/services/record_sheets.py": "headings",
    "intake/services/register_sheet.py": "headings",
    "organisations/domain/sheet.py": "headings",
    "training/services/history_sheet.py": "headings",
    "shared/vietnamese.py": "the letters of the language",
    "screening/domain/name_order.py": "the letters of the language",
    "site/settings.py": "the name of the language",
    "site/usage.py": "the words of the command line, which speaks Vietnamese only",
    "reforms/domain/sheet.py": "headings",
    "reforms/papers.py": "the example rows of a template",
    "webkit/workbook.py": "the name of a sheet",
    "documents/domain/wording.py": "the words of the state format",
    "documents/domain/body.py": "the labels of articles",
    "documents/domain/purposes.py": "names of fields",
    "documents/domain/kinds.py": "names of kinds and their abbreviations",
    "documents/domain/layout.py": "the words of the state format",
    "documents/domain/lines.py": "letters",
    "documents/domain/trying.py": "an example list",
    "documents/papers/docx.py": "the words of the state format",
    "certificates/domain/credential.py": "what a credential says",
    "certificates/domain/facts.py": "words that are printed",
    "certificates/domain/tokens.py": "words that are often packed",
    "certificates/domain/wording.py": "names of fields, words that are printed",
    "certificates/papers/pdf.py": "words that are printed",
    "certificates/views/certificate.py": "a line that is printed",
    "certificates/views/templates.py": "an example",
    "decisions/domain/people.py": "headings and words of papers",
    "decisions/domain/values.py": "names of fields",
    "decisions/domain/wording.py": "the words of papers",
    "results/domain/completion.py": "reasons as they are kept",
    "results/papers/scores.py": "words of a paper",
    "documents/queries/papers.py": "names of bodies and words of a reference",
}
FILES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if "migrations" not in path.parts
    and path.relative_to(SOURCE).parts[0] != "demo"
    and path.relative_to(SOURCE).as_posix() not in DATA
]


def unspoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """Vietnamese literals that are neither documentation nor passed to the catalogue."""
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return
    if isinstance(tree, ast.Call) and getattr(tree.func, "id", None) in SPOKEN:
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        if VIETNAMESE.search(tree.value):
            yield tree
        return
    for part in ast.iter_child_nodes(tree):
        yield from unspoken(part)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_every_text_passes_through_the_catalogue(path: Path) -> None:
    found = [f"{node.lineno}: {node.value}" for node in unspoken(ast.parse(path.read_text()))]
    assert not found, "wrap in _(…), or in N_(…) what is translated where it is shown"


def test_a_text_left_out_is_found() -> None:
    left = list(unspoken(ast.parse('"""Lời"""\nx = _("Người")\ny = f"{x} người"')))
    assert [node.value for node in left] == [" người"]
