"""The running system: web server and background worker, watched by one launcher process."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import processes
from launcher.home import Home
from launcher.product import Product
from launcher.steps import Trouble, say

FIRST_PORT, PORTS = 8000, 100
READY_WITHIN = 90.0
GUNICORN = ["--config", str(Path(__file__).with_name("web.py"))]


@dataclass(frozen=True)
class Running:
    """The launcher process that serves: number, birth and address, and the same of its children."""

    pid: int
    born: str
    host: str
    port: int
    children: list[tuple[int, str]]

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"


def note(home: Home) -> Path:
    """The file that names the serving process."""
    return home.state / "server.json"


def noted(home: Home) -> Running | None:
    """Who served last, alive or not."""
    try:
        return Running(**json.loads(note(home).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def running(home: Home) -> Running | None:
    """The serving process of this clone, if it is alive."""
    found = noted(home)
    return found if found and processes.alive(found.pid, found.born) else None


def stop(home: Home) -> bool:
    """End the serving process and whatever of it outlived it; whether there was anything."""
    found = noted(home)
    if found is None:
        return False
    ours = [(found.pid, found.born), *found.children]
    alive = [(pid, born) for pid, born in ours if processes.alive(pid, born)]
    for pid, born in alive:
        if not processes.stop(pid, born, patience=30):
            raise Trouble(f"Tiến trình {pid} không chịu dừng.")
    note(home).unlink(missing_ok=True)
    return bool(alive)


def free_port(host: str, wanted: int | None) -> int:
    """The wanted port, or the first free one from 8000 on; Trouble when it is taken."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                trial.bind((host, port))
                return port
    raise Trouble(
        f"Cổng {wanted or FIRST_PORT} trên {host} đang có chương trình khác dùng.",
        remedy="Chọn cổng khác bằng --port, ví dụ: --port 8080",
    )


def web_command(product: Product, host: str, port: int) -> list[str]:
    """gunicorn, as `launcher.web` says, at an address."""
    memory = Path("/dev/shm")
    beat = memory if os.access(memory, os.W_OK) else product.home.state
    program = [str(product.home.python), "-m", "gunicorn", "hientai.site.wsgi:application"]
    place = ["--bind", f"{host}:{port}", "--worker-tmp-dir", str(beat)]
    return [*program, *GUNICORN, *place]


def serve(product: Product, host: str, port: int) -> int:
    """Start web and worker, tell the address when pages answer, watch until asked to stop."""
    worker = [str(product.home.python), "-m", "hientai", "worker"]
    os.environ.update(own_address(os.environ, host, port))
    with (
        child(product, "web", web_command(product, host, port)) as web,
        child(product, "worker", worker) as jobs,
    ):
        try:
            wait_for_page(product.home, web, host, port)
            announce(product.home, host, port, [web.pid, jobs.pid])
            return watch(product.home, {"web": web, "worker": jobs})
        except KeyboardInterrupt:
            say("Đang dừng …")
            return 0
        finally:
            note(product.home).unlink(missing_ok=True)


def own_address(env: Mapping[str, str], host: str, port: int) -> dict[str, str]:
    """The address that letters lead to, where nobody named one and this machine alone is meant."""
    named = env.get("HIENTAI_ADDRESS") or env.get("HIENTAI_ORIGINS")
    return {} if named or host == "0.0.0.0" else {"HIENTAI_ADDRESS": f"http://{host}:{port}"}


@contextlib.contextmanager
def child(product: Product, name: str, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the running system, its words in a log; ended with the block.

    It leads a session of its own, so that Ctrl-C reaches the launcher alone, which then
    ends everything in order.
    """
    with product.home.log(name).open("ab") as log:
        process = subprocess.Popen(
            command,
            env=product.env(),
            cwd=product.home.repo,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for_page(home: Home, web: "subprocess.Popen[bytes]", host: str, port: int) -> None:
    """Until the sign-in page answers; Trouble when the server died or stays silent."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if web.poll() is not None:
            break
        if (status := page_status(host, port)) is not None:
            if status < 500:
                return
            break
        time.sleep(0.1)
    log = home.log("web")
    raise Trouble(
        f"Máy chủ web không phục vụ được:\n{processes.tail(log.read_text())}",
        remedy=f"Xem nhật ký: {log}",
    )


def page_status(host: str, port: int) -> int | None:
    """The status of the sign-in page, or None while nothing listens."""
    reachable = "127.0.0.1" if host == "0.0.0.0" else host
    connection = http.client.HTTPConnection(reachable, port, timeout=30)
    try:
        connection.request("GET", "/dang-nhap/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def health(found: Running) -> dict[str, object]:
    """What the serving process says of its database and worker; nothing where it is silent."""
    reachable = "127.0.0.1" if found.host == "0.0.0.0" else found.host
    connection = http.client.HTTPConnection(reachable, found.port, timeout=10)
    try:
        connection.request("GET", "/suc-khoe/")
        said = json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException):
        return {}
    finally:
        connection.close()
    return said if isinstance(said, dict) else {}


def announce(home: Home, host: str, port: int, children: list[int]) -> None:
    """Write down who serves where, and say it."""
    me, *ours = [(pid, processes.birth(pid)) for pid in (os.getpid(), *children)]
    found = Running(pid=me[0], born=me[1], host=host, port=port, children=ours)
    note(home).write_text(json.dumps(vars(found)))
    say()
    say(f"Mở trong trình duyệt:  {found.address}")
    say("Dừng: Ctrl-C, hoặc ./hientai stop từ cửa sổ khác.")


def watch(home: Home, children: dict[str, "subprocess.Popen[bytes]"]) -> int:
    """Sleep while all run; 1 when one ended by itself, with where it says why."""
    while True:
        for name, process in children.items():
            if process.poll() is not None:
                say(
                    f"Tiến trình {name} đã dừng (mã {process.returncode}). "
                    f"Xem nhật ký: {home.log(name)}"
                )
                return 1
        time.sleep(0.5)


def in_background(home: Home, host: str, port: int) -> int:
    """Start `serve` apart from this terminal and wait until it answers."""
    log = home.log("serve")
    again = [sys.executable, str(home.repo / "hientai"), "serve"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*again, "--host", host, "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    while process.poll() is None:
        if found := running(home):
            say(f"Đang phục vụ tại {found.address}  (dừng: ./hientai stop)")
            return 0
        time.sleep(0.1)
    raise Trouble(
        f"Không phục vụ được:\n{processes.tail(log.read_text())}", remedy=f"Xem nhật ký: {log}"
    )
