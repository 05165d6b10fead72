"""What the tabs of a scheme show, as workbooks: targets and quotas with their figures."""

from __future__ import annotations

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hientai.schemes.domain.pack import Minimum, Quota
from hientai.schemes.models import SchemeVersion
from hientai.screening.domain.progress import Progress
from hientai.screening.papers import wording
from hientai.screening.queries.events import EventsFigure, minimum_figures
from hientai.screening.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figures,
    target_figures,
)
from hientai.shared.vietnamese import number
from hientai.training.queries.readings import reading
from hientai.webkit.day import Visit
from hientai.webkit.lists import Column, ListPage

Row = QuotaFigure | EventsFigure[Minimum]


def targets_workbook(request: Visit, version: SchemeVersion) -> HttpResponseBase:
    """Every target with its figure of the day, as far as the reader may see."""
    asked = reading(version, request.on)
    told = [figure for figure in target_figures(asked).values() if figure.told_to(asked.seen)]
    columns = [
        Column("ma", _("Mã"), lambda f: f.target.id, width=10),
        Column("ten", _("Mục tiêu"), lambda f: f.target.title, width=50),
        Column("dat", _("Mục tiêu (%)"), lambda f: _share(f, "goal_percent"), True, share=True),
        _number("nguoi", _("Mục tiêu (người)"), "goal_persons"),
        _number("doi-tuong", _("Thuộc đối tượng (người)"), "members"),
        _number("da-hoc", _("Đã hoàn thành (người)"), "achieved"),
        Column("ty-le", _("Tỷ lệ đạt"), lambda f: _share(f, "percent"), True, share=True),
        Column(
            "nay", _("Lẽ ra đến nay"), lambda f: _share(f, "expected_percent"), True, share=True
        ),
        _number("thieu", _("Còn thiếu (người)"), "missing"),
        _number("chua-ro", _("Chưa rõ đối tượng (người)"), "unknown"),
        Column("dong-bang", _("Đóng băng"), _frozen, width=40),
        Column("tien-do", _("Tiến độ"), lambda f: f.progress and wording.pace_told(f.progress)),
        Column("dieu-khoan", _("Điều khoản"), lambda f: f.target.clause, width=40),
    ]
    title = _("Tiến độ mục tiêu – %s") % asked.pack.scheme.short_title
    return ListPage(request, title=title, rows=told, columns=columns).workbook()


def quotas_workbook(request: Visit, version: SchemeVersion) -> HttpResponseBase:
    """Every quota with its places and the parts of its funnel, in persons; below them the least
    numbers of classes, delegations and workshops a year, told to who sees the scheme whole."""
    asked = reading(version, request.on)
    rows: list[Row] = [*quota_figures(asked).values()]
    rows += minimum_figures(asked) if asked.seen.everything else ()
    title = _("Chỉ tiêu và người có thể đi – %s") % asked.pack.scheme.short_title
    return ListPage(request, title=title, rows=rows, columns=_quota_columns()).workbook()


def _quota_columns() -> list[Column]:
    return [
        Column("ma", _("Mã"), lambda f: _item(f).id, width=10),
        Column("ten", _("Chỉ tiêu"), lambda f: _item(f).title, width=50),
        _count("cho", _("Chỗ"), lambda f: f.places.places),
        _count("da-hoc", _("Đã học"), lambda f: f.places.trained),
        _count("doi-tuong", _("Thuộc đối tượng"), lambda f: f.screening.funnel.members),
        *(
            _count(part, str(name), _part_of_the_funnel(part))
            for part, name in wording.PARTS.items()
        ),
        _count("dang-hoc", _("Đang học"), lambda f: f.places.studying),
        _count("thua", _("Chỗ nhiều hơn người"), lambda f: f.places.surplus),
        Column("dong-bang", _("Đóng băng"), _frozen, width=40),
        Column("toi-thieu", _("Tối thiểu mỗi năm"), _wanted, width=20),
        Column("tung-nam", _("Đã tổ chức từng năm"), _held, width=50),
        Column("dieu-khoan", _("Điều khoản"), lambda f: _item(f).clause, width=40),
    ]


def _item(row: Row) -> Quota | Minimum:
    return row.quota if isinstance(row, QuotaFigure) else row.item


def _wanted(row: Row) -> str:
    """The least number of a year with what it counts; nothing for a quota of persons."""
    if isinstance(row, QuotaFigure):
        return ""
    return f"{number(row.item.wanted)} {wording.EVENTS[row.item.event]}"


def _held(row: Row) -> str:
    """Each year with what was held of what is wanted, in words."""
    if isinstance(row, QuotaFigure):
        return ""
    told = []
    for year in row.years:
        held = "" if year.held is None else f"{number(year.counted)}/{number(year.wanted)} "
        told.append(f"{year.year}: {held}{wording.year_told(year, any_turn=row.any_turn)}")
    return "; ".join(told)


def _frozen(figure: TargetFigure | Row) -> str:
    """Which parts of the group stand still, in words."""
    if isinstance(figure, EventsFigure):
        return ""
    told = wording.frozen_told(figure.frozen)
    return "; ".join(f"{one} ({wording.persons(one.members)})" for one in told)


def _part_of_the_funnel(part: str) -> Callable[[QuotaFigure], int]:
    return lambda figure: getattr(figure.screening.funnel, part)


def _number(key: str, heading: str, name: str) -> Column:
    def value(figure: TargetFigure) -> int | None:
        return getattr(figure.progress, name) if figure.progress else None

    return Column(key, heading, value, number=True)


def _count(key: str, heading: str, value: Callable[[QuotaFigure], int | None]) -> Column:
    """A number of persons of a quota; least numbers of events have none."""
    return Column(
        key, heading, lambda f: value(f) if isinstance(f, QuotaFigure) else None, number=True
    )


def _share(figure: TargetFigure, name: str) -> float | None:
    """A percentage of the figure as a share of one."""
    found: Progress | None = figure.progress
    percent = getattr(found, name) if found else None
    return None if percent is None else percent / 100
