"""All commands stand in one group, each with help, and a refusal is told in words (N2)."""

import click
import pytest
from click.testing import CliRunner

from hientai.shared.refused import Refused
from hientai.site.cli import Commands, commands


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


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found.extend(every_command(command, (*path, name)))
    return found


@pytest.mark.parametrize("path", every_command(commands), ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(commands, [*path, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4
