"""What the tabs of a scheme show, as workbooks: targets and quotas with their figures."""

from __future__ import annotations

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hientai.schemes.models import SchemeVersion
from hientai.training import papers
from hientai.training.domain.progress import Progress
from hientai.training.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figures,
    reading,
    target_figures,
)
from hientai.webkit.day import Visit
from hientai.webkit.lists import Column, ListPage


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
        Column("tien-do", _("Tiến độ"), lambda f: f.progress and papers.pace_told(f.progress)),
        Column("dieu-khoan", _("Điều khoản"), lambda f: f.target.clause, width=40),
    ]
    title = _("Tiến độ mục tiêu – %s") % asked.pack.scheme.short_title
    return ListPage(request, title=title, rows=told, columns=columns).workbook()


def quotas_workbook(request: Visit, version: SchemeVersion) -> HttpResponseBase:
    """Every quota with its places and the parts of its funnel; all figures are persons."""
    asked = reading(version, request.on)
    columns = [
        Column("ma", _("Mã"), lambda f: f.quota.id, width=10),
        Column("ten", _("Chỉ tiêu"), lambda f: f.quota.title, width=50),
        _count("cho", _("Chỗ"), lambda f: f.places.places),
        _count("da-hoc", _("Đã học"), lambda f: f.places.trained),
        _count("doi-tuong", _("Thuộc đối tượng"), lambda f: f.screening.funnel.members),
        *(
            _count(part, str(name), _part_of_the_funnel(part))
            for part, name in papers.PARTS.items()
        ),
        _count("thua", _("Chỗ nhiều hơn người"), lambda f: f.places.surplus),
        Column("dong-bang", _("Đóng băng"), _frozen, width=40),
        Column("dieu-khoan", _("Điều khoản"), lambda f: f.quota.clause, width=40),
    ]
    rows = list(quota_figures(asked).values())
    title = _("Chỉ tiêu và người có thể đi – %s") % asked.pack.scheme.short_title
    return ListPage(request, title=title, rows=rows, columns=columns).workbook()


def _frozen(figure: TargetFigure | QuotaFigure) -> str:
    """Which parts of the group stand still, in words."""
    told = papers.frozen_told(figure.frozen)
    return "; ".join(f"{one} ({papers.persons(one.members)})" for one in told)


def _part_of_the_funnel(part: str) -> Callable[[QuotaFigure], int]:
    return lambda figure: getattr(figure.screening.funnel, part)


def _number(key: str, heading: str, name: str) -> Column:
    def value(figure: TargetFigure) -> int | None:
        return getattr(figure.progress, name) if figure.progress else None

    return Column(key, heading, value, number=True)


def _count(key: str, heading: str, value: Callable[[QuotaFigure], int | None]) -> Column:
    return Column(key, heading, value, number=True)


def _share(figure: TargetFigure, name: str) -> float | None:
    """A percentage of the figure as a share of one."""
    found: Progress | None = figure.progress
    percent = getattr(found, name) if found else None
    return None if percent is None else percent / 100
