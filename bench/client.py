"""A load of signed-in clients on pages, in a process of its own so that its CPU is told apart.

Run as `python -m bench.client ADDRESS USER PASSWORD CLIENTS SECONDS PATH…`; prints JSON.
"""

import http.client
import json
import re
import resource
import sys
import threading
import time
from collections import defaultdict
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
        self.line.request(method, quote(path, safe="/?=&%"), body, headers)
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, answer.read()

    def sign_in(self, user: str, password: str) -> None:
        """Sign in as a person would, through the form."""
        page = self.ask("GET", "/dang-nhap/")[1].decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, "the sign-in page has no form"
        form = {"csrfmiddlewaretoken": token[1], "username": user, "password": password}
        status, _ = self.ask("POST", "/dang-nhap/", urlencode(form))
        assert status == 302, f"sign-in refused: {status}"


def load(
    clients: list[Client], paths: list[str], seconds: float
) -> tuple[dict[str, list[float]], float]:
    """Every client asks one page after another; seconds of each answer by page, and in all."""
    times: dict[str, list[float]] = defaultdict(list)
    end = time.perf_counter() + seconds

    def work(number: int, client: Client) -> None:
        step = number
        while time.perf_counter() < end:
            path = paths[step % len(paths)]
            began = time.perf_counter()
            status, _ = client.ask("GET", path)
            times[path].append(time.perf_counter() - began)
            assert status == 200, f"{path}: {status}"
            step += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - began


def main() -> None:
    """Sign in, warm every page in both server processes, then measure."""
    address, user, password, count, seconds, *paths = sys.argv[1:]
    clients = [Client(address) for _ in range(int(count))]
    for client in clients:
        client.sign_in(user, password)
    load(clients, paths, 5)
    before = resource.getrusage(resource.RUSAGE_SELF)
    times, lasted = load(clients, paths, float(seconds))
    after = resource.getrusage(resource.RUSAGE_SELF)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sys.stdout.write(json.dumps({"times": times, "lasted": lasted, "own_cpu": own}))


if __name__ == "__main__":
    main()
