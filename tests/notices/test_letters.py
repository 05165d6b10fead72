"""C3: letters of notices are plain, name nobody but the reader, and lead to the system."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from hientai.notices import papers
from hientai.notices.domain import kinds
from hientai.notices.domain.kinds import Kind, Mail
from hientai.notices.models import Notice

LETTERS = Path(__file__).parent / "letters"
DAY = date(2024, 6, 3)
SECRET = "Hồ sơ của ông Nguyễn Văn Khải thiếu bằng thạc sĩ."


@pytest.fixture(autouse=True)
def installed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that knows its own address, and one kind of notices."""
    settings.HIENTAI_ADDRESS = "https://hientai.hanoi.example/"
    monkeypatch.setattr(kinds, "_KINDS", {"list": Kind("list", "Danh sách", Mail.DIGEST)})


def notice(number: int = 1, title: str = "Danh sách chờ duyệt", link: str = "/de-cu/7/") -> Notice:
    """A notice whose text is personal."""
    return Notice(pk=number, kind="list", title=title, text=SECRET, link=link, on=DAY)


def letter_of(what: str) -> papers.Letter:
    """The letters that were approved."""
    name = "Lê Thị Lan"
    if what == "one":
        return papers.letter(name, notice())
    if what == "digest":
        return papers.digest(name, [notice(), notice(2, "Hạn trả lời: 10/06/2024", "")], DAY)
    if what == "many":
        return papers.digest(name, [notice(n) for n in range(1, papers.MOST + 3)], DAY)
    return papers.trial(name)


@pytest.mark.parametrize("what", ["one", "digest", "many", "trial"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letters_read_as_they_were_approved(what: str, language: str) -> None:
    """Compared with files that a person has read; see tests/notices/letters."""
    with translation.override(language):
        letter = letter_of(what)
    golden = (LETTERS / f"{what}.{language}.txt").read_text(encoding="utf-8")
    assert f"{letter.subject}\n\n{letter.text}" == golden


@pytest.mark.parametrize("what", ["one", "digest", "many"])
def test_no_letter_carries_the_text_of_a_notice(what: str) -> None:
    letter = letter_of(what)
    assert "Khải" not in letter.subject + letter.text


def test_where_the_installation_has_no_address_of_its_own_the_letter_says_where_to_look(
    settings: Any,
) -> None:
    settings.HIENTAI_ADDRESS = ""
    assert "mục Thông báo của Hệ thống (/de-cu/7/)" in letter_of("one").text


def test_a_title_of_two_lines_is_no_second_header() -> None:
    letter = papers.letter("Lê Thị Lan", notice(title="Có việc\r\nBcc: ai@hanoi.example"))
    assert letter.subject == "Hiền Tài: Có việc Bcc: ai@hanoi.example"
