"""What the user types: flags, help, ports, addresses."""

import socket

import pytest

from launcher.cluster import role_statements
from launcher.commands import COMMANDS
from launcher.database import with_role
from launcher.help import HELP, OVERVIEW
from launcher.server import free_port
from launcher.steps import Trouble, seconds
from launcher.words import Words


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_help_with_an_example_and_stands_in_the_overview(name: str) -> None:
    assert f"Cách dùng: ./hientai {name}" in HELP[name]
    assert f"./hientai {name}" in HELP[name].partition("Ví dụ:")[2]
    assert f"\n  {name} " in OVERVIEW


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
