"""A browser for the tests: the machine's own Chromium, or one unpacked for this clone.

Chromium without windows comes first: it lays out, draws and obeys scripts by the same engine, and
keeps no windows, menus and profile that nobody looks at, which cost as much again as the pages.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from launcher.choice import first_that_works
from launcher.debian import Debian, library_path
from launcher.home import Home

WITHOUT_WINDOWS = ("chromium-headless-shell",)
WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = "Nhờ quản trị máy chạy: apt-get install chromium fonts-liberation2"

# A private copy is started through this, because its libraries and fonts lie beside it.
STARTER = """\
#!/bin/sh
export LD_LIBRARY_PATH='{libraries}'
export FONTCONFIG_FILE='{fonts}'
exec '{program}' "$@"
"""

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{prefix}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{prefix}/font-cache</cachedir>
  <include ignore_missing="yes">{prefix}/etc/fonts/conf.d</include>
</fontconfig>
"""


def browser(home: Home, tell: Callable[[str], None]) -> Path:
    """The browser's program, by the first way that works on this machine."""
    ways = [
        way
        for names in (WITHOUT_WINDOWS, WITH_WINDOWS)
        for way in Debian(home).ways([names[0], "fonts-liberation2"], partial(find, names=names))
    ]
    return first_that_works("trình duyệt Chromium", ways, bare=home.bare, tell=tell, remedy=REMEDY)


def find(prefix: Path, names: Sequence[str]) -> Path | None:
    """A browser of one of these names that says its version, under / or under an unpacked copy,
    where it has the first of them."""
    if prefix == Path("/"):
        candidates = [Path(found) for name in names if (found := shutil.which(name))]
    else:
        program = prefix / "usr" / "lib" / "chromium" / names[0]
        candidates = [starter(prefix, program)] if program.exists() else []
    return next((candidate for candidate in candidates if answers(candidate)), None)


def answers(program: Path) -> bool:
    """Whether the program starts at all (a stub of another package system does not)."""
    try:
        ended = subprocess.run(
            [program, "--version"],
            capture_output=True,
            check=False,
            timeout=30,
            env={**os.environ, "HOME": "/tmp"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def starter(prefix: Path, program: Path) -> Path:
    """Write the private copy's start script; answers its path."""
    fonts = prefix / "fonts.conf"
    fonts.write_text(FONTS.format(prefix=prefix))
    script = prefix / "chromium"
    script.write_text(STARTER.format(libraries=library_path(prefix), fonts=fonts, program=program))
    script.chmod(0o755)
    return script
