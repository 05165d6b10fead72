"""Commands of records that look like one person: found, merged, undone, told apart."""

from datetime import date

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.people import papers
from hientai.people.cli.people import people_commands
from hientai.people.models import Merger, Person
from hientai.people.queries import duplicates, merging
from hientai.people.queries.duplicates import Sided
from hientai.people.services import merging as verbs
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.terminal import CODE, as_json, on_day, say_json

of_ground = click.option("--ground", required=True, help=_("Căn cứ: giấy tờ đã đối chiếu."))


@people_commands.command("duplicates")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, help=_("Nhiều nhất mấy cặp."))
@on_day
@as_json
def find_duplicates(on: date, limit: int, in_json: bool) -> None:
    """Tìm hồ sơ có thể trùng trong toàn bộ hồ sơ vào một ngày, cặp giống nhất đứng đầu.

    \b
    Ví dụ:
      hientai people duplicates --limit 20 --json
    """
    with operator_scope(_("tìm hồ sơ trùng")):
        found = duplicates.alike(on)
        shown = duplicates.sided(found[:limit], on)
    if in_json:
        say_json({"on": on, "total": len(found), "pairs": [_pair(one) for one in shown]})
        return
    for one in shown:
        words = ", ".join(_(word) for word in (*one.pair.agrees, *one.pair.differs))
        click.echo(f"{one.pair.score:>4}  {one.first.person}  –  {one.second.person}  {words}")
    click.echo(f"{number(len(shown))} / {number(len(found))} {_('cặp')}")


@people_commands.command("merge")
@click.argument("code", type=CODE)
@click.option("--into", required=True, type=CODE, help=_("Mã của hồ sơ giữ lại."))
@click.option(
    "--take",
    "taken",
    multiple=True,
    help=_("Chỗ khác nhau lấy theo bên nào, viết CHỖ=kept|merged|both; ghi lại được."),
)
@click.option("--preview", is_flag=True, help=_("Chỉ xem các chỗ khác nhau, không gộp."))
@of_ground
@as_json
def merge(
    code: str, into: str, taken: tuple[str, ...], preview: bool, ground: str, in_json: bool
) -> None:
    """Gộp một hồ sơ vào hồ sơ khác; xem trước các chỗ khác nhau bằng --preview.

    \b
    Ví dụ:
      hientai people merge HN018678 --into HN029043 --preview --ground "Đối chiếu"
      hientai people merge HN018678 --into HN029043 --take people_post:5:9=kept \\
        --ground "Biên bản 05"
    """
    with operator_scope(ground):
        kept, merged = _person(into), _person(code)
        questions = papers.side_by_side(kept, merged).questions
        if preview:
            _say_questions(questions, in_json)
            return
        choices = dict(_choice(one) for one in taken)
        done = verbs.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=ground)
    _said({"merger": done.pk, "kept": done.kept_code, "merged": done.merged_code}, in_json)


@people_commands.command("unmerge")
@click.argument("merger", type=int)
@of_ground
@as_json
def unmerge(merger: int, ground: str, in_json: bool) -> None:
    """Hoàn tác một lần gộp theo số của nó: hai hồ sơ trở lại đúng như trước.

    \b
    Ví dụ:
      hientai people unmerge 12 --ground "Nhầm người"
    """
    with operator_scope(ground):
        held = Merger.objects.filter(pk=merger).first()
        if held is None:
            raise Refused(_("Không có lần gộp số %s") % merger)
        verbs.undo_merger(actor=None, merger=held, ground=ground)
    _said({"undone": merger, "kept": held.kept_code, "merged": held.merged_code}, in_json)


@people_commands.command("apart")
@click.argument("first", type=CODE)
@click.argument("second", type=CODE)
@click.option("--take-back", is_flag=True, help=_("Bỏ quyết định đã ghi."))
@of_ground
@as_json
def tell_apart(first: str, second: str, take_back: bool, ground: str, in_json: bool) -> None:
    """Ghi rằng hai hồ sơ giống nhau là hai người, hoặc bỏ quyết định đó.

    \b
    Ví dụ:
      hientai people apart HN029043 HN018678 --ground "Hai giấy khai sinh khác nhau"
    """
    with operator_scope(ground):
        people = _person(first), _person(second)
        if take_back:
            decision = merging.told_apart(people[0].pk, people[1].pk)
            if decision is None:
                raise Refused(_("Chưa có quyết định nào về hai hồ sơ này"))
            verbs.take_back_apart(actor=None, decision=decision, ground=ground)
        else:
            verbs.tell_apart(actor=None, first=people[0], second=people[1], ground=ground)
    _said({"first": people[0].code, "second": people[1].code, "apart": not take_back}, in_json)


def _person(code: str) -> Person:
    found = Person.objects.filter(code__iexact=code).first()
    if found is None:
        raise Refused(
            _("Không có người mang mã %s") % code,
            remedy=_("Tìm mã bằng lệnh: hientai people list --search"),
        )
    return found


def _choice(text: str) -> tuple[str, str]:
    place, _equals, side = text.partition("=")
    return place.strip(), side.strip()


def _say_questions(questions: list[papers.Question], in_json: bool) -> None:
    if in_json:
        say_json({"conflicts": [_question(one) for one in questions]})
        return
    for one in questions:
        click.echo(f"{one.id}  {one.title}  ({' | '.join(key for key, _words in one.options)})")
        for line in one.lines:
            if line.differs:
                click.echo(f"    {line.label}: {line.kept}  |  {line.merged}")
    click.echo(f"{number(len(questions))} {_('chỗ khác nhau')}")


def _question(one: papers.Question) -> dict[str, object]:
    cells = {line.label: [line.kept, line.merged] for line in one.lines if line.differs}
    return {
        "id": one.id,
        "about": one.title,
        "cells": cells,
        "options": [k for k, _w in one.options],
    }


def _pair(one: Sided) -> dict[str, object]:
    return {
        "first": one.first.person.code,
        "second": one.second.person.code,
        "name": one.first.person.name,
        "score": one.pair.score,
        "namesakes": one.pair.namesakes,
        "agrees": [_(word) for word in one.pair.agrees],
        "differs": [_(word) for word in one.pair.differs],
    }


def _said(told: dict[str, object], in_json: bool) -> None:
    if in_json:
        say_json(told)
        return
    click.echo("  ".join(f"{key}: {value}" for key, value in told.items()))
