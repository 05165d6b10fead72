"""A load of signed-in clients on pages, in a process of its own so that its CPU is told apart.

Run as `python -m bench.client`; reads what to ask as JSON from its input (see `bench.pages`),
prints JSON. Pages come in kinds: every client asks one kind after another, and of each kind a
page drawn at random, so that no page is asked again just because it was the last.
"""

import http.client
import itertools
import json
import random
import re
import resource
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit


class Client:
    """One browser's worth of requests: keeps its connection and its cookies."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.line = http.client.HTTPConnection(self.host, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        """One request; status and body."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, quote(path, safe="/?=&%"), body, headers)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, answer.read()

    def _answer(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """The answer; as a browser does, once more where an idle connection had been closed."""
        self.line.request(method, path, body, headers)
        try:
            return self.line.getresponse()
        except http.client.RemoteDisconnected:
            self.line.request(method, path, body, headers)
            return self.line.getresponse()

    def sign_in(self, user: str, password: str) -> None:
        """Sign in as a person would, through the form."""
        page = self.ask("GET", "/dang-nhap/")[1].decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, "the sign-in page has no form"
        form = {"csrfmiddlewaretoken": token[1], "username": user, "password": password}
        status, _ = self.ask("POST", "/dang-nhap/", urlencode(form))
        assert status == 302, f"sign-in refused: {status}"


def load(
    clients: list[Client], kinds: dict[str, list[str]], seconds: float
) -> tuple[dict[str, list[float]], float]:
    """Seconds of each answer by kind of page, and how long it all took."""
    times: dict[str, list[float]] = defaultdict(list)
    began = time.perf_counter()

    def work(number: int, client: Client) -> None:
        for kind, path in _drawn(number, kinds, until=began + seconds):
            asked = time.perf_counter()
            status, _ = client.ask("GET", path)
            times[kind].append(time.perf_counter() - asked)
            assert status == 200, f"{path}: {status}"

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - began


def _drawn(number: int, kinds: dict[str, list[str]], until: float) -> Iterator[tuple[str, str]]:
    """One client's pages until a moment: one kind after another, each page drawn at random."""
    drawn, names = random.Random(number), list(kinds)
    for step in itertools.count(number):
        if time.perf_counter() >= until:
            return
        kind = names[step % len(names)]
        yield kind, drawn.choice(kinds[kind])


def main() -> None:
    """Sign in, warm the pages in all server processes, then measure."""
    asked = json.load(sys.stdin)
    clients = [Client(asked["address"]) for _ in range(asked["clients"])]
    for client in clients:
        client.sign_in(asked["user"], asked["password"])
    load(clients, asked["kinds"], asked["warm_seconds"])
    before = resource.getrusage(resource.RUSAGE_SELF)
    times, lasted = load(clients, asked["kinds"], asked["seconds"])
    after = resource.getrusage(resource.RUSAGE_SELF)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sys.stdout.write(json.dumps({"times": times, "lasted": lasted, "own_cpu": own}))


if __name__ == "__main__":
    main()
