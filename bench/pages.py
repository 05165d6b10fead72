"""Pages under load, and what the idle system holds in memory."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg

from bench import city
from bench.city import addresses
from bench.lines import Line
from launcher.processes import family, proportional_memory
from launcher.server import GUNICORN

ADDRESS = "http://127.0.0.1:8799"
CLIENTS, WARM_SECONDS, SECONDS = 16, 15, 20
PEOPLE = 200
SEARCHES = (
    "tim=nguyen",
    "tim=tran+van",
    "tim=thu+ha",
    "doi-tuong=civil_servant",
    "doi-tuong=public_employee&trang=3",
    "trinh-do=master",
    "gioi-tinh=female&trinh-do=university",
    "chuc-vu=division_head",
)


@contextmanager
def served() -> Iterator[list[int]]:
    """The system as `serve` starts it, web and worker; the numbers of their processes."""
    bind = ADDRESS.removeprefix("http://")
    commands = (
        ["gunicorn", "hientai.site.wsgi:application", *GUNICORN, "--bind", bind],
        ["hientai", "procrastinate", "worker"],
    )
    running = [
        subprocess.Popen([sys.executable, "-m", *words], env=addresses(), stderr=subprocess.DEVNULL)
        for words in commands
    ]
    try:
        _wait()
        yield [process.pid for process in running]
    finally:
        for process in running:
            process.terminate()
            process.wait()


def _wait() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{ADDRESS}/suc-khoe/", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not answer within a minute")


def kinds() -> dict[str, list[str]]:
    """The pages asked: of every kind many different ones, as a house full of officers asks."""
    scheme = "/de-an/hanoi-1698/"
    people = city.column(
        f"SELECT code FROM people_person WHERE code LIKE 'HN%' ORDER BY md5(code) LIMIT {PEOPLE}"
    )
    quotas = city.column(
        "SELECT DISTINCT i.item_id FROM schemes_schemeitem i"
        " JOIN schemes_schemeversion v ON v.id = i.version_id"
        " JOIN schemes_scheme s ON s.id = v.scheme_id"
        " WHERE i.kind = 'quota' AND s.slug = 'hanoi-1698'"
    )
    asked = [f"trang={page}" for page in range(2, 13)] + list(SEARCHES)
    return {
        "list": ["/nguoi/", *(f"/nguoi/?{words}" for words in asked)],
        "scheme": [scheme, f"{scheme}?phan=chi-tieu"],
        "quota": [f"{scheme}chi-tieu/{quota}/" for quota in quotas],
        "person": [f"/nguoi/{code}/" for code in people],
    }


def pages(user: str, password: str, within: int = 200, where: str = "") -> list[Line]:
    """Percentiles and rate of the pages, 16 clients at once; the client's own CPU beside them.

    `within` is the p95 to reach, in ms; `where` stands before the name of each line.
    """
    asked: dict[str, Any] = {
        "address": ADDRESS,
        "user": user,
        "password": password,
        "clients": CLIENTS,
        "warm_seconds": WARM_SECONDS,
        "seconds": SECONDS,
        "kinds": kinds(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = _lines(json.loads(done.stdout), asked["kinds"], within)
    return [replace(line, job=where + line.job) for line in lines]


def _lines(found: dict[str, Any], asked: dict[str, list[str]], within: int) -> list[Line]:
    lines = [
        Line(f"page: {kind}", [_p95(times)], "ms", within, note=note)
        for kind, times in sorted(found["times"].items())
        for note in [f"p95 of {len(times)}, {len(asked[kind])} different"]
    ]
    every = [t for times in found["times"].values() for t in times]
    cpu = found["own_cpu"] / len(every) * 1000
    rate = Line(
        f"pages together, {CLIENTS} clients",
        [len(every) / found["lasted"]],
        "1/s",
        100,
        at_least=True,
        note=f"client's own CPU {cpu:.2f} ms a page",
    )
    return [*lines, Line("pages together, p95", [_p95(every)], "ms", within), rate]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def idle(pids: list[int], job: str, target: float | None = None) -> Line:
    """Summed PSS of web, worker and the database."""
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"]) as server:
        own = server.execute("SELECT pg_backend_pid()").fetchone()
        assert own
        parent = int(Path(f"/proc/{own[0]}/stat").read_text().rpartition(")")[2].split()[1])
    every = [number for pid in [*pids, parent] for number in family(pid)]
    return Line(job, [proportional_memory(every) / 2**20], "MB", target)
