"""Where this clone keeps its state: environment, database, browser files, logs, secrets."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# `sun_path` of a unix socket holds 108 bytes with the closing zero.
SOCKET_PATH_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"


def short_hash(text: str) -> str:
    """Eight characters that tell one clone from another on the same machine."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def state_dir(repo: Path, environ: Mapping[str, str], *, root: bool, writable: bool) -> Path:
    """The state folder of a clone.

    PostgreSQL refuses to run as root and its own user cannot enter /root, so root's state
    lies under /var/lib; everybody else's lies in the clone, or in their home when the clone
    cannot be written.  HIENTAI_HOME overrides.
    """
    if given := environ.get("HIENTAI_HOME"):
        return Path(given).expanduser().absolute()
    mark = f"{repo.name}-{short_hash(str(repo))}"
    if root:
        return Path("/var/lib/hientai") / mark
    if writable:
        return repo / ".hientai"
    states = environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(states) / "hientai" / mark


def fits_socket(folder: Path) -> bool:
    """Whether PostgreSQL's socket in this folder has a path the kernel accepts."""
    return len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_PATH_BYTES


def socket_dir(state: Path, environ: Mapping[str, str], uid: int) -> Path:
    """The first folder whose socket path is short enough: state, runtime folder, /tmp."""
    mark = f"hientai-{uid}-{short_hash(str(state))}"
    places = [state / "sock"]
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        places.append(Path(runtime) / mark)
    places.append(Path(tempfile.gettempdir()) / mark)
    return next((place for place in places if fits_socket(place)), Path("/tmp") / mark)


@dataclass(frozen=True)
class Home:
    """The folders and files of one clone's state; `bare` ignores the machine's own programs."""

    repo: Path
    state: Path
    bare: bool

    @classmethod
    def of(cls, repo: Path, environ: Mapping[str, str]) -> "Home":
        """Read the place from the environment and make the folder."""
        root = os.geteuid() == 0
        state = state_dir(repo, environ, root=root, writable=os.access(repo, os.W_OK))
        state.mkdir(parents=True, exist_ok=True)
        for folder in ("log", "static"):
            (state / folder).mkdir(exist_ok=True)
        return cls(repo=repo, state=state, bare=environ.get("HIENTAI_BARE", "") not in ("", "0"))

    @property
    def venv(self) -> Path:
        return self.state / "venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def browser(self) -> Path:
        return self.state / "browser"

    @property
    def private(self) -> Path:
        """Debian packages unpacked for this clone alone."""
        return self.state / "debian"

    def log(self, name: str) -> Path:
        return self.state / "log" / f"{name}.log"

    def secret(self, name: str) -> str:
        """A random secret kept in a file that only its owner reads; made at first use."""
        folder = self.state / "secrets"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / name
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text().strip()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the set-up lock: two commands at once must not build the same thing."""
        with (self.state / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
