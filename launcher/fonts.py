"""The letters of papers as PDF: the machine's own Liberation Serif 2, or one for this clone."""

from collections.abc import Callable
from pathlib import Path

from launcher.choice import first_that_works
from launcher.debian import Debian
from launcher.home import Home
from launcher.steps import Trouble, say

PACKAGES = ["fonts-liberation2"]
PLACE = Path("usr", "share", "fonts", "truetype", "liberation2")
FILE = "LiberationSerif-Regular.ttf"
REMEDY = "Nhờ quản trị máy chạy: apt-get install fonts-liberation2"


def ready(home: Home, tell: Callable[[str], None]) -> None:
    """See that the fonts are there; without them all works but papers as PDF, and that is said."""
    ways = Debian(home).ways(PACKAGES, find)
    try:
        first_that_works(
            "phông chữ Liberation Serif", ways, bare=home.bare, tell=tell, remedy=REMEDY
        )
    except Trouble as trouble:
        say(f"      chưa tạo được văn bản PDF: {trouble.what} {trouble.remedy}")


def find(prefix: Path) -> Path | None:
    """The folder of the fonts under / or under an unpacked copy."""
    folder = prefix / PLACE
    return folder if (folder / FILE).exists() else None


def of_clone(home: Home) -> Path:
    """Where the fonts lie if they were unpacked for this clone alone."""
    return Debian(home).folder(PACKAGES) / PLACE
