"""Running the tools of the set-up, and knowing a process again by its number and start."""

import contextlib
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from launcher.steps import Trouble

TAIL_LINES = 12


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    what: str,
    remedy: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: str | None = None,
    feed: str = "",
    heard: Callable[[str], None] | None = None,
) -> str:
    """Run a tool to its end, log what it says and return it; Trouble on failure.
    `user` lowers its rights (only root may ask); `heard` gets each line as it comes.
    """
    words = [str(word) for word in command]
    try:
        code, said = ended(words, env or os.environ, cwd, user, feed, heard)
    except OSError as e:
        raise Trouble(f"{what}: không chạy được {words[0]} ({e.strerror}).", remedy=remedy) from e
    note(log, words, said)
    if code:
        told = f"{what} không thành (mã {code}):\n{tail(said)}"
        raise Trouble(told, remedy=remedy or f"Xem nhật ký: {log}")
    return said


def note(log: Path, words: Sequence[str], said: str) -> None:
    """Keep what was run and what it said."""
    with log.open("a") as file:
        file.write(f"$ {' '.join(words)}\n{said}\n")


def ended(
    words: Sequence[str],
    env: Mapping[str, str],
    cwd: Path | None,
    user: str | None,
    feed: str,
    heard: Callable[[str], None] | None,
) -> tuple[int, str]:
    """Exit code and all words of a tool; its messages are in English, as we read some."""
    process = subprocess.Popen(
        words,
        env={**env, "LC_ALL": "C.UTF-8"},
        cwd=cwd,
        user=user,
        group=primary_group(user) if user else None,
        extra_groups=[] if user else None,
        text=True,
        errors="replace",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        said = conversation(process, feed, heard)
    return process.returncode, said


def conversation(
    process: "subprocess.Popen[str]", feed: str, heard: Callable[[str], None] | None
) -> str:
    """Feed a tool (a few lines), then listen until it is silent."""
    assert process.stdin and process.stdout
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(feed)
        process.stdin.close()
    lines = []
    for line in process.stdout:
        lines.append(line)
        if heard:
            heard(line)
    return "".join(lines)


def primary_group(user: str) -> int:
    """The group number of a user of this machine."""
    return pwd.getpwnam(user).pw_gid


def tail(text: str) -> str:
    """The last lines of what a tool said, indented under the message."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(f"        {line}" for line in lines[-TAIL_LINES:])


def birth(pid: int) -> str:
    """When the kernel started a process (clock ticks since boot); empty if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


def alive(pid: int, born: str) -> bool:
    """Whether the process that we started still runs (a later one with its number is not it)."""
    return bool(born) and birth(pid) == born


def stop(pid: int, born: str, *, patience: float) -> bool:
    """Ask a process of ours to end, insist after `patience` seconds; whether it is gone."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not alive(pid, born):
            return True
        os.kill(pid, sign)
        until = time.monotonic() + patience
        while alive(pid, born) and time.monotonic() < until:
            time.sleep(0.05)
    return not alive(pid, born)


def family(pid: int) -> list[int]:
    """A process and all its descendants, the eldest first; one that ends meanwhile has none."""
    members = [pid]
    for member in members:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                members += [int(child) for child in children.read_text().split()]
    return members


def proportional_memory(pids: Sequence[int]) -> int:
    """Summed PSS of processes in bytes: shared pages are counted once, by shares."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total * 1024
