"""The page of a quota: the funnel, the reasons, and the people behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.http.response import HttpResponseBase
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.schemes.domain.conditions import Question
from hientai.schemes.domain.pack import Kind, Quota, Task
from hientai.schemes.models import SchemeVersion
from hientai.schemes.papers import amended
from hientai.schemes.queries import questions_of
from hientai.screening.domain.screening import MEMBER_PARTS, Part, ReasonCount
from hientai.screening.papers import wording
from hientai.screening.papers.people import (
    frozen_columns,
    organ_filter,
    person_columns,
    retired_columns,
    search_filter,
)
from hientai.screening.queries.answers import reasons_of
from hientai.screening.queries.conditions import MAIN
from hientai.screening.queries.figures import QuotaFigure, quota_figure, with_sisters
from hientai.screening.queries.frozen import reach_for
from hientai.screening.queries.listings import (
    RETIRED,
    Rows,
    outside_of_quota,
    people_of_quota,
    stopped_by,
    studying_of_quota,
    trained_of_quota,
)
from hientai.screening.views.shared import crumbs, found, nobody_seen, quota_address
from hientai.shared.vietnamese import day
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, reading_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, ListPage
from hientai.webkit.markup import certainty

QUESTION, PART, REASON, ORDER = "hoi", "nhom", "ly-do", "theo"
MEMBERS_BUT_TRAINED, MEMBERS, ALL_TRAINED = "chua", "doi-tuong", "da-hoc"
STUDYING, RETIRED_ONES = "dang-hoc", "qua-tuoi"


@dataclass(frozen=True)
class Bar:
    """One line of the funnel: a part with its number, its colour and its list."""

    title: str
    n: int
    tone: str
    href: str


@dataclass(frozen=True)
class About:
    """What the panels of the page speak of: a quota, as a version of its scheme says it."""

    version: SchemeVersion
    quota: Quota


@require_safe
@guarded("training:view")
def quota(request: Visit, slug: str, item: str) -> HttpResponseBase:
    """Who may go, who not and why, with every figure leading to its list."""
    asked = reading_at(slug, request.on)
    found(asked.pack.quotas, item)
    questions = questions_of(asked.version, item)
    question = _question(request, questions)
    figure = quota_figure(asked, item, question)
    rows = _rows(request, asked, item, question)
    page = ListPage(
        request,
        title=_("Danh sách xét %(id)s · %(title)s") % {"id": item, "title": figure.quota.title},
        rows=rows,
        columns=[
            *person_columns(),
            *_columns(asked),
            *frozen_columns(figure.frozen),
            *retired_columns(figure.retired),
        ],
        filters=_filters(figure, rows),
        dress=lambda portion: _dressed(asked, item, question, portion),
        download="people:export",
        empty=_nobody(asked, figure),
    )
    return page.render("screening/quota.html", _context(asked, figure, questions, question))


def _question(request: Visit, questions: list[Question]) -> str:
    wanted = request.GET.get(QUESTION, MAIN)
    return wanted if wanted in {question.id for question in questions} else MAIN


def _rows(request: Visit, asked: Reading, item: str, question: str) -> Rows:
    """The list the address asks for; who is outside the group stands in a list of its own."""
    sources = {
        Part.OUTSIDE.value: outside_of_quota,
        ALL_TRAINED: trained_of_quota,
        STUDYING: studying_of_quota,
    }
    source = sources.get(request.GET.get(PART, ""), people_of_quota)
    rows = source(asked, item, question)
    return rows.by_name() if request.GET.get(ORDER) == "ten" else rows


def _context(
    asked: Reading, figure: QuotaFigure, questions: list[Question], question: str
) -> dict[str, Any]:
    slug = asked.version.scheme.slug
    return {
        "asked": asked,
        "about": About(asked.version, figure.quota),
        "scheme": asked.pack.scheme,
        "crumbs": crumbs(asked),
        "quota": figure.quota,
        "amended": amended(asked.version, Kind.QUOTA, figure.quota.id),
        "figure": figure,
        "funnel": figure.screening.funnel,
        "places": figure.places,
        "frozen": wording.frozen_told(figure.frozen),
        "phase": asked.pack.phase(figure.quota.phase),
        "question": next(q for q in questions if q.id == question),
        "questions": [(q, quota_address(slug, figure.quota.id, hoi=q.id)) for q in questions],
        "bars": _bars(slug, figure, question),
        **_reasons_told(slug, figure, question),
        "together": with_sisters(asked, figure),
        "per_units": _units_of(asked, figure),
        "conditions": figure.screening.conditions,
        **_beside(asked, figure.quota.id),
    }


def _reasons_told(slug: str, figure: QuotaFigure, question: str) -> dict[str, Any]:
    """The conditions that stop somebody or lack data: of the group apart from the others."""
    stopping = [count for count in figure.screening.reasons if count.failed or count.unknown]
    return {
        "reasons": [_reason(slug, figure, c, question) for c in stopping if not _group(c)],
        "group_reasons": [_reason(slug, figure, c, question) for c in stopping if _group(c)],
    }


def _beside(asked: Reading, quota_id: str) -> dict[str, Any]:
    """What else the document says about a quota."""
    return {
        "programmes": [p for p in asked.pack.programmes if p.quota == quota_id],
        "tasks": _tasks(asked, quota_id),
        "minimums": [m for m in asked.pack.minimums if quota_id in m.counts],
    }


def _units_of(asked: Reading, figure: QuotaFigure) -> Sequence[object]:
    """The units that each have the quota's places; none where the places are the scheme's."""
    per = figure.quota.per
    return reach_for(asked, figure.quota).those(per) if per else ()


def _tasks(asked: Reading, quota_id: str) -> list[tuple[Task, str, str]]:
    """The tasks that carry a content out, with who leads and who takes part."""
    names = asked.pack.scheme.bodies
    return [
        (
            task,
            ", ".join(names[code] for code in task.lead) or _("không nêu"),
            ", ".join(names[code] for code in task.partners),
        )
        for task in asked.pack.tasks
        if task.quota == quota_id
    ]


def _group(count: ReasonCount) -> bool:
    return count.condition.about_group


def _bars(slug: str, figure: QuotaFigure, question: str) -> list[Bar]:
    funnel, item = figure.screening.funnel, figure.quota.id
    asked = {} if question == MAIN else {QUESTION: question}
    parts = [
        (Part.ELIGIBLE, funnel.eligible),
        (Part.UNKNOWN, funnel.unknown),
        (Part.FAILED, funnel.failed),
        (Part.TRAINED, funnel.trained),
    ]
    return [
        Bar(
            str(wording.PARTS[part.value]),
            n,
            wording.PART_TONES[part.value],
            quota_address(slug, item, **asked, nhom=part.value),
        )
        for part, n in parts
    ]


def _reason(slug: str, figure: QuotaFigure, count: ReasonCount, question: str) -> dict[str, Any]:
    asked = {} if question == MAIN else {QUESTION: question}
    asked["nhom"] = Part.OUTSIDE.value if _group(count) else MEMBERS_BUT_TRAINED
    item, position = figure.quota.id, count.position
    unknown = {**asked, "nhom": Part.MEMBERSHIP_UNKNOWN.value} if _group(count) else asked
    return {
        "count": count,
        "condition": count.condition,
        "failed_href": quota_address(slug, item, **asked, ly_do=f"{position}-failed"),
        "unknown_href": quota_address(slug, item, **unknown, ly_do=f"{position}-unknown"),
    }


def _nobody(asked: Reading, figure: QuotaFigure) -> Empty | str:
    """Why nobody stands in any list of the quota; "" where somebody does in one of them."""
    funnel = figure.screening.funnel
    if funnel.everybody == 0:
        return nobody_seen(asked)
    if funnel.members or funnel.membership_unknown:
        return ""
    who = _("Không ai") if asked.seen.everything else _("Không ai trong phạm vi của bạn")
    return Empty(
        _("%(who)s thuộc đối tượng của chỉ tiêu này vào ngày %(day)s.")
        % {"who": who, "day": day(asked.on)},
        _("Xem từng người vướng điều kiện nào của đối tượng, hoặc chọn ngày khác ở đầu trang."),
        quota_address(asked.version.scheme.slug, figure.quota.id, nhom=Part.OUTSIDE.value),
        _("Xem %s ngoài đối tượng và lý do") % wording.persons(funnel.outside),
    )


def _filters(figure: QuotaFigure, rows: Rows) -> list[Filter]:
    return [
        search_filter(),
        Filter(PART, _("Kết quả"), choices=_part_choices(), apply=_in_part),
        Filter(REASON, _("Lý do"), choices=_reason_choices(figure), apply=_stopped),
        organ_filter(rows),
        Filter(ORDER, _("Xếp theo"), choices=[("ten", _("tên"))], blank=_("ưu tiên")),
    ]


def _part_choices() -> list[tuple[str, str]]:
    every = [(code, str(name)) for code, name in wording.PARTS.items()]
    all_trained = (ALL_TRAINED, _("Đã học, kể cả người nay ngoài đối tượng"))
    members = (MEMBERS, _("Thuộc đối tượng"))
    return [
        members,
        (MEMBERS_BUT_TRAINED, _("Thuộc đối tượng, chưa bồi dưỡng")),
        *every,
        all_trained,
        (STUDYING, _("Đang học, kể cả người ngoài đối tượng")),
        (RETIRED_ONES, _("Thuộc đối tượng, quá tuổi nghỉ hưu theo sổ, chức vụ còn mở")),
    ]


def _in_part(rows: Rows, part: str) -> Rows:
    if part in (ALL_TRAINED, STUDYING):
        return rows
    if part == MEMBERS_BUT_TRAINED:
        waiting = (Part.FAILED, Part.UNKNOWN, Part.ELIGIBLE)
        return rows.where(pl.col("part").is_in([one.value for one in waiting]))
    if part in (MEMBERS, RETIRED_ONES):
        members = pl.col("part").is_in([one.value for one in MEMBER_PARTS])
        return rows.where(members if part == MEMBERS else members & RETIRED)
    return rows.where(pl.col("part") == part)


def _reason_choices(figure: QuotaFigure) -> list[tuple[str, str]]:
    names = {"failed": _("vướng: %s"), "unknown": _("chưa rõ: %s")}
    return [
        (f"{count.position}-{outcome}", names[outcome] % count.condition.title)
        for count in figure.screening.reasons
        for outcome in ("failed", "unknown")
        if getattr(count, outcome)
    ]


def _stopped(rows: Rows, choice: str) -> Rows:
    position, _dash, outcome = choice.partition("-")
    return stopped_by(rows, int(position), outcome)


def _dressed(asked: Reading, item: str, question: str, portion: Any) -> list[dict[str, Any]]:
    """The rows of one page with their reasons, from one pass over the page's people."""
    if not portion:
        return []
    people = tuple(row["person_id"] for row in portion)
    told = kept(
        asked.seen,
        asked.key("told", item, question, get_language(), people),
        lambda: reasons_of(asked, portion, item, question),
    )
    return [{**row, "reasons": told.get(row["person_id"], ())} for row in portion]


