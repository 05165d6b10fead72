"""What the commands of all rooms share: how a day is written, `--on`, `--json`, data as JSON."""

import json
from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.shared.days import parse_day
from hientai.webkit.day import EARLIEST, LATEST, today


class Day(click.ParamType[date]):
    """A day written 2024-06-01 or 01/06/2024, within the years that pages accept."""

    name = _("ngày")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day meant, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        day, precision = parse_day(value) or (None, "")
        if day is None or precision != "day":
            self.fail(_("“%s” không phải là một ngày; viết 2024-06-01") % value[:40], param, ctx)
        if not EARLIEST <= day <= LATEST:
            span = {"first": EARLIEST.year, "last": LATEST.year}
            self.fail(_("chỉ nhận ngày từ năm %(first)s đến năm %(last)s") % span, param, ctx)
        return day


class Word(click.ParamType[str]):
    """A code or name of at most so many letters: a longer one is a slip, a file pasted."""

    name = _("chữ")

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word without blanks around it, or a usage error."""
        text = str(value).strip()
        if not text:
            self.fail(_("để trống"), param, ctx)
        if len(text) > self.most:
            self.fail(_("dài quá %s chữ") % self.most, param, ctx)
        return text


DAY = Day()
CODE, NAME = Word(40), Word(300)
on_day = click.option(
    "--on", type=DAY, default=today, help=_("Ngày xét, mẫu 2024-06-01; mặc định là hôm nay.")
)
as_json = click.option("--json", "in_json", is_flag=True, help=_("Trả lời bằng JSON."))

always_json = click.option(
    "--json", is_flag=True, expose_value=False, help=_("Luôn trả lời bằng JSON.")
)


def say_json(answer: Any) -> None:
    """Print data as JSON; days and other plain values as their text."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
