"""Commands of training: screen a quota, progress of the targets, one person's answer."""

import json
from datetime import date, datetime
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.schemes.queries import scheme
from hientai.shared.vietnamese import day, number, percent
from hientai.training import papers
from hientai.training.domain.screening import Part, ReasonCount
from hientai.training.queries import answers as one
from hientai.training.queries.figures import (
    QuotaFigure,
    Reading,
    TargetFigure,
    quota_figure,
    reading,
    target_figures,
)
from hientai.training.queries.former import former_counts
from hientai.training.queries.listings import people_of_quota
from hientai.webkit.day import today

MOST_SHOWN = 10_000


class Day(click.ParamType[date]):
    """A day written 2024-06-01 or 01/06/2024."""

    name = "ngày"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """The day meant, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        return self.fail(_("viết ngày theo mẫu 2024-06-01"), param, ctx)


on_day = click.option("--on", type=Day(), default=today, help="Ngày xét, mẫu 2024-06-01.")
as_json = click.option("--json", "in_json", is_flag=True, help="Trả lời bằng JSON.")
of_question = click.option(
    "--question", default="main", help="main, hoặc abroad (phần nước ngoài)."
)


@click.command()
@click.argument("slug")
@click.option("--quota", required=True, help="Mã chỉ tiêu, ví dụ A.1.1.")
@click.option("--person", "code", help="Chỉ hỏi một người, theo mã.")
@click.option(
    "--limit", default=MOST_SHOWN, show_default=True, help="Số người nêu tên nhiều nhất; 0: tất cả."
)
@of_question
@on_day
@as_json
def screen(slug: str, quota: str, code: str, question: str, on: date, **how: Any) -> None:
    """Rà soát mọi người cho một chỉ tiêu: ai đi được, ai chưa, vì sao.

    \b
    Ví dụ:
      hientai screen hanoi-1698 --quota A.1.1 --on 2024-06-01
      hientai screen hanoi-1698 --quota A.1.1 --on 2024-06-01 --person HN000123 --json
    """
    with operator_scope(_("rà soát chỉ tiêu")):
        asked = reading(scheme(slug, on), on)
        if code:
            given = one.answer(asked, one.person_on(asked, code), quota, question)
            _say_answer(given, how["in_json"])
            return
        figure = quota_figure(asked, quota, question)
        listed = people_of_quota(asked, quota, question)
        people = listed[: how["limit"] or len(listed)] if how["in_json"] else []
        told = one.people_as_data(asked, people, quota, question)
    if how["in_json"]:
        _print({**_quota_data(asked, figure, question), "people": told})
    else:
        _say_quota(figure)


@click.command()
@click.argument("slug")
@on_day
@as_json
def progress(slug: str, on: date, in_json: bool) -> None:
    """Tiến độ mọi mục tiêu của đề án tại một ngày, tính theo người.

    \b
    Ví dụ:
      hientai progress hanoi-1698 --on 2024-06-01 --json
    """
    with operator_scope(_("tiến độ mục tiêu")):
        asked = reading(scheme(slug, on), on)
        figures = target_figures(asked)
        targets = [_target_data(asked, one) for one in figures.values()] if in_json else []
    if in_json:
        _print({"scheme": slug, "on": on.isoformat(), "unit": "person", "targets": targets})
        return
    for figure in figures.values():
        _say_target(figure)


@click.command()
@click.argument("code")
@click.option("--scheme", "slug", default="hanoi-1698", show_default=True, help="Mã đề án.")
@click.option("--quota", help="Mã chỉ tiêu; bỏ trống để hỏi mọi chỉ tiêu.")
@of_question
@on_day
@as_json
def person(code: str, slug: str, quota: str | None, question: str, on: date, in_json: bool) -> None:
    """Một người đi được chỉ tiêu nào; nếu chưa thì vì sao, theo điều khoản nào.

    \b
    Ví dụ:
      hientai person HN000123 --quota A.1.1 --on 2024-06-01 --json
    """
    with operator_scope(_("xét một người")):
        asked = reading(scheme(slug, on), on)
        standing = one.person_on(asked, code)
        if quota:
            _say_answer(one.answer(asked, standing, quota, question), in_json)
            return
        given = one.answers(asked, standing)
    if in_json:
        _print({"code": code, "on": on.isoformat(), "quotas": [one.as_data(a) for a in given]})
        return
    for answer in given:
        line = papers.summary(answer.part, answer.verdict, answer.reasons)
        click.echo(f"{answer.quota.id}: {line}")


def _quota_data(asked: Reading, figure: QuotaFigure, question: str) -> dict[str, Any]:
    funnel, places = figure.screening.funnel, figure.places
    return {
        "scheme": asked.version.scheme.slug,
        "quota": figure.quota.id,
        "clause": figure.quota.clause,
        "question": question,
        "on": asked.on.isoformat(),
        "unit": "person",
        "places": places.places,
        "free": places.free,
        "more_places_than_people": places.surplus,
        "funnel": {
            "everybody": funnel.everybody,
            "members": funnel.members,
            "to_be_proved": funnel.to_be_proved,
            **{part.value: funnel.of(part) for part in Part},
        },
        "reasons": [_count_data(count) for count in figure.screening.reasons],
        "people_not_outside": figure.screening.people.height,
    }


def _count_data(count: ReasonCount) -> dict[str, Any]:
    limit = count.condition.limit
    return {
        "code": count.condition.code,
        "title": count.condition.title,
        "limit": limit.text,
        "clause": limit.clause,
        "certainty": limit.certainty.value,
        "about_group": count.condition.about_group,
        "failed": count.failed,
        "unknown": count.unknown,
        "alone": count.alone,
    }


def _target_data(asked: Reading, figure: TargetFigure) -> dict[str, Any]:
    target, found = figure.target, figure.progress
    data = {"id": target.id, "clause": target.clause, "title": target.title}
    if found is None:
        return {**data, "measure": target.measure.kind}
    return {
        **data,
        "measure": target.measure.kind,
        "members": found.members,
        "done": found.achieved,
        "percent": found.percent,
        "goal_percent": found.goal_percent,
        "goal_persons": found.goal_persons,
        "expected_percent": found.expected_percent,
        "missing": found.missing,
        "membership_unknown": found.unknown,
        "trained_outside": {"persons": found.trained_outside, **former_counts(asked, target.id)},
        "person_turns": found.turns,
        "pace": found.pace.value,
    }


def _say_quota(figure: QuotaFigure) -> None:
    funnel = figure.screening.funnel
    click.echo(f"{figure.quota.id} · {figure.quota.title}: {papers.persons(figure.quota.places)}")
    for part, name in papers.PARTS.items():
        click.echo(f"  {name}: {papers.persons(funnel.of(Part(part)))}")
    for count in figure.screening.reasons:
        if count.failed and not count.condition.about_group:
            click.echo(f"  – {count.condition.title}: {papers.persons(count.failed)}")


def _say_target(figure: TargetFigure) -> None:
    found = figure.progress
    if found is None:
        click.echo(f"{figure.target.id} · {figure.target.title}")
        return
    share = "–" if found.percent is None else percent(found.percent / 100)
    whole = found.members if found.goal_count is None else found.goal_count
    click.echo(
        f"{figure.target.id} · {figure.target.title}: {number(found.achieved)}/"
        f"{papers.persons(whole)}, {share}, {papers.pace_told(found)}"
    )


def _say_answer(given: one.Answer, in_json: bool) -> None:
    if in_json:
        _print(one.as_data(given))
        return
    click.echo(f"{given.name} ({given.code}) · {given.quota.id}: {papers.VERDICTS[given.verdict]}")
    if given.completed_on:
        click.echo("  " + _("đã bồi dưỡng, hoàn thành ngày %s") % day(given.completed_on))
    for reason in given.reasons:
        click.echo(f"  [{papers.OUTCOMES[reason.outcome]}] {papers.told_with_clause(reason)}")


def _print(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
