"""Commands of the register: the list of people of a day."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.people import queries
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
        total, rows = len(pages), queries.listed(pages[:limit], on)
    if in_json:
        say_json({"on": on, "total": total, "people": [_person_data(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.person.code}  {row.person.name}  –  {_title(row)}{row.unit_name}")
    click.echo(f"{number(len(rows))} / {number(total)} {_('người')}, {day(on)}")


def _filter(on: date, *, unit_code: str | None, search: str, category: str | None) -> PeopleFilter:
    unit = unit_id(unit_code, on) if unit_code else None
    return PeopleFilter(search=search, unit_id=unit, category=category or "")


def _person_data(row: Listed) -> dict[str, object]:
    post = row.post
    return {
        "code": row.person.code,
        "name": row.person.name,
        "birth_date": row.person.birth_date,
        "sex": row.person.sex,
        "unit": post.unit.code if post else None,
        "unit_name": row.unit_name,
        "category": post.category if post else None,
        "title": post.title if post else None,
        "position": post.position if post else None,
        "degree_level": row.degree_level,
    }


def _title(row: Listed) -> str:
    if row.post is None or row.post.title in (None, "none"):
        return ""
    return f"{TITLES.label(row.post.title)}, "
