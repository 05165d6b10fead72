"""How the launcher chooses among the ways to get a program (A5)."""

import pytest

from launcher.choice import Way, first_that_works
from launcher.steps import Trouble


def chosen(ways: list[Way[str]], *, bare: bool = False) -> tuple[str, list[str]]:
    told: list[str] = []
    found = first_that_works("PostgreSQL", ways, bare=bare, tell=told.append, remedy="gọi quản trị")
    return found, told


def refuses() -> str | None:
    raise Trouble("không có quyền")


def test_the_first_way_that_finds_something_is_taken_and_later_ones_are_not_tried() -> None:
    ways = [
        Way("a", lambda: None),
        Way("b", lambda: "found by b"),
        Way("c", lambda: pytest.fail("tried c")),
    ]
    assert chosen(ways) == ("found by b", [])


def test_a_way_that_fails_gives_place_to_the_next() -> None:
    assert chosen([Way("a", refuses), Way("b", lambda: "b")])[0] == "b"


def test_a_closed_way_is_not_tried() -> None:
    ways = [Way("a", lambda: pytest.fail("tried a"), open=False), Way("b", lambda: "b")]
    assert chosen(ways)[0] == "b"


def test_the_bare_switch_closes_the_ways_of_the_machine_only() -> None:
    ways = [Way("của máy", lambda: "machine", of_machine=True), Way("bản riêng", lambda: "private")]
    assert chosen(ways)[0] == "machine"
    assert chosen(ways, bare=True)[0] == "private"


def test_a_slow_way_is_announced_before_it_starts() -> None:
    assert chosen([Way("tải về", lambda: "x", slow=True)])[1] == ["PostgreSQL: tải về …"]


def test_when_no_way_works_each_reason_and_the_remedy_are_told() -> None:
    with pytest.raises(Trouble) as trouble:
        chosen([Way("của máy", lambda: None), Way("cài bằng sudo", refuses)])
    assert "của máy: không có" in trouble.value.what
    assert "cài bằng sudo: không có quyền" in trouble.value.what
    assert trouble.value.remedy == "gọi quản trị"
