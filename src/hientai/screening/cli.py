"""Commands of screening: screen a quota, progress of the targets, one person's answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.rules.engine import Stage
from hientai.schemes.domain.pack import Target
from hientai.schemes.queries import scheme
from hientai.screening.domain.screening import Part, ReasonCount
from hientai.screening.papers import wording
from hientai.screening.papers.figures import quota_data, target_data
from hientai.screening.queries import answers as one
from hientai.screening.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figure,
    target_figures,
)
from hientai.screening.queries.frozen import FrozenPart
from hientai.screening.queries.listings import people_of_quota
from hientai.shared.vietnamese import day, number, percent
from hientai.training.queries.readings import Reading, reading
from hientai.webkit.terminal import as_json, on_day, say_json

MOST_SHOWN = 10_000
ORDER = ("failed", "unknown", "to_be_proved", "passed")
"""What stands in the way is read first."""
NOT_JUDGED = (Part.OUTSIDE.value, Part.MEMBERSHIP_UNKNOWN.value, Part.TRAINED.value)
"""Parts of which the verdict alone would not tell the whole."""


of_question = click.option(
    "--question", default="main", help=_("main, hoặc abroad (phần nước ngoài).")
)


@click.command()
@click.argument("slug")
@click.option("--quota", required=True, help=_("Mã chỉ tiêu, ví dụ A.1.1."))
@click.option("--person", "code", help=_("Chỉ hỏi một người, theo mã."))
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=MOST_SHOWN,
    show_default=True,
    help=_("Số người nêu tên nhiều nhất trong JSON; 0: tất cả."),
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
        say_json({**quota_data(asked, figure, question), "people": told})
    else:
        _say_quota(asked, figure)


@click.command()
@click.argument("slug")
@on_day
@as_json
def progress(slug: str, on: date, in_json: bool) -> None:
    """Tiến độ mọi mục tiêu của đề án tại một ngày, tính theo người.

    \b
    Ví dụ:
      hientai progress hanoi-1698 --on 2024-06-01
      hientai progress hanoi-1698 --on 2024-06-01 --json
    """
    with operator_scope(_("tiến độ mục tiêu")):
        asked = reading(scheme(slug, on), on)
        figures = target_figures(asked)
        targets = [target_data(asked, one) for one in figures.values()] if in_json else []
    if in_json:
        measured = {"measured_on": asked.on.isoformat(), "frozen": asked.frozen}
        told = {"scheme": slug, "on": on.isoformat(), **measured, "unit": "person"}
        say_json({**told, "targets": targets})
        return
    click.echo(_("Tiến độ %(scheme)s đến %(day)s, tính theo người") % _of(asked))
    for figure in figures.values():
        _say_target(figure)


@click.command()
@click.argument("code")
@click.option("--scheme", "slug", default="hanoi-1698", show_default=True, help=_("Mã đề án."))
@click.option("--quota", help=_("Mã chỉ tiêu; bỏ trống để hỏi mọi chỉ tiêu."))
@of_question
@on_day
@as_json
def person(code: str, slug: str, quota: str | None, question: str, on: date, in_json: bool) -> None:
    """Một người đi được chỉ tiêu nào; nếu chưa thì vì sao, theo điều khoản nào.

    \b
    Ví dụ:
      hientai person HN000123 --on 2024-06-01
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
        say_json({"code": code, "on": on.isoformat(), "quotas": [one.as_data(a) for a in given]})
        return
    _say_answers(asked, given)


def _say_frozen(parts: Sequence[FrozenPart]) -> None:
    for told in wording.frozen_told(parts):
        click.echo(f"    {told} · {wording.persons(told.members)}")


def _say_retired(members: int) -> None:
    if members:
        told = wording.persons(members)
        click.echo("    " + _("quá tuổi nghỉ hưu theo sổ, chức vụ còn mở: %s") % told)


def _of(asked: Reading) -> dict[str, str]:
    return {"scheme": asked.version.scheme.slug, "day": day(asked.on)}


def _say_quota(asked: Reading, figure: QuotaFigure) -> None:
    funnel, places = figure.screening.funnel, figure.places
    click.echo(f"{figure.quota.id} · {figure.quota.title}")
    click.echo("  " + _("%(scheme)s, ngày %(day)s; tính theo người") % _of(asked))
    if figure.quota.places is not None:
        taken = {"all": wording.persons(figure.quota.places), "free": number(places.free)}
        click.echo("  " + _("Chỉ tiêu: %(all)s; %(free)s chỗ chưa có người học") % taken)
    for part, name in wording.PARTS.items():
        click.echo(f"  {name}: {wording.persons(funnel.of(Part(part)))}")
        if part == Part.ELIGIBLE.value and funnel.to_be_proved:
            _say_to_be_proved(figure)
    click.echo("  " + _("Cộng: %s") % wording.persons(funnel.everybody))
    _say_frozen(figure.frozen)
    _say_retired(figure.retired)
    groups = [count for count in figure.screening.reasons if count.condition.about_group]
    others = [count for count in figure.screening.reasons if not count.condition.about_group]
    _say_counts(_("Vì sao ngoài hoặc chưa rõ có thuộc đối tượng"), groups)
    _say_counts(_("Vì sao chưa đủ hoặc chưa rõ điều kiện"), others)


