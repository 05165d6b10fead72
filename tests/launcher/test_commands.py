"""What the user types: flags, help, ports, addresses; what the system says of itself (A4, A5)."""

import json
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from launcher.cluster import role_statements
from launcher.commands import COMMANDS, main, told
from launcher.database import with_role
from launcher.help import HELP, OVERVIEW
from launcher.server import Running, free_port, health
from launcher.steps import Trouble, seconds
from launcher.words import Words


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_help_with_an_example_and_stands_in_the_overview(name: str) -> None:
    assert f"Cách dùng: ./hientai {name}" in HELP[name]
    assert f"./hientai {name}" in HELP[name].partition("Ví dụ:")[2]
    assert f"\n  {name} " in OVERVIEW


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_an_example_is_one_that_the_help_explains(name: str) -> None:
    form, _example, examples = HELP[name].partition("Ví dụ:")
    own = [line for line in examples.splitlines() if f"./hientai {name}" in line]
    asked = {word for line in own for word in re.findall(r"--[a-z]+", line)} - {"--help"}
    assert own and all(option in form for option in asked)


def test_what_is_not_understood_ends_with_code_2_and_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status", "--la"]) == 2
    said = capsys.readouterr()
    assert "Không hiểu '--la'" in said.out + said.err
    assert "./hientai status --help" in said.out + said.err
    assert main(["status", "--la", "--json"]) == 2
    refused = json.loads(capsys.readouterr().out)
    assert set(refused) == {"what", "why", "clause", "remedy"}
    assert "'--la'" in refused["what"] and "--help" in refused["remedy"]


class Page(BaseHTTPRequestHandler):
    """A serving process that answers what it is given to say."""

    says = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.says)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.mark.parametrize(
    ("says", "worker"),
    [(b'{"worker": true}', True), (b'{"worker": false}', False), (b"ok", None), (b"[1]", None)],
)
def test_the_serving_process_is_asked_whether_its_worker_runs(
    says: bytes, worker: bool | None
) -> None:
    with HTTPServer(("127.0.0.1", 0), type("Says", (Page,), {"says": says})) as page:
        threading.Thread(target=page.handle_request, daemon=True).start()
        found = Running(1, "", "127.0.0.1", page.server_port, [])
        assert health(found).get("worker") is worker


def test_a_silent_server_says_nothing_of_its_worker() -> None:
    assert health(Running(1, "", "127.0.0.1", 1, [])) == {}


@pytest.mark.parametrize(("worker", "said"), [(True, "đang chạy"), (False, "không chạy; tệp")])
def test_the_status_says_whether_the_worker_runs(worker: bool, said: str) -> None:
    facts = {"address": "http://x/", "database": "stopped", "memory_bytes": 0, "home": "/x"}
    assert f"Tiến trình nền: {said}" in told({**facts, "worker": worker})


@pytest.mark.parametrize("words", [["--port", "8080"], ["--port=8080"]])
def test_a_value_stands_after_a_blank_or_an_equals_sign(words: list[str]) -> None:
    assert Words("serve", words, numbers=("--port",)).number("--port") == 8080


@pytest.mark.parametrize("words", [["--cong", "1"], ["--port"], ["--port", "tám"], ["8080"]])
def test_what_is_not_understood_is_refused_with_the_way_to_the_help(words: list[str]) -> None:
    with pytest.raises(Trouble) as trouble:
        Words("serve", words, numbers=("--port",))
    assert "./hientai serve --help" in trouble.value.remedy


def test_a_taken_port_is_refused_when_asked_for_and_stepped_over_when_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble) as trouble:
            free_port("127.0.0.1", port)
    assert "--port" in trouble.value.remedy
    assert 8000 <= free_port("127.0.0.1", None) < 8100


def test_the_owners_address_becomes_the_applications_with_everything_else_kept() -> None:
    owner = "postgresql://chu:m%40t@may-chu:5433/hientai?sslmode=require"
    expected = "postgresql://hientai_app:p%2Fw@may-chu:5433/hientai?sslmode=require"
    assert with_role(owner, "hientai_app", "p/w") == expected


def test_an_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(Trouble, match="PostgreSQL"):
        with_role("mysql://an@may-chu/x", "hientai_app", "x")


def test_neither_role_of_a_new_cluster_is_a_superuser_and_the_application_owns_nothing() -> None:
    statements = role_statements("s1", "s2").splitlines()
    assert not any("SUPERUSER" in line or "BYPASSRLS" in line for line in statements)
    assert [line for line in statements if "OWNER" in line] == [
        "CREATE DATABASE hientai OWNER hientai_owner"
    ]
    assert "CREATE ROLE hientai_app LOGIN PASSWORD 's2'" in statements


def test_a_time_is_said_the_vietnamese_way() -> None:
    assert seconds(3.44) == "3,4 giây"
    assert seconds(125) == "2 phút 05 giây"
