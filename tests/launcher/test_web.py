"""How requests wait: one line for both processes, and nobody's idle connection holds it up (A5)."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from launcher.server import GUNICORN, own_address

APPLICATION = """
import os, time
def application(environ, start_response):
    time.sleep(0.05)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A small application served as the pages are."""
    place = tmp_path_factory.mktemp("served")
    (place / "small.py").write_text(APPLICATION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "small:application", *GUNICORN]
    bind = ["--bind", f"127.0.0.1:{number}", "--worker-tmp-dir", str(place)]
    served = subprocess.Popen([*command, *bind], cwd=place, stderr=subprocess.PIPE)
    try:
        _answers(number, within=30)
        yield number
    finally:
        served.terminate()
        served.wait()


def _answers(number: int, within: float) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            _ask(number)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the small application did not answer")


def _ask(number: int) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", number, timeout=20)) as line:
        line.request("GET", "/")
        return line.getresponse().read().decode()


def test_both_processes_take_a_like_share_of_many_requests(port: int) -> None:
    """Sixteen clients one after another: neither process is left with a quarter or less."""
    done: Counter[str] = Counter()

    def ask_ten() -> None:
        for _ in range(10):
            done[_ask(port)] += 1

    clients = [threading.Thread(target=ask_ten) for _ in range(16)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert len(done) == 2
    assert min(done.values()) > 160 / 4


def test_connections_that_never_ask_hold_up_nobody(port: int) -> None:
    """A browser opens connections ahead of need; no thread takes one before it asks something."""
    workers = {_ask(port) for _ in range(40)}
    before = sum(_files(worker) for worker in workers)
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    try:
        assert {_ask(port) for _ in range(40)} <= workers
        assert sum(_files(worker) for worker in workers) < before + 4
    finally:
        for one in idle:
            one.close()


def _files(worker: str) -> int:
    return len(list(Path(f"/proc/{worker}/fd").iterdir()))


@pytest.mark.parametrize(
    ("env", "host", "address"),
    [
        ({}, "127.0.0.1", "http://127.0.0.1:8000"),
        ({}, "0.0.0.0", None),
        ({"HIENTAI_ADDRESS": "https://hientai.hanoi.example"}, "127.0.0.1", None),
        ({"HIENTAI_ORIGINS": "https://hientai.hanoi.example"}, "127.0.0.1", None),
    ],
)
def test_letters_lead_to_this_machine_where_no_other_address_is_named(
    env: dict[str, str], host: str, address: str | None
) -> None:
    """C3: the demo's letters open its pages; an installation's lead where it says."""
    assert own_address(env, host, 8000).get("HIENTAI_ADDRESS") == address
