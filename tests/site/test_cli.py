"""All commands stand in one group, each with help that ends with an example (A4, N2)."""

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.utils import translation

import hientai
from hientai.__main__ import speak
from hientai.shared.refused import Refused
from hientai.site import usage
from hientai.site.cli import ROOMS, Commands, commands
from hientai.site.failures import refusal_text


@click.command()
def refuse() -> None:
    """Refuse."""
    raise Refused("Không có đề án “x”.", remedy="Xem tên các đề án: hientai scheme list.")


def test_a_refusal_is_told_in_words_without_a_traceback() -> None:
    group = Commands("hientai", commands={"refuse": refuse})
    result = CliRunner().invoke(group, ["refuse"])
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        "Không làm được: Không có đề án “x”.",
        "Cần làm: Xem tên các đề án: hientai scheme list.",
    ]


@pytest.mark.parametrize(
    ("line", "part", "told"),
    [
        ("scheme show --json hue-9999", "what", "Không có đề án “hue-9999”"),
        ("scheme check hue-9999 --json", "remedy", "hanoi-1698"),
        ("screen hanoi-1698 --json", "what", "Thiếu '--quota'"),
        ("progress hanoi-1698 --on 2024-13-45 --json", "what", "không phải là một ngày"),
        ("progres hanoi-1698 --json", "what", "Có phải: 'programme', 'progress'"),
        ("scheme shew hanoi-1698 --json", "remedy", "xem hientai scheme"),
        ("scheme list --tuan --json", "what", "Không có tùy chọn"),
    ],
)
@pytest.mark.django_db
def test_what_is_asked_in_json_is_refused_in_json(line: str, part: str, told: str) -> None:
    """A program reads the four parts of a refusal where the answer would stand."""
    result = CliRunner().invoke(commands, line.split(), prog_name="hientai")
    assert (result.exit_code, result.stderr) == (2, "")
    refusal = json.loads(result.stdout)
    assert set(refusal) == {"what", "why", "clause", "remedy"}
    assert told in refusal[part]


@pytest.mark.parametrize(
    ("language", "first"), [("en", "This cannot be done: x"), ("fr", "Không làm được: x")]
)
def test_commands_answer_in_the_language_of_their_environment(language: str, first: str) -> None:
    with translation.override("vi"):
        speak(language)
        assert refusal_text(Refused("x")).splitlines()[0] == first


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found.extend(every_command(command, (*path, name)))
    return found


def help_of(path: Sequence[str]) -> str:
    result = CliRunner().invoke(commands, [*path, "--help"], prog_name="hientai")
    assert result.exit_code == 0
    return result.output


def examples_of(path: Sequence[str]) -> list[list[str]]:
    """The words of each example; what three blanks set apart is said of it, no part of it."""
    told = help_of(path).partition("Ví dụ:")[2].partition("Tùy chọn:")[0]
    lines = re.sub(r"\\\n\s*", "", told).splitlines()
    return [shlex.split(re.split(r"\s{3,}", line.strip())[0]) for line in lines if line.strip()]


def resolved(words: Sequence[str]) -> tuple[list[str], click.Command, list[str]]:
    """The command that words name, by its path, and the words left for it."""
    path, command, left = [], commands, list(words)
    while isinstance(command, click.Group) and left and left[0] in command.commands:
        path.append(left[0])
        command = command.commands[left.pop(0)]
    return path, command, left


EVERY = every_command(commands)


@pytest.mark.parametrize("path", [(), *EVERY], ids=lambda path: " ".join(path) or "hientai")
def test_every_help_ends_with_an_example_of_that_very_command(path: tuple[str, ...]) -> None:
    examples = examples_of(path)
    assert examples and all(words[0] == "hientai" for words in examples)
    assert all(resolved(words[1:])[0][: len(path)] == list(path) for words in examples)


@pytest.mark.parametrize("path", [(), *EVERY], ids=lambda path: " ".join(path) or "hientai")
def test_every_example_can_be_typed_as_it_stands(
    path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options and arguments exist and take such values; files of examples are there to be read."""
    monkeypatch.chdir(tmp_path)
    for words in examples_of(path):
        for name in words:
            if Path(name).suffix in (".xlsx", ".csv", ".json"):
                Path(name).touch()
        _path, command, left = resolved(words[1:])
        with CliRunner().isolation(input="mat-khau-that-dai\n" * 2):
            try:
                command.make_context(command.name, left)
            except click.exceptions.Exit as ended:
                assert words[-1] == "--help" and ended.exit_code == 0


SAYS_NOTHING = {
    "demo load",
    "demo files",
    "words update",
    "words missing",
    "words compile",
    "worker",
}
"""Commands that make something and tell how far they are: nothing a program would read."""


def test_whatever_lists_or_answers_does_so_in_json_too() -> None:
    """A4: a group answers through the commands in it."""
    silent = set()
    for path in EVERY:
        _path, command, _left = resolved(path)
        options = {name for one in command.params for name in one.opts}
        if not isinstance(command, click.Group) and "--json" not in options:
            silent.add(" ".join(path))
    assert silent == SAYS_NOTHING


def test_help_speaks_vietnamese() -> None:
    """The words that click itself would say in English."""
    for path in [(), *EVERY]:
        text = help_of(path)
        assert "Cách dùng: hientai" in text and "Tùy chọn:" in text
        assert not re.search(r"Usage|Options|Commands:|Show this|required\]|\[default| TEXT", text)


def test_help_speaks_english_where_it_is_asked_to() -> None:
    """What a command does, in English; its examples as they are typed."""
    command = click.Command("list", help=commands.commands["scheme"].commands["list"].help)  # type: ignore[attr-defined]
    with translation.override("en"):
        told = CliRunner().invoke(usage.speak(command), ["--help"]).output
    assert "Usage: list" in told and "List the schemes loaded" in told
    assert "\n  Examples:\n    hientai scheme list" in told


def test_the_commands_of_every_room_are_joined() -> None:
    """N1: a room that has commands is called by the one line of commands."""
    here = Path(hientai.__file__).parent
    rooms = {path.parent.name for path in here.glob("*/cli.py")} - {"site"}
    assert rooms - set(ROOMS) == set()
