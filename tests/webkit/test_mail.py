"""A3: letters that become files are read by their owner alone."""

from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage, get_connection


def test_the_folder_of_letters_is_closed_to_others(tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_FILE_PATH = folder = tmp_path / "thu"
    folder.mkdir(mode=0o755)
    out = get_connection("hientai.webkit.mail.PrivateFiles")
    EmailMessage("Thử", "Lời thư", to=["lan@hanoi.example"], connection=out).send()
    assert folder.stat().st_mode & 0o777 == 0o700
    [letter] = folder.iterdir()
    assert "Lời thư" in letter.read_text(encoding="utf-8")
