"""Which Debian packages go into a private copy, and which PostgreSQL is good enough (A5)."""

from pathlib import Path

from launcher.debian import chosen, library_path
from launcher.postgres import find

SIMULATION = """\
Reading package lists...
The following NEW packages will be installed:
  gcc-12-base libc6 libicu72 libllvm14 perl-base postgresql-15 tzdata
Inst gcc-12-base (12.2.0-14+deb12u1 Debian:12.12/oldstable [amd64]) []
Inst libc6 (2.36-9+deb12u13 Debian:12.12/oldstable [amd64])
Inst perl-base (5.36.0-7 Debian:12.12/oldstable [amd64])
Inst libicu72 (72.1-3+deb12u1 Debian:12.12/oldstable [amd64])
Inst libllvm14 (1:14.0.6-12 Debian:12.12/oldstable [amd64])
Inst postgresql-15 (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])
Conf libicu72 (72.1-3+deb12u1 Debian:12.12/oldstable [amd64])
"""


def test_a_private_copy_leaves_the_c_library_and_scripting_to_the_machine() -> None:
    assert chosen(SIMULATION) == ["libicu72=72.1-3+deb12u1", "postgresql-15=15.20-0+deb12u1"]


def test_libraries_are_found_beside_each_other_but_not_in_a_programs_own_folder(
    tmp_path: Path,
) -> None:
    prefix = tmp_path / "postgresql"
    for name in (
        "usr/lib/x86_64-linux-gnu/libicuuc.so.72",
        "lib/x86_64-linux-gnu/libz.so.1",
        "usr/lib/postgresql/15/lib/pg_trgm.so",
    ):
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).touch()
    assert library_path(prefix).split(":") == [
        f"{prefix}/lib/x86_64-linux-gnu",
        f"{prefix}/usr/lib/x86_64-linux-gnu",
    ]


def installed(prefix: Path, version: str, *, contrib: bool = True) -> Path:
    """A folder that looks like Debian's PostgreSQL of that version."""
    major = version.split(".")[0]
    programs = prefix / "usr" / "lib" / "postgresql" / major / "bin"
    programs.mkdir(parents=True)
    for name in ("initdb", "pg_ctl", "postgres"):
        (programs / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version} (Debian)'\n")
        (programs / name).chmod(0o755)
    extensions = prefix / "usr" / "share" / "postgresql" / major / "extension"
    extensions.mkdir(parents=True)
    for name in ("btree_gist", "unaccent", "pg_trgm") if contrib else ():
        (extensions / f"{name}.control").touch()
    return programs


def test_the_newest_complete_postgresql_is_taken(tmp_path: Path) -> None:
    installed(tmp_path, "9.6")
    installed(tmp_path, "15.18")
    newest = installed(tmp_path, "17.2")
    found = find(tmp_path, None)
    assert found is not None
    assert (found.folder, found.major) == (newest, 17)


def test_data_of_a_version_takes_the_programs_of_that_version(tmp_path: Path) -> None:
    fitting = installed(tmp_path, "15.18")
    installed(tmp_path, "17.2")
    found = find(tmp_path, 15)
    assert found is not None
    assert found.folder == fitting
    assert find(tmp_path, 16) is None


def test_one_older_than_15_or_without_contributed_modules_is_not_good_enough(
    tmp_path: Path,
) -> None:
    installed(tmp_path / "old", "14.9")
    installed(tmp_path / "poor", "15.1", contrib=False)
    assert find(tmp_path / "old", None) is None
    assert find(tmp_path / "poor", None) is None


def test_programs_that_do_not_start_are_not_good_enough(tmp_path: Path) -> None:
    programs = installed(tmp_path, "15.18")
    (programs / "postgres").write_text("#!/bin/sh\nexit 127\n")
    assert find(tmp_path, None) is None