def _columns(asked: Reading) -> list[Column]:
    heading = _("Xét tại %s") % day(asked.on)
    return [
        Column("uu-tien", _("Ưu tiên"), wording.priority_told, wide=True),
        Column("hang", _("Thứ hạng ưu tiên"), lambda row: row.get("rank"), only_download=True),
        Column("ket-qua", _("Kết quả"), _part, only_download=True),
        Column("ly-do", heading, _in_words, only_download=True, width=70),
        Column("xet", heading, _on_page, only_page=True),
    ]


def _part(row: dict[str, Any]) -> str:
    return str(wording.PARTS[row["part"]])


def _in_words(row: dict[str, Any]) -> str:
    return wording.summary(row["part"], row["verdict"], row["reasons"])


def _on_page(row: dict[str, Any]) -> SafeString:
    if row["part"] == Part.TRAINED.value:
        done = day(row["completed_on"]) or "–"
        words = '<span class="tone-info">{}</span> <small class="note">{}</small>'
        return format_html(words, _in_words(row), done)
    tone = {"failed": "bad", "unknown": "warn"}.get(row["verdict"])
    stopped = [reason for reason in row["reasons"] if reason.outcome == row["verdict"]]
    if tone is None or not stopped:
        return format_html('<span class="tone-good">{}</span>', _in_words(row))
    return format_html_join(
        "",
        f'<div><span class="tone-{tone}">{{}}</span> <small>· {{}}</small> {{}}</div>',
        ((wording.told(r), r.clause, certainty(r.certainty, r.note)) for r in stopped),
    )
