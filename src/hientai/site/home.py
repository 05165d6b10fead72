"""What the home page says: each scheme with its targets, and what needs attention now."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import schemes
from hientai.schemes.views.pages import coming
from hientai.screening.domain.progress import Pace
from hientai.screening.papers import wording
from hientai.screening.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figures,
    target_figures,
)
from hientai.screening.views.shared import same_for_all
from hientai.shared.vietnamese import day, number
from hientai.training.queries.reach import units_seen
from hientai.training.queries.readings import Reading, people_on, reach_on, reading
from hientai.webkit.cells import Badge
from hientai.webkit.day import Visit

SHOWN = 6
"""Targets of one scheme on the home page: those furthest behind; the others stand on its page."""

LATE = -10.0
"""Percentage points behind from which a target stands among what needs attention."""

FIRST_PART = "muc-tieu"

TOLD = 3
"""Notices of one kind at most; the list behind them tells the rest."""


@dataclass(frozen=True)
class Notice:
    """One thing that needs attention."""

    badge: Badge
    text: str
    note: str
    href: str


Kind = Callable[[Reading], list[Notice]]
"""One kind of notices of a scheme."""


def schemes_panel(request: Visit, subject: None) -> str:
    """Every scheme in force on the day, with the targets that are furthest behind."""
    shown = [_card(reading(version, request.on)) for version in schemes(request.on)]
    context = {"schemes": shown, "coming": coming(request.on)}
    return render_to_string("site/home_schemes.html", context, request=request)


def attention_panel(request: Visit, subject: None) -> str:
    """Late targets, people who cannot be judged, and places that nobody can fill."""
    read = [reading(version, request.on) for version in schemes(request.on)]
    notices = [notice for kind in KINDS for asked in read for notice in _told(kind, asked)]
    return render_to_string("site/home_attention.html", {"notices": notices}, request=request)


def scheme_attention(request: Visit, version: SchemeVersion) -> str:
    """The same for one scheme, beside its targets (the first part of its page) alone."""
    if request.GET.get("phan", FIRST_PART) != FIRST_PART:
        return ""
    asked = reading(version, request.on)

    def context() -> dict[str, Any]:
        return {"notices": [notice for kind in KINDS for notice in _told(kind, asked)]}

    return same_for_all(asked, "site/scheme_attention.html", context)


def _told(kind: Kind, asked: Reading) -> list[Notice]:
    """What a kind of notice finds; where no record is there, that alone is told."""
    return kind(asked) if kind is _without_records or not _is_empty(asked) else []


def _is_empty(asked: Reading) -> bool:
    """Whether an authority that the reader may see has units, but not one person on record."""
    return not _why_no_figures(asked) and people_on(asked).is_empty()


def _card(asked: Reading) -> dict[str, object]:
    scheme = asked.pack.scheme
    figures = _by_gap(asked)
    now = [phase.title for phase in scheme.phases if phase.start <= asked.on <= phase.end]
    return {
        "scheme": scheme,
        "phase": now[0] if now else "",
        "figures": figures[:SHOWN],
        "more": max(len(figures) - SHOWN, 0),
        "part": not asked.seen.everything,
        "apart": _why_no_figures(asked),
    }


def _why_no_figures(asked: Reading) -> str:
    """Why a scheme shows no figures here: its authority is not there on the day, or not seen."""
    reach = reach_on(asked)
    if asked.frozen and (asked.seen.everything or reach.touched_by(units_seen(asked.seen))):
        told = {"last": day(asked.on)}
        return _("Cơ quan ban hành không còn: số liệu giữ nguyên tại ngày %(last)s.") % told
    if not reach.units:
        return _("Cơ quan ban hành không có trong danh mục đơn vị vào ngày này.")
    if not asked.seen.everything and not reach.touched_by(units_seen(asked.seen)):
        return _("Đề án của cơ quan khác: số liệu ngoài phạm vi được xem.")
    return ""


def _by_gap(asked: Reading) -> list[TargetFigure]:
    """The targets that can be measured, furthest behind first."""
    measured = [
        figure
        for figure in target_figures(asked).values()
        if figure.progress is not None
        and figure.progress.pace is not Pace.NOT_MEASURED
        and figure.told_to(asked.seen)
    ]
    return sorted(measured, key=_gap)


def _gap(figure: TargetFigure) -> float:
    return (figure.progress and figure.progress.gap_points) or 0.0


def _late(asked: Reading) -> list[Notice]:
    slug = asked.pack.scheme.slug
    return [
        Notice(
            Badge(wording.pace_told(figure.progress), "bad"),
            figure.target.title,
            _("còn thiếu %s người") % number(figure.progress.missing),
            reverse("screening:target", args=[slug, figure.target.id]),
        )
        for figure in _by_gap(asked)
        if figure.progress is not None and _gap(figure) <= LATE
    ][:TOLD]


def _unknown(asked: Reading) -> list[Notice]:
    """The quota with the most people about whom too little is known."""

    def people(figure: QuotaFigure) -> int:
        return figure.screening.funnel.unknown + figure.screening.funnel.membership_unknown

    most = max(quota_figures(asked).values(), key=people, default=None)
    if most is None or not people(most):
        return []
    names = {"id": most.quota.id, "title": most.quota.title}
    return [
        Notice(
            Badge(_("%s người chưa rõ") % number(people(most)), "warn"),
            _("Thiếu dữ liệu, chưa xét được chỉ tiêu %(id)s: %(title)s") % names,
            most.quota.clause,
            reverse("screening:quota", args=[asked.pack.scheme.slug, most.quota.id]),
        )
    ]


def _without_records(asked: Reading) -> list[Notice]:
    """That the register is empty, and what to do, instead of alarms that rest on nobody."""
    if not _is_empty(asked):
        return []
    scheme = asked.pack.scheme
    return [
        Notice(
            Badge(_("chưa có hồ sơ"), "info"),
            _("Chưa nhập hồ sơ người nào của %(issuer)s") % {"issuer": scheme.issuer},
            _("Vào «Nhập dữ liệu»: tải tệp mẫu, điền, nộp lại; số liệu có ngay sau đó."),
            reverse("schemes:scheme", args=[scheme.slug]),
        )
    ]


def _without_people(asked: Reading) -> list[Notice]:
    """Quotas with more places than people in the group."""
    figures = [figure for figure in quota_figures(asked).values() if figure.places.surplus]
    figures.sort(key=attrgetter("places.surplus"), reverse=True)
    return [_surplus(asked, figure) for figure in figures[:TOLD]]


def _surplus(asked: Reading, figure: QuotaFigure) -> Notice:
    told = {
        "id": figure.quota.id,
        "places": number(figure.places.places),
        "people": number(figure.places.members),
    }
    return Notice(
        Badge(_("thừa %s chỗ") % number(figure.places.surplus), "mute"),
        _("Chỉ tiêu %(id)s có %(places)s chỗ, số người thuộc đối tượng: %(people)s") % told,
        figure.quota.clause,
        reverse("screening:quota", args=[asked.pack.scheme.slug, figure.quota.id]),
    )


KINDS: tuple[Kind, ...] = (_without_records, _late, _unknown, _without_people)
"""What is looked for, most pressing first."""
