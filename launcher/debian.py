"""Debian packages: installed by the administrator's rights, or unpacked for this clone alone."""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from launcher import stamps
from launcher.choice import Way
from launcher.home import Home
from launcher.processes import run
from launcher.steps import live

Found = TypeVar("Found")

# Never taken into a private copy: the C library must be the machine's own (it belongs to the
# running kernel's loader), the rest only serves maintainer scripts that a private copy never
# runs, or (LLVM) a compiler of queries that the private database leaves off.
LEFT_OUT = re.compile(
    r"^(libc6|libc-bin|libc-l10n|locales|base-files|base-passwd|bash|dash|coreutils|dpkg|tar|sed"
    r"|grep|findutils|hostname|login|passwd|mount|util-linux\S*|init|sysvinit\S*|systemd\S*|debconf"
    r"|debianutils|perl|perl-base|perl-modules\S*|libperl\S*|lib\S+-perl|adduser|ucf|sensible-utils"
    r"|ssl-cert|openssl|netbase|postgresql-common|postgresql-client-common|python3(-minimal|\.\d+\S*)?|libpython3\S*"
    r"|libllvm\S+|gcc-\d+-base|iso-codes|x11-common|mime-support|media-types|shared-mime-info)$"
)


@dataclass(frozen=True)
class Debian:
    """The packages of this machine's distribution, reached through apt's own settings."""

    home: Home

    @property
    def log(self) -> Path:
        return self.home.log("debian")

    def available(self) -> bool:
        """Whether this is a machine with apt at all."""
        return bool(shutil.which("apt-get") and shutil.which("dpkg"))

    def ways(
        self, packages: Sequence[str], find: Callable[[Path], Found | None]
    ) -> list[Way[Found]]:
        """Machine's own, private copy made before, apt-get as root, sudo, a new private copy.

        `find(prefix)` looks for the program under / or under the private copy's folder and
        answers None when it is not (completely) there.
        """
        copy = self.folder(packages)
        return [
            Way("của máy", lambda: find(Path("/")), of_machine=True),
            Way("bản riêng đã có", lambda: find(copy) if (copy / "complete").exists() else None),
            *self.installing(packages, lambda: find(Path("/"))),
            Way(
                "tải bản riêng, không cài vào máy",
                lambda: find(self.unpack(packages)),
                open=self.available(),
                slow=True,
            ),
        ]

    def installing(
        self, packages: Sequence[str], then: Callable[[], Found | None]
    ) -> list[Way[Found]]:
        """Install the packages into the machine, as root or by sudo without a question."""

        def by(rights: Sequence[str]) -> Found | None:
            self._install(packages, rights)
            return then()

        root, there = os.geteuid() == 0, self.available()
        sudo = there and not root and shutil.which("sudo") is not None
        return [
            Way(
                "cài bằng apt-get", lambda: by([]), open=there and root, of_machine=True, slow=True
            ),
            Way("cài bằng sudo", lambda: by(["sudo", "-n"]), open=sudo, of_machine=True),
        ]

    def folder(self, packages: Sequence[str]) -> Path:
        """Where the private copy of these packages lies."""
        return self.home.private / packages[0]

    def _install(self, packages: Sequence[str], by: Sequence[str]) -> None:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = [*by, "apt-get", "-q", "-y"]
        run([*apt, "update"], log=self.log, what="apt-get update", env=env)
        run(
            [*apt, "install", "--no-install-recommends", *packages],
            log=self.log,
            what="apt-get install",
            env=env,
        )

    def unpack(self, packages: Sequence[str]) -> Path:
        """Download the packages and all they need, unpack them into a folder of this clone."""
        target = self.folder(packages)
        shutil.rmtree(target, ignore_errors=True)
        debs = target / "debs"
        debs.mkdir(parents=True)
        apt = self._private_apt()
        run([*apt, "update"], log=self.log, what="Đọc danh mục gói")
        wanted = self.needed(apt, packages)
        heard = counted(len(wanted))
        run([*apt, "download", *wanted], log=self.log, what="Tải gói", cwd=debs, heard=heard)
        for deb in sorted(debs.glob("*.deb")):
            run(["dpkg", "-x", deb, target], log=self.log, what=f"Mở gói {deb.name}")
        shutil.rmtree(debs)
        stamps.put(target / "complete", " ".join(wanted))
        return target

    def needed(self, apt: Sequence[str], packages: Sequence[str]) -> list[str]:
        """`name=version` of the packages and their dependencies, as on a machine with nothing."""
        said = run(
            [*apt, "install", "-s", "--no-install-recommends", *packages],
            log=self.log,
            what="Tính các gói cần",
        )
        return chosen(said)

    def _private_apt(self) -> list[str]:
        """apt-get with lists, cache and (empty) state of our own, under the machine's sources."""
        place = self.home.private / "apt"
        for folder in ("state/lists/partial", "cache/archives/partial"):
            (place / folder).mkdir(parents=True, exist_ok=True)
        status = place / "state" / "status"
        status.touch()
        return [
            "apt-get",
            "-q",
            "-y",
            "-o",
            f"Dir::State={place}/state",
            "-o",
            f"Dir::State::status={status}",
            "-o",
            f"Dir::Cache={place}/cache",
            "-o",
            "Debug::NoLocking=1",
            "-o",
            "APT::Sandbox::User=root",
        ]


def chosen(simulation: str) -> list[str]:
    """From `apt-get install -s`: what goes into a private copy, as `name=version`."""
    lines = re.findall(r"^Inst (\S+) \((\S+) ", simulation, flags=re.MULTILINE)
    return [f"{name}={version}" for name, version in lines if not LEFT_OUT.match(name)]


def counted(total: int) -> Callable[[str], None]:
    """Listens to `apt-get download` and shows how many of the packages it has begun."""

    def heard(line: str) -> None:
        if package := re.match(r"Get:(\d+) \S+ \S+ \S+ (\S+)", line):
            live(int(package[1]), total, package[2])

    return heard


def library_path(prefix: Path) -> str:
    """The folders of shared libraries under an unpacked copy, for LD_LIBRARY_PATH.

    A program's own folder of modules is not one of them: it finds those itself.
    """
    folders = {path.parent for top in ("usr/lib", "lib") for path in (prefix / top).rglob("*.so*")}
    own = {"postgresql", "chromium"}
    return os.pathsep.join(
        sorted(str(folder) for folder in folders if not own & set(folder.relative_to(prefix).parts))
    )