def _say_to_be_proved(figure: QuotaFigure) -> None:
    """How many of the eligible their application has yet to prove something of, and what."""
    asked = [c.title for c in figure.screening.conditions if c.stage is Stage.APPLICATION]
    told = {"n": wording.persons(figure.screening.funnel.to_be_proved), "what": "; ".join(asked)}
    click.echo(
        "    " + _("trong đó %(n)s còn phải chứng minh bằng hồ sơ dự tuyển: %(what)s") % told
    )


def _say_counts(heading: str, counts: Sequence[ReasonCount]) -> None:
    """Each condition that stops somebody or lacks data; a person may count under several."""
    found = [count for count in counts if count.failed or count.unknown]
    if found:
        click.echo(f"  {heading} " + _("(một người có thể tính ở nhiều dòng):"))
    for count in found:
        told = {"failed": number(count.failed), "unknown": number(count.unknown)}
        figures = _("không đạt %(failed)s, chưa rõ %(unknown)s") % told
        click.echo(f"    {count.condition.title}: {figures} · {count.condition.limit.clause}")


def _say_target(figure: TargetFigure) -> None:
    found = figure.progress
    click.echo(f"{figure.target.id} · {figure.target.title}")
    if found is None:
        click.echo("    " + _unmeasured(figure.target))
        return
    whole = found.members if found.goal_count is None else found.goal_count
    parts = [f"{number(found.achieved)}/{wording.persons(whole)}"]
    for words, share in (
        ("%s", found.percent),
        (_("mục tiêu %s"), found.goal_in_percent),
        (_("đến nay cần %s"), found.expected_percent),
    ):
        parts += [words % percent(share / 100)] if share is not None else []
    parts.append(wording.pace_told(found))
    if found.missing:
        parts.append(_("còn thiếu %s") % wording.persons(found.missing))
    if found.unknown:
        parts.append(_("chưa rõ có thuộc đối tượng: %s") % wording.persons(found.unknown))
    click.echo("    " + " · ".join(parts))
    _say_frozen(figure.frozen)
    _say_retired(figure.retired)


def _unmeasured(target: Target) -> str:
    measure = target.measure
    if measure.event and measure.at_least:
        told = {"n": number(measure.at_least), "what": wording.EVENTS[measure.event]}
        return _("mỗi năm ít nhất %(n)s %(what)s; từng năm: thêm --json") % told
    if target.measure.keeps:
        return _("giữ tỷ lệ đã đạt của các mục tiêu: %s") % ", ".join(target.measure.keeps)
    return _("nêu bằng lời, không đo bằng con số")


def _say_answers(asked: Reading, given: Sequence[one.Answer]) -> None:
    """Where a person may go first, then what is missing, what stands in the way, and the rest."""
    for answer in given[:1]:
        click.echo(f"{answer.name} ({answer.code}) · " + _("%(scheme)s, ngày %(day)s") % _of(asked))
    for part, name in wording.PARTS.items():
        found = [answer for answer in given if answer.part == part]
        if part == Part.OUTSIDE.value:
            _say_outside(str(name), found)
        elif found:
            click.echo(f"{name} ({number(len(found))}):")
            for answer in found:
                line = wording.answered(answer)
                click.echo(f"  {answer.quota.id} · {answer.quota.title}\n      {line}")


def _say_outside(name: str, given: Sequence[one.Answer]) -> None:
    """The quotas that are not meant for the person, in short: their number is large."""
    if given:
        ids = ", ".join(answer.quota.id for answer in given)
        click.echo(f"{name} ({number(len(given))}): {ids}")
        asked = {"code": given[0].code, "quota": given[0].quota.id}
        click.echo("  " + _("Vì sao: hientai person %(code)s --quota %(quota)s") % asked)


def _say_answer(given: one.Answer, in_json: bool) -> None:
    if in_json:
        say_json(one.as_data(given))
        return
    click.echo(f"{given.name} ({given.code}) · {given.quota.id} · {given.quota.title}")
    part = f" ({wording.PARTS[given.part].lower()})" if given.part in NOT_JUDGED else ""
    click.echo("  " + _("Kết luận: %s") % wording.VERDICTS[given.verdict] + part)
    if given.frozen_on:
        click.echo("  " + wording.still_on(given.frozen_on))
    if given.completed_on:
        click.echo("  " + _("đã bồi dưỡng, hoàn thành ngày %s") % day(given.completed_on))
    for reason in sorted(given.reasons, key=lambda reason: ORDER.index(reason.outcome)):
        click.echo(f"  [{wording.OUTCOMES[reason.outcome]}] {wording.told_with_clause(reason)}")
