"""The HTML of what stands on a page many times: cells, rows, choices of a filter, badges.

Written here and not in templates: a list has hundreds of these, and a template asks about each
of them again what is the same for the whole column.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.shared import vietnamese
from hientai.webkit.cells import Badge, Cell, Column, Lines, Link, Words

NOTHING = "–"

VERDICTS = {
    "passed": ("good", N_("đủ điều kiện")),
    "failed": ("bad", N_("chưa đủ điều kiện")),
    "unknown": ("warn", N_("chưa rõ")),
    "to_be_proved": ("info", N_("chờ hồ sơ chứng minh")),
    "trained": ("mute", N_("đã bồi dưỡng")),
}


def badge(text: Words, tone: str = "mute", title: str = "") -> SafeString:
    """A coloured word; `title` explains it to whoever points at it or tabs to it."""
    told = f' title="{escaped(title)}" tabindex="0"' if title else ""
    return mark_safe(f'<span class="mark mark-{escaped(tone)}"{told}>{escaped(str(text))}</span>')


def certainty(value: str, note: str = "") -> SafeString:
    """The mark of a rule or number that was not compared with its source; nothing if it was."""
    if str(value) == "recalled":
        why = _("Ghi theo trí nhớ, chưa đối chiếu với văn bản gốc.")
        return badge(_("chưa đối chiếu"), "mute", f"{why} {note}".strip())
    if str(value) == "uncertain":
        why = _("Văn bản chưa rõ hoặc có cách hiểu khác, cần người có thẩm quyền xác nhận.")
        return badge(_("chưa chắc chắn"), "warn", f"{why} {note}".strip())
    return mark_safe("")


def verdict(code: str) -> SafeString:
    """The badge of a verdict: passed, failed, unknown, to_be_proved, trained."""
    tone, text = VERDICTS[str(code)]
    return badge(_(text), tone)


def box(id: str, title: Words, body: str) -> SafeString:
    """A part of a page under its title; `body` is finished HTML."""
    head = f'<h2 class="box-head" id="{id}-title">{escaped(str(title))}</h2>'
    opened = f'<section class="box" id="{id}" aria-labelledby="{id}-title">'
    return mark_safe(f'{opened}{head}<div class="box-body">{body}</div></section>')


def table_html(heads: Sequence[Words], rows: Iterable[Sequence[Words]]) -> SafeString:
    """A small table of texts, named by its first heading."""
    top = "".join(f'<th scope="col">{_escaped(head)}</th>' for head in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{_escaped(value)}</td>' for value in row)}</tr>" for row in rows
    )
    opened = (
        f'<div class="table-scroll" tabindex="0" role="group" aria-label="{_escaped(heads[0])}">'
    )
    table = f'<table class="table"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
    return mark_safe(f"{opened}{table}</div>")


def cell_html(value: Cell) -> SafeString:
    """A cell of a list as HTML."""
    if type(value) is str:  # most cells by far
        return mark_safe(escape(value) or NOTHING)
    if isinstance(value, Link) and value.href:
        head = f'<a href="{_escaped(value.href)}">{_escaped(value.text)}</a>'
    elif isinstance(value, Link | Lines):
        head = _escaped(value.text)
    elif isinstance(value, Badge):
        head = badge(value.text, value.tone, value.title)
    else:
        return escaped(_plain(value))
    note = f'<small class="note">{_escaped(value.note)}</small>' if value.note else ""
    return mark_safe(head + note)


def rows_html(columns: Sequence[Column], rows: Iterable[Any], cards: bool = False) -> SafeString:
    """The body of a table: a line for each row, a cell for each column.

    Of `cards` every cell but the first carries its heading, for screens too narrow for a table.
    """
    opened = [(_opening(c, cards and at > 0), c.cell) for at, c in enumerate(columns)]
    return mark_safe(
        "\n".join(
            f"<tr>{''.join(f'{td}{cell_html(cell(row))}</td>' for td, cell in opened)}</tr>"
            for row in rows
        )
    )


def options_html(choices: Iterable[tuple[str, Words]], chosen: str) -> SafeString:
    """The choices of a filter, with the one that is made."""
    return mark_safe("".join(_option(code, str(text), code == chosen) for code, text in choices))


@lru_cache(maxsize=4096)
def _option(code: str, text: str, chosen: bool) -> str:
    return (
        f'<option value="{escaped(code)}"{" selected" if chosen else ""}>{escaped(text)}</option>'
    )


def _escaped(text: Words) -> str:
    """The same as `escaped`, without its questions where the text is a plain one."""
    return escape(text) if type(text) is str else escaped(text)  # type: ignore[arg-type]


def _opening(column: Column, headed: bool) -> str:
    names = [name for name in ("num" * column.number, "wide-only" * column.wide) if name]
    told = f' class="{" ".join(names)}"' if names else ""
    return f'<td{told} data-head="{escaped(str(column.heading))}">' if headed else f"<td{told}>"


def _plain(value: Any) -> str | SafeString:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, date):
        return vietnamese.day(value)
    return vietnamese.number(value) if isinstance(value, (int, float)) else value
