"""The private database: a PostgreSQL cluster of this clone on a unix socket, started on demand."""

import os
import pwd
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launcher import owners
from launcher.home import Home, socket_dir
from launcher.postgres import Programs, programs
from launcher.processes import run
from launcher.steps import Trouble

Tell = Callable[[str], None]
DATABASE, OWNER, APP = "hientai", "hientai_owner", "hientai_app"

SETTINGS = """\
# Written by ./hientai at every start.
listen_addresses = ''
unix_socket_directories = '{socket}'
max_connections = 100
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_wal_size = 2GB
min_wal_size = 128MB
checkpoint_timeout = 15min
random_page_cost = 1.1
max_parallel_workers_per_gather = 1
jit = off
log_timezone = 'UTC'
timezone = 'UTC'
log_min_messages = warning
"""

# Nothing of a test has to outlive the machine: its tables are emptied thousands of times, and
# waiting for the disk each time costs more than the tests.
OF_TESTS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""

# Names and lists sort as Vietnamese does (ICU), letters fold as UTF-8.
INITDB = (
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=vi",
    "--auth=peer",
)

# The superuser enters by being the cluster's own user of this machine; the product's two
# roles enter by password.
ENTRANCE = """\
local all {superuser} peer
local all all scram-sha-256
"""


@dataclass(frozen=True)
class Cluster:
    """One clone's cluster: its files, its socket, and the user of the machine it runs as.

    That of the tests is another one: it may lose what it holds, and users' data are never in it.
    """

    home: Home
    of_tests: bool = False

    @property
    def data(self) -> Path:
        """The folder of its files."""
        return self.home.state / ("postgres-tests" if self.of_tests else "postgres")

    @property
    def user(self) -> str | None:
        """The unprivileged user that root lends the cluster; None when we are unprivileged."""
        if os.geteuid() != 0:
            return None
        return self.data.owner() if self._made.exists() else owners.unprivileged_user()

    @property
    def _made(self) -> Path:
        """The mark of a complete cluster: half a one, from a machine that died, is made anew."""
        return self.data / "hientai.made"

    @property
    def socket(self) -> Path:
        beside = self.home.state / "tests" if self.of_tests else self.home.state
        return socket_dir(beside, os.environ, os.geteuid())

    def major(self) -> int | None:
        """The version of the data on disk."""
        if not self._made.exists():
            return None
        return int((self.data / "PG_VERSION").read_text())

    def url(self, role: str) -> str:
        """The address for one of the two roles."""
        secret = quote(self.home.secret(role), safe="")
        return f"postgresql://{role}:{secret}@/{DATABASE}?host={quote(str(self.socket))}"

    def ready(self, tell: Tell) -> None:
        """Make the cluster if there is none and start it if it does not run."""
        if self.running():
            return
        if self.of_tests and self._cut_off():
            shutil.rmtree(self.data)
        tools = programs(self.home, self.major(), tell)
        if self.major() is None:
            tell(f"tạo cơ sở dữ liệu riêng (PostgreSQL {tools.major})")
            self._make(tools)
        owners.socket_folder(self.socket, self.user)
        self._start(tools)

    def running(self) -> bool:
        """Whether the postmaster named in the data folder is alive and is PostgreSQL."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            return Path(f"/proc/{pid}/comm").read_text().startswith("postgres")
        except (OSError, ValueError):
            return False

    def _cut_off(self) -> bool:
        """Whether it did not end in good order: what did not wait for the disk may be torn."""
        return (self.data / "postmaster.pid").exists()

    def pid(self) -> int:
        """The number of the postmaster; only of a running cluster."""
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def stop(self) -> bool:
        """Stop it in good order; whether there was anything to stop."""
        if not self.running():
            return False
        tools = programs(self.home, self.major(), lambda text: None)
        self._control(tools, "stop -m fast -w -t 60", "Dừng cơ sở dữ liệu")
        return True

    def _control(self, tools: Programs, action: str, what: str) -> None:
        log = self.data / "server.log"
        self._run(tools, "pg_ctl", *action.split(), "-s", "-D", self.data, "-l", log, what=what)

    def _run(
        self, tools: Programs, name: str, *words: str | Path, what: str, feed: str = ""
    ) -> str:
        return run(
            [tools.folder / name, *words],
            log=self.home.log("database"),
            what=what,
            env=tools.env(),
            cwd=self.data,
            user=self.user,
            feed=feed,
            remedy=f"Xem nhật ký: {self.home.log('database')} và {self.data / 'server.log'}",
        )

    def _make(self, tools: Programs) -> None:
        """initdb and the two roles; a cluster whose roles failed is removed again."""
        owners.new_folder(self.data, self.user)
        superuser = self.user or pwd.getpwuid(os.geteuid()).pw_name
        try:
            where = ("-D", self.data, "-U", superuser)
            self._run(tools, "initdb", *where, *INITDB, what="initdb")
            self._settings(superuser)
            self._roles(tools)
            self._made.touch()
        except Trouble:
            shutil.rmtree(self.data, ignore_errors=True)
            raise

    def _settings(self, superuser: str) -> None:
        """Who may enter, and that our own settings file is read."""
        (self.data / "pg_hba.conf").write_text(ENTRANCE.format(superuser=superuser))
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("include_if_exists 'hientai.conf'\n")

    def _roles(self, tools: Programs) -> None:
        """The owner, the application's role and the database, in single-user mode.

        Single-user mode needs neither a client program nor a password, and says ERROR
        instead of ending with a code.
        """
        feed = role_statements(self.home.secret(OWNER), self.home.secret(APP))
        single = ("--single", "-D", self.data, "postgres")
        said = self._run(tools, "postgres", *single, what="Tạo vai trò cơ sở dữ liệu", feed=feed)
        if "ERROR" in said or "FATAL" in said:
            raise Trouble(
                "Không tạo được vai trò của cơ sở dữ liệu.",
                remedy=f"Xem nhật ký: {self.home.log('database')}",
            )

    def settings(self) -> str:
        """What the server is told at its start."""
        told = SETTINGS.format(socket=self.socket)
        return told + OF_TESTS if self.of_tests else told

    def _start(self, tools: Programs) -> None:
        conf = self.data / "hientai.conf"
        conf.write_text(self.settings())
        self._control(tools, "start -w -t 120", "Khởi động cơ sở dữ liệu")


def role_statements(owner_secret: str, app_secret: str) -> str:
    """The statements of a new cluster, one a line: two roles and the database of the owner.

    The owner is no superuser: it makes databases (for tests) and may step down to the
    application's role; the extensions used are ones PostgreSQL trusts to a database's owner.
    """
    return (
        f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE PASSWORD '{owner_secret}'\n"
        f"CREATE ROLE {APP} LOGIN PASSWORD '{app_secret}'\n"
        f"GRANT {APP} TO {OWNER}\n"
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}\n"
    )
