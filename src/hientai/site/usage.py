"""The command line's own words: help pages and usage errors, in Vietnamese unless asked in English.

click speaks English and ships no translation. Its few messages are known by their form, so that
one a later version words otherwise is still told, in English. What a command does stands in its
docstring, in Vietnamese; whoever sets HIENTAI_LANGUAGE=en reads its English in the catalogue.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc

import click

from hientai.shared.refused import Refused
from hientai.shared.words import _, language

HEADINGS = {
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Positional arguments": "Tham số",
}
HELP_WORDS = (
    ("Show this message and exit.", "Xem cách dùng và ví dụ."),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
    ("; required]", "; bắt buộc]"),
)
METAVARS = (
    (" INTEGER RANGE", " SỐ"),
    (" INTEGER", " SỐ"),
    (" TEXT", " CHỮ"),
    (" PATH", " ĐƯỜNG_DẪN"),
    (" FILE", " TỆP"),
)
SYNTAX = (
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("[COMMAND] [ARGS]...", "[LỆNH …]"),
    ("COMMAND [ARGS]...", "LỆNH …"),
)
ARGUMENTS = {
    "code": "MÃ",
    "codes": "MÃ",
    "correction": "SỐ",
    "file": "TỆP",
    "first": "NGÀY",
    "item": "CHỈ_TIÊU",
    "key": "SỐ",
    "merger": "SỐ",
    "name": "TÊN",
    "nomination_list": "SỐ",
    "number": "SỐ",
    "out": "TỆP_GHI",
    "path": "TỆP",
    "slug": "MÃ_ĐỀ_ÁN",
    "source": "GÓI",
    "total": "SỐ_CHỖ",
    "username": "TÊN_ĐĂNG_NHẬP",
    "what": "TỆP_HOẶC_SỐ",
}
OF_ONE_COMMAND = {"apart": {"first": "MÃ_THỨ_NHẤT", "second": "MÃ_THỨ_HAI"}}
EXAMPLES = "Ví dụ:"
FORMS = (
    (r"Missing (?:argument|option|parameter) (.+?)\.(?: Choose from:(.*))?", r"Thiếu \1.\2"),
    (r"Missing command\.", "Thiếu tên lệnh."),
    (r"No such command (.+?)\.(.*)", r"Không có lệnh \1.\2"),
    (r"No such option (.+?)\.(.*)", r"Không có tùy chọn \1.\2"),
    (r"Got unexpected extra arguments? \((.+)\)", r"Thừa tham số: \1"),
    (r"Option (.+) requires an argument\.", r"Tùy chọn \1 cần một giá trị."),
    (r"Option (.+) does not take a value\.", r"Tùy chọn \1 không nhận giá trị."),
    (r"(.+) is not one of (.+)\.", r"\1 không nằm trong: \2"),
    (r"(.+) is not '(.+)'\.", r"\1 không phải là \2"),
    (r"(.+) is not a valid integer(?: range)?\.", r"\1 không phải là số nguyên"),
    (r"(.+) is not in the range (.+)\.", r"\1 không nằm trong khoảng \2"),
    (r"(?:File|Directory|Path) (.+) does not exist\.", r"không có \1"),
    (r"(?:File|Path) (.+) is a directory\.", r"\1 là thư mục, không phải tệp"),
    (r"(?:Directory|Path) (.+) is a file\.", r"\1 là tệp, không phải thư mục"),
    (r"(?:File|Directory|Path) (.+) is not readable\.", r"không có quyền đọc \1"),
    (r"(?:File|Directory|Path) (.+) is not writable\.", r"không có quyền ghi \1"),
)
GUESS = re.compile(r"\(?Did you mean (?:one of: )?(.+?)\?\)?")


class Vietnamese(click.HelpFormatter):
    """The help page with Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows the form of a command."""
        super().write_usage(prog, _replaced(args, SYNTAX), prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """The heading of a list."""
        super().write_heading(HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of options or commands, each with what it is."""
        told = [(_replaced(name, METAVARS), _replaced(text, HELP_WORDS)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class Spoken(click.Context):
    """The context of every command: its help is written in Vietnamese."""

    formatter_class = Vietnamese


def speak(command: click.Command) -> click.Command:
    """Let a command, and those under it, write their help in the language of the environment."""
    for one in _tree(command):
        if language() == "vi":
            one.context_class = Spoken
            _name_arguments(one)
        else:
            one.help = translated(one.help or "")
    return command


def paragraphs(told: str) -> list[str]:
    """What a help text says of its command, each paragraph as one line; examples are left out."""
    parts = told.partition("\b\n")[0].split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def translated(told: str) -> str:
    """A help text in the reader's language; its examples stand as they are typed."""
    told = cleandoc(told)
    said = [_(part) for part in paragraphs(told)]
    examples = told.partition("\b\n")[2].replace(EXAMPLES, _("Ví dụ:"))
    return "\n\n".join([*said, *(["\b\n" + examples] if examples else [])])


def misuse(error: click.UsageError, command: str) -> Refused:
    """A usage error as a refusal: what is wrong, and where the help is.

    `command` is the one typed, for an error that does not know its own.
    """
    said = " ".join(error.format_message().split())
    path = error.ctx.command_path if error.ctx else command
    wrong = _message(said) if language() == "vi" else said
    return Refused(wrong, remedy=_("xem %s --help") % path)


def _message(said: str) -> str:
    invalid = re.fullmatch(r"Invalid value for (.+?): (.*)", said)
    if invalid:
        return f"Giá trị của {invalid[1]} không dùng được: {_message(invalid[2])}"
    for form, words in FORMS:
        if re.fullmatch(form, said):
            return GUESS.sub(r" Có phải: \1?", re.sub(form, words, said)).replace("  ", " ")
    return said


def _name_arguments(command: click.Command) -> None:
    """Arguments are named by what they stand for; `[…]` may be left out, `...` be repeated."""
    names = ARGUMENTS | OF_ONE_COMMAND.get(command.name or "", {})
    for one in command.params:
        name = names.get(one.name or "")
        if isinstance(one, click.Argument) and name and not isinstance(one.type, click.Choice):
            name = name if one.required else f"[{name}]"
            one.metavar = name if one.nargs == 1 else f"{name}..."


def _tree(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _tree(child)


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for said, words in pairs:
        text = text.replace(said, words)
    return text
