"""The Python environment: a virtual environment with the locked, hashed libraries."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from launcher import stamps
from launcher.choice import Way, first_that_works
from launcher.debian import Debian
from launcher.home import Home
from launcher.processes import run
from launcher.steps import live

Tell = Callable[[str], None]

VENV_PACKAGES = ["python3-venv"]
PIP_WHEEL_PACKAGES = ["python3-pip-whl"]
PIP_REMEDY = (
    "Kiểm tra kết nối tới kho thư viện Python (cấu hình pip của máy: pip config list) rồi chạy lại."
)


def ready(home: Home, tell: Tell, *, dev: bool) -> None:
    """Make the environment and install the locked libraries, unless the stamp says it is done.

    `dev` adds what tests need; an environment with it also serves.
    """
    lock = home.repo / "requirements" / "dev.txt"
    base = home.repo / "requirements" / "base.txt"
    mark = {
        name: stamps.fingerprint([path], sys.version, str(home.venv))
        for name, path in (("dev", lock), ("base", base))
    }
    stamp = home.venv / "installed"
    if stamps.fresh(stamp, mark["dev"]) or (not dev and stamps.fresh(stamp, mark["base"])):
        return
    stamp.unlink(missing_ok=True)
    make(home, tell)
    tell("cài thư viện theo tệp khóa phiên bản (pip, kiểm tra mã băm)")
    install(home, lock if dev else base)
    stamps.put(stamp, mark["dev" if dev else "base"])


def install(home: Home, lock: Path) -> None:
    """pip install of one lock file, with the machine's own pip settings."""
    total = len(re.findall(r"^\S+==", lock.read_text(), flags=re.MULTILINE))
    begun: list[str] = []

    def heard(line: str) -> None:
        if name := re.match(r"Collecting ([^=\s]+)", line):
            begun.append(name[1])
            live(len(begun), total, name[1])

    pip = "-m pip install --disable-pip-version-check --no-input --require-hashes -r"
    run(
        [home.python, *pip.split(), lock],
        log=home.log("pip"),
        what="Cài thư viện Python",
        remedy=PIP_REMEDY,
        heard=heard,
    )


def make(home: Home, tell: Tell) -> None:
    """A new virtual environment with pip, from whatever this machine lets us make it."""
    if home.python.exists() and runs(home):
        return
    shutil.rmtree(home.venv, ignore_errors=True)
    debian = Debian(home)
    ways = [
        Way("của máy", lambda: with_ensurepip(home)),
        *debian.installing(VENV_PACKAGES, lambda: with_ensurepip(home)),
        Way(
            "bản riêng của pip",
            lambda: with_pip_wheel(home, debian.unpack),
            open=debian.available(),
            slow=True,
        ),
    ]
    first_that_works(
        "môi trường Python (venv)",
        ways,
        bare=False,
        tell=tell,
        remedy="Nhờ quản trị máy chạy: apt-get install python3-venv",
    )


def runs(home: Home) -> bool:
    """Whether the environment made earlier still has a Python that starts."""
    return os.access(home.python, os.X_OK) and home.python.resolve().exists()


def with_ensurepip(home: Home) -> Path | None:
    """A virtual environment the ordinary way, where Python brings pip along."""
    if not importlib.util.find_spec("ensurepip"):
        return None
    run([sys.executable, "-m", "venv", home.venv], log=home.log("pip"), what="python3 -m venv")
    return home.python


def with_pip_wheel(home: Home, unpack: Callable[[list[str]], Path]) -> Path | None:
    """A virtual environment without pip, then pip from the wheel in Debian's package."""
    wheels = sorted(unpack(PIP_WHEEL_PACKAGES).rglob("pip-*.whl"))
    if not wheels:
        return None
    log = home.log("pip")
    run([sys.executable, "-m", "venv", "--without-pip", home.venv], log=log, what="python3 -m venv")
    run(
        [home.python, wheels[0] / "pip", "install", "--no-index", wheels[0]],
        log=log,
        what="Cài pip vào môi trường Python",
    )
    return home.python
