"""Templates hold no script or style of their own, stay short, speak through gettext (A3, W2)."""

import re
from pathlib import Path

import pytest

from tests.architecture.rooms import SOURCE

TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
NAMES = [str(path.relative_to(SOURCE)) for path in TEMPLATES]
INLINE_STYLE = re.compile(r"\sstyle\s*=|<style", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)|\son\w+\s*=|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
SPOKEN = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans(?:late)?.*?endblocktrans(?:late)?\s*%}"
    r"|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>",
    re.DOTALL,
)
VIETNAMESE = re.compile(r"[À-ỹ]")  # letters that no English word has
NAME_OF_THE_PRODUCT = "Hiền Tài"


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not INLINE_STYLE.search(text)
    assert not INLINE_SCRIPT.search(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_loads_anything_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_every_template_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_every_text_of_a_template_goes_through_gettext(path: Path) -> None:
    text = SPOKEN.sub(" ", path.read_text(encoding="utf-8")).replace(NAME_OF_THE_PRODUCT, "")
    bare = VIETNAMESE.search(text)
    assert bare is None, text[max(bare.start() - 40, 0) : bare.end() + 40].strip()
