"""The commands of all rooms in one group; what went wrong is told in words, without a traceback.

Where JSON was asked for, a refusal is JSON too: what, why, clause and remedy, on standard output.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click

from hientai.shared.refused import Refused
from hientai.site.dictionary import words
from hientai.site.failures import MENDABLE, asks_json, refusal_of, tell_refusal
from hientai.site.usage import misuse, speak
from hientai.site.worker import worker

ROOMS = (
    "audit",
    "accounts",
    "notices",
    "workdays",
    "people",
    "intake",
    "documents",
    "approvals",
    "reforms",
    "law",
    "programmes",
    "schemes",
    "screening",
    "trials",
    "classes",
    "certificates",
    "places",
    "decisions",
    "evaluation",
    "attendance",
    "delegations",
    "results",
    "nominations",
    "upkeep",
    "demo",
)


IN_JSON = "hientai.in_json"


class Commands(click.Group):
    """A group that says what was refused, why, by which clause and what to do; exit code 2."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **more: Any,
    ) -> click.Context:
        """The context of the whole line; words that cannot be read are told in Vietnamese."""
        in_json = asks_json(args)
        try:
            context = super().make_context(info_name, args, parent, **more)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise _Told(misuse(error, self.name or ""), in_json) from error
        context.meta[IN_JSON] = in_json
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Carry a command out; a fault of ours alone keeps its traceback."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise  # the help page itself, which needs no remedy
        except click.UsageError as error:
            typed = f"{ctx.command_path} {ctx.invoked_subcommand or ''}".rstrip()
            raise _Told(misuse(error, typed), ctx.meta[IN_JSON]) from error
        except MENDABLE as error:
            if (refused := refusal_of(error)) is None:
                raise
            raise _Told(refused, ctx.meta[IN_JSON]) from error


class _Told(click.ClickException):
    """A refusal that ends a command, in the form it was asked in."""

    exit_code = 2

    def __init__(self, refused: Refused, in_json: bool) -> None:
        super().__init__(str(refused))
        self.refused, self.in_json = refused, in_json

    def show(self, file: Any = None) -> None:
        tell_refusal(self.refused, in_json=self.in_json)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Hiền Tài: chạy đề án đào tạo, bồi dưỡng cán bộ, công chức, viên chức.

    \b
    Ví dụ:
      hientai progress hanoi-1698 --on 2024-06-01
      hientai screen --help
    """


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


def _join(command: click.Command) -> None:
    """Add a command; a group that a lower room has already gets the commands of the other."""
    known = commands.commands.get(command.name or "")
    if isinstance(known, click.Group) and isinstance(command, click.Group):
        for child in command.commands.values():
            known.add_command(child)
    else:
        commands.add_command(command)


for _room in ROOMS:
    for _command in _commands_of(_room):
        _join(_command)
commands.add_command(worker)
commands.add_command(words)
speak(commands)
