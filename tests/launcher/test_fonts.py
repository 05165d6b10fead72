"""Papers as PDF need Liberation Serif 2; without it the system still starts (A5)."""

from pathlib import Path

import pytest

from launcher import fonts
from launcher.home import Home


def test_fonts_count_only_where_the_serif_of_version_two_lies(tmp_path: Path) -> None:
    older = tmp_path / "usr" / "share" / "fonts" / "truetype" / "liberation"
    older.mkdir(parents=True)
    (older / "LiberationSerif-Regular.ttf").touch()
    assert fonts.find(tmp_path) is None
    newer = older.with_name("liberation2")
    newer.mkdir()
    (newer / "LiberationSerif-Regular.ttf").touch()
    assert fonts.find(tmp_path) == newer


def test_a_machine_without_fonts_is_told_how_to_get_them_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "find", lambda prefix: None)
    monkeypatch.setattr(fonts.Debian, "ways", lambda *_: [])
    fonts.ready(Home.of(tmp_path, {"HIENTAI_HOME": str(tmp_path / "home")}), lambda _: None)
    said = capsys.readouterr()
    assert "fonts-liberation2" in said.out + said.err
