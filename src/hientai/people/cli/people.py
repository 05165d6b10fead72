"""Commands of the register: the list of people of a day."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.people.cli.units import of_unit, unit_id
from hientai.people.queries import Listed, PeopleFilter, PeoplePages
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import CATEGORIES, TITLES
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("people")
def people_commands() -> None:
    """Con người trong hồ sơ.

    \b
    Ví dụ:
      hientai people list --unit SNV
    """


@people_commands.command("list")
@of_unit
@click.option("--search", default="", help=_("Tên không cần dấu, hoặc mã."))
@click.option("--category", type=click.Choice(CATEGORIES.codes), help=_("Đối tượng."))
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=50, help=_("Nhiều nhất bao nhiêu người.")
)
@on_day
@as_json
def list_people(on: date, in_json: bool, limit: int, **asked: Any) -> None:
    """Liệt kê người giữ vị trí chính vào một ngày, xếp theo tên.

    \b
    Ví dụ:
      hientai people list --unit SNV --on 2024-06-01
      hientai people list --search "nguyen thu an" --json
    """
    with operator_scope(_("liệt kê con người")):
        pages = PeoplePages(on, _filter(on, **asked))
        total, rows = len(pages), pages[:limit]
    if in_json:
        say_json({"on": on, "total": total, "people": [_person_data(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.code}  {row.name}  –  {_title(row)}{row.unit_name or ''}")
    click.echo(f"{number(len(rows))} / {number(total)} {_('người')}, {day(on)}")


def _filter(on: date, *, unit_code: str | None, search: str, category: str | None) -> PeopleFilter:
    unit = unit_id(unit_code, on) if unit_code else None
    return PeopleFilter(search=search, unit_id=unit, category=category or "")


def _person_data(row: Listed) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "birth_date": row.birth_date,
        "sex": row.sex,
        "unit": row.unit_code,
        "unit_name": row.unit_name or "",
        "category": row.category,
        "title": row.title,
        "position": row.position,
        "degree_level": row.degree_level,
    }


def _title(row: Listed) -> str:
    return "" if row.title in (None, "none") else f"{TITLES.label(row.title)}, "
