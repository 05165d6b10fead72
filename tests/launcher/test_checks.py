"""The checks before the tests: begun together, told in their order, none lost."""

import sys
from pathlib import Path

import pytest

from launcher import checks
from launcher.product import Product


def python(words: str) -> tuple[str, ...]:
    return ("python", "-c", words)


class Here:
    """A product whose tools are those of this very environment."""

    class home:
        venv = Path(sys.prefix)
        repo = Path.cwd()


@pytest.fixture
def product() -> Product:
    return Here()  # type: ignore[return-value]  # where its tools lie is all that is asked


def test_what_fails_is_named_and_everything_is_told_in_order(
    product: Product, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    late = python("import time; time.sleep(0.3); print('chậm')")
    wrong = python("import sys; print('sai'); sys.exit(3)")
    monkeypatch.setattr(checks, "CHECKS", (("Một", late), ("Hai", wrong), ("Ba", python("1"))))
    assert checks.wanting(product, {"PYTHONUTF8": "1"}) == ["Hai"]
    said = capfd.readouterr()
    assert said.out.split() == ["chậm", "sai"]
    told = [line.split(" sau ")[0].strip() for line in said.err.splitlines()]
    assert told == ["Một", "đạt", "Hai", "CHƯA ĐẠT (mã 3)", "Ba", "đạt"]


def test_the_whole_suite_tells_what_took_longest() -> None:
    words = checks.shared_out()
    assert words[words.index("--durations") + 1] == "25"
