"""What the home page says: each scheme with its targets, and what needs attention now."""

from dataclasses import dataclass
from operator import attrgetter

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hientai.schemes.queries import schemes
from hientai.shared.vietnamese import number
from hientai.training.domain.places import Places
from hientai.training.domain.progress import Pace, Progress
from hientai.training.queries.figures import (
    QuotaFigure,
    Reading,
    TargetFigure,
    quota_figures,
    reading,
    target_figures,
)
from hientai.webkit.cells import Badge

FAR_BEHIND = 10.0
"""From so many percentage points on, a target that is late is shown in red."""

SHOWN = 6
"""Targets of one scheme on the home page: those furthest behind; the others stand on its page."""


@dataclass(frozen=True)
class Row:
    """One target as the home page shows it."""

    figure: TargetFigure
    progress: Progress
    href: str

    @property
    def badge(self) -> Badge:
        """Where the target stands against where it should stand by now."""
        return pace_badge(self.progress)

    @property
    def value(self) -> float | None:
        """The share done, of one."""
        return _share(self.progress.percent)

    @property
    def goal(self) -> float | None:
        """The goal as a share of one."""
        return _share(self.progress.goal_in_percent)

    @property
    def expected(self) -> float | None:
        """The share that should be done by now, of one."""
        return _share(self.progress.expected_percent)

    @property
    def whole(self) -> int:
        """The persons that the share is taken of."""
        return self.progress.goal_count or self.progress.members

    @property
    def gap(self) -> float:
        """Percentage points ahead of schedule; negative when behind."""
        return self.progress.gap_points or 0.0


@dataclass(frozen=True)
class Notice:
    """One thing that needs attention."""

    badge: Badge
    text: str
    note: str
    href: str
    order: float


def schemes_panel(request: HttpRequest, subject: None) -> str:
    """Every scheme in force on the day, with the targets that are furthest behind."""
    read = [reading(version, request.on) for version in schemes(request.on)]
    shown = [{"asked": asked, "phase": _phase(asked), "rows": _rows(asked)} for asked in read]
    for one in shown:
        one["more"] = max(len(one["rows"]) - SHOWN, 0)
        one["rows"] = sorted(one["rows"], key=attrgetter("gap"))[:SHOWN]
    return render_to_string("site/home_schemes.html", {"schemes": shown}, request=request)


def attention_panel(request: HttpRequest, subject: None) -> str:
    """Late targets, people who cannot be judged, and places that nobody can fill."""
    notices: list[Notice] = []
    for version in schemes(request.on):
        asked = reading(version, request.on)
        notices += [*_late(asked), *_unknown(asked), *_without_people(asked)]
    notices.sort(key=attrgetter("order"))
    return render_to_string("site/home_attention.html", {"notices": notices}, request=request)


def pace_badge(progress: Progress) -> Badge:
    """The pace of a target in words, with its tone."""
    points = number(abs(round(progress.gap_points or 0)))
    late = "bad" if abs(progress.gap_points or 0) >= FAR_BEHIND else "warn"
    return {
        Pace.REACHED: Badge(_("đã đạt"), "good"),
        Pace.AHEAD: Badge(_("vượt %s điểm") % points, "good"),
        Pace.ON_SCHEDULE: Badge(_("đúng tiến độ"), "good"),
        Pace.BEHIND: Badge(_("chậm %s điểm") % points, late),
        Pace.NOT_STARTED: Badge(_("chưa bắt đầu"), "mute"),
        Pace.NOT_MEASURED: Badge(_("chưa đo được"), "mute"),
    }[progress.pace]


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _rows(asked: Reading) -> list[Row]:
    slug = asked.pack.scheme.slug
    return [
        Row(figure, figure.progress, f"/de-an/{slug}/muc-tieu/{item}/")
        for item, figure in target_figures(asked).items()
        if figure.progress is not None and figure.progress.pace is not Pace.NOT_MEASURED
    ]


def _phase(asked: Reading) -> str:
    now = [p for p in asked.pack.scheme.phases if p.start <= asked.on <= p.end]
    return now[0].title if now else ""


def _late(asked: Reading) -> list[Notice]:
    late = [row for row in _rows(asked) if row.gap <= -FAR_BEHIND]
    return [
        Notice(
            row.badge,
            row.figure.target.title,
            _("còn thiếu %s người") % number(row.progress.missing),
            row.href,
            row.gap,
        )
        for row in sorted(late, key=attrgetter("gap"))[:3]
    ]


def _unknown(asked: Reading) -> list[Notice]:
    def people(figure: QuotaFigure) -> int:
        return figure.screening.funnel.unknown + figure.screening.funnel.membership_unknown

    most = max(quota_figures(asked).values(), key=people, default=None)
    if most is None or not people(most):
        return []
    n = people(most)
    text = ngettext("%s người chưa rõ", "%s người chưa rõ", n) % number(n)
    return [
        Notice(
            Badge(text, "warn"),
            _("Thiếu dữ liệu, chưa xét được chỉ tiêu %(id)s: %(title)s")
            % {"id": most.quota.id, "title": most.quota.title},
            most.quota.clause,
            f"/de-an/{asked.pack.scheme.slug}/chi-tieu/{most.quota.id}/",
            1.0,
        )
    ]


def _without_people(asked: Reading) -> list[Notice]:
    figures = quota_figures(asked)
    places: list[Places] = [figure.places for figure in figures.values() if figure.places.surplus]
    places.sort(key=attrgetter("surplus"), reverse=True)
    return [
        Notice(
            Badge(_("thừa %s chỗ") % number(one.surplus), "mute"),
            _("Chỉ tiêu %(id)s có %(places)s chỗ, đối tượng chỉ có %(people)s người")
            % {"id": one.quota, "places": number(one.places), "people": number(one.members)},
            figures[one.quota].quota.clause,
            f"/de-an/{asked.pack.scheme.slug}/chi-tieu/{one.quota}/",
            2.0,
        )
        for one in places[:3]
    ]
