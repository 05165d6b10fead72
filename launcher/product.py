"""The Python side as the launcher starts it: its environment, its migrations, its commands."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import database, environment, fonts, npm, stamps
from launcher.database import Addresses
from launcher.home import Home, short_hash
from launcher.processes import run
from launcher.steps import Steps

# The demo register describes the city on one day; pages of a demo open there.
DEMO_DAY = "2024-06-01"


@dataclass(frozen=True)
class Product:
    """One clone made ready: its state and the addresses of its database."""

    home: Home
    addresses: Addresses

    def env(self, *, owner: bool = False) -> dict[str, str]:
        """What a process of the product gets; the owner's address only where it is needed."""
        env = {**os.environ, **paths(self.home), "DATABASE_URL": self.addresses.app}
        env.pop("OWNER_DATABASE_URL", None)
        env.pop("APP_DATABASE_URL", None)
        if owner:
            env["OWNER_DATABASE_URL"] = self.addresses.owner
        if self.is_demo():
            env.setdefault("HIENTAI_TODAY", DEMO_DAY)
        return env

    def is_demo(self) -> bool:
        """Whether this very database was loaded as a demo."""
        return stamps.fresh(self.home.state / "demo.mark", short_hash(self.addresses.owner))

    def became_demo(self) -> None:
        """Remember that this database holds the demo."""
        stamps.put(self.home.state / "demo.mark", short_hash(self.addresses.owner))

    def is_no_demo(self) -> None:
        """Forget that this database was to hold the demo."""
        (self.home.state / "demo.mark").unlink(missing_ok=True)

    def migrate(self) -> None:
        """Bring the tables up to the code, unless the stamp says they are."""
        stamp = self.home.state / "migrated"
        mark = stamps.fingerprint(migrations(self.home.repo), self.addresses.owner)
        own_server = "DATABASE_URL" in os.environ
        if not own_server and stamps.fresh(stamp, mark):
            return
        run(
            [self.home.python, "-m", "hientai", "migrate", "--noinput"],
            log=self.home.log("database"),
            what="Tạo bảng trong cơ sở dữ liệu",
            env={**self.env(owner=True), "HIENTAI_ROLE": "owner"},
            cwd=self.home.repo,
        )
        stamps.put(stamp, mark)

    def words(self) -> None:
        """Make the translations ready to be read, unless the stamp says they are."""
        folder = self.home.repo / "src" / "hientai" / "locale"
        mark = stamps.fingerprint(folder.glob("*/LC_MESSAGES/*.po"))
        stamp = self.home.state / "words"
        made = [po.with_suffix(".mo").is_file() for po in folder.glob("*/LC_MESSAGES/*.po")]
        if stamps.fresh(stamp, mark) and all(made):
            return
        run(
            [self.home.python, "-m", "hientai", "words", "compile"],
            log=self.home.log("words"),
            what="Dựng bản dịch",
            env=self.env(),
            cwd=self.home.repo,
        )
        stamps.put(stamp, mark)

    def collect(self) -> None:
        """Put the pages' own files and the browser's together, named by content and compressed."""
        own = list((self.home.repo / "src" / "hientai").glob("*/static/**/*.*"))
        locks = [self.home.repo / "package-lock.json", self.home.repo / "requirements" / "base.txt"]
        mark = stamps.fingerprint([*own, *locks])
        stamp = self.home.state / "collected"
        if stamps.fresh(stamp, mark) and (self.home.state / "static").is_dir():
            return
        run(
            [self.home.python, "-m", "hientai", "collectstatic", "--noinput"],
            log=self.home.log("static"),
            what="Gom tệp cho trình duyệt",
            env=self.env(),
            cwd=self.home.repo,
        )
        stamps.put(stamp, mark)

    def command(self, words: Sequence[str], *, as_owner: bool = False) -> int:
        """Run `python -m hientai …` before the user's eyes; its exit code."""
        env = self.env(owner=as_owner) | ({"HIENTAI_ROLE": "owner"} if as_owner else {})
        program = [str(self.home.python), "-m", "hientai", *words]
        return subprocess.run(program, env=env, check=False).returncode


def paths(home: Home) -> dict[str, str]:
    """The part of a process's environment that needs no database."""
    search = os.pathsep.join([str(home.repo / "src"), str(home.repo)])
    return {
        "PYTHONPATH": search,
        "PYTHONUTF8": "1",
        "HIENTAI_HOME": str(home.state),
        "HIENTAI_STATIC": str(home.browser / "node_modules"),
        "HIENTAI_COLLECTED": "1",
        "HIENTAI_FONTS": str(fonts.of_clone(home)),
        "HIENTAI_SECRET_KEY": home.secret("django"),
        "DJANGO_SETTINGS_MODULE": "hientai.site.settings",
    }


def migrations(repo: Path) -> list[Path]:
    """The migrations of all rooms, Python and SQL, and the lock: libraries bring tables too."""
    found = sorted((repo / "src" / "hientai").glob("*/migrations/0*.*"))
    return [*found, repo / "requirements" / "base.txt"]


def ready(home: Home, steps: Steps, *, dev: bool = False, for_tests: bool = False) -> Product:
    """The four steps before anything runs: environment, database, browser files, tables; tests
    make their tables by themselves, in a database apart."""
    with home.alone():
        with steps.step("Môi trường Python") as tell:
            environment.ready(home, tell, dev=dev)
        with steps.step("Cơ sở dữ liệu PostgreSQL") as tell:
            product = Product(home, database.ready(home, os.environ, tell, for_tests=for_tests))
        with steps.step("Tệp cho trình duyệt") as tell:
            npm.browser_files(home, tell)
            fonts.ready(home, tell)
            product.collect()
            product.words()
        if not for_tests:
            with steps.step("Bảng dữ liệu"):
                product.migrate()
    return product
