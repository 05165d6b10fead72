"""The commands of all rooms in one group; a refusal is told in words, without a traceback."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click

from hientai.shared.refused import Refused

ROOMS = (
    "accounts",
    "people",
    "intake",
    "law",
    "schemes",
    "training",
    "demo",
)


class Commands(click.Group):
    """A group that says what was refused, why, by which clause and what to do; exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            click.echo(refusal_text(refused), err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Hiền Tài: chạy đề án đào tạo, bồi dưỡng cán bộ, công chức, viên chức."""


def refusal_text(refused: Refused) -> str:
    """A refusal as lines for a terminal."""
    parts = (
        ("Không làm được", refused.what),
        ("Vì", refused.why),
        ("Căn cứ", refused.clause),
        ("Cần làm", refused.remedy),
    )
    return "\n".join(f"{name}: {text}" for name, text in parts if text)


def _commands_of(room: str) -> Iterator[click.Command]:
    """Commands that stand in a room's `cli` and belong to no group there."""
    door = import_module(f"hientai.{room}.cli")
    found = {id(c): c for c in vars(door).values() if isinstance(c, click.Command)}
    inner = {
        id(child)
        for group in found.values()
        if isinstance(group, click.Group)
        for child in group.commands.values()
    }
    return (command for key, command in found.items() if key not in inner)


for _room in ROOMS:
    for _command in _commands_of(_room):
        commands.add_command(_command)
