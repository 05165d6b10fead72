"""What the system itself writes as a ground or a purpose is kept in one language (N2, A2).

The trace is read by everybody, long after: a ground in the language of whoever worked then would
be half Vietnamese, half English. Commands and jobs speak Vietnamese alone; pages do not.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.rooms import SOURCE

KEPT = {"ground", "purpose", "revoked_ground", "undone_ground", "file_name"}
DOORS = {"cli", "cli.py", "jobs.py"}
FILES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if not DOORS & set(path.relative_to(SOURCE).parts) and "models" not in path.as_posix()
]


def spoken(tree: ast.AST) -> Iterator[int]:
    """Lines on which a translated text is given, or assigned, as something that is kept."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [word.value for word in node.keywords if word.arg in KEPT]
        elif isinstance(node, ast.Assign):
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            given = [node.value] if names & KEPT else []
        else:
            continue
        yield from (node.lineno for value in given if translated(value))


def translated(value: ast.AST) -> bool:
    """Whether a value is, or is made of, a text in the reader's language."""
    if isinstance(value, ast.BinOp):
        return translated(value.left)
    if isinstance(value, ast.BoolOp):
        return any(map(translated, value.values))
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in ("_", "gettext")


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_no_ground_is_kept_in_the_readers_language(path: Path) -> None:
    assert list(spoken(ast.parse(path.read_text()))) == [], "use N_(…): it is kept as it is"


def test_a_translated_ground_is_found() -> None:
    code = 'sign(ground=_("Rút"))\nground = why or _("Nhập %s") % 3\nsign(ground=N_("Rút"))'
    assert sorted(spoken(ast.parse(code))) == [1, 2]
