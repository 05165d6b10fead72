"""The page of a target: the figure, both lists behind it, by unit, by year, what is missing."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hientai.organisations.queries import units_in_sight
from hientai.schemes.domain.groups import group_conditions
from hientai.schemes.domain.pack import Kind
from hientai.schemes.papers import amended
from hientai.screening.domain import progress
from hientai.screening.domain.progress import Place, Progress, Then
from hientai.screening.papers import wording
from hientai.screening.papers.people import (
    frozen_columns,
    organ_filter,
    person_columns,
    retired_columns,
    search_filter,
)
from hientai.screening.queries.events import event_targets
from hientai.screening.queries.figures import TargetFigure, counted_of, target_figures
from hientai.screening.queries.former import former_counts
from hientai.screening.queries.listings import (
    FORMER,
    Behind,
    Rows,
    people_of_target,
    units_of_target,
)
from hientai.screening.views.shared import crumbs, found, nobody_seen, target_address
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.readings import Reading, people_on, reading_at
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, ListPage

LIST = "nhom"
LISTS = {
    Behind.COUNTED: ("da-hoc", _("Đã hoàn thành")),
    Behind.MISSING: ("chua-hoc", _("Chưa hoàn thành")),
    Behind.MEMBERS: ("doi-tuong", _("Thuộc đối tượng")),
    Behind.UNKNOWN: ("chua-ro", _("Chưa rõ có thuộc đối tượng")),
    Behind.UNSURE: ("chua-ghi", _("Thuộc đối tượng, chưa ghi trình độ")),
    Behind.RETIRED: ("qua-tuoi", _("Thuộc đối tượng, quá tuổi nghỉ hưu theo sổ, chức vụ còn mở")),
    Behind.LEFT: ("da-roi", _("Đã học, sau đó rời khỏi đối tượng")),
    Behind.NEVER: ("hoc-cung", _("Học cùng chỉ tiêu, không thuộc đối tượng lúc hoàn thành")),
    Behind.UNKNOWN_THEN: ("chua-ro-luc-hoc", _("Đã học, chưa rõ lúc đó có thuộc đối tượng")),
}
PLACES = {
    Place.DONE: _("Đã hoàn thành"),
    Place.MISSING: _("Chưa hoàn thành"),
    Place.UNKNOWN: _("Chưa rõ có thuộc đối tượng"),
    Place.OUTSIDE: _("Đã học, ngày này không thuộc đối tượng"),
    Place.UNSURE: _("Chưa ghi trình độ"),
}
TONES: dict[Place, Tone] = {
    Place.DONE: "good",
    Place.MISSING: "mute",
    Place.UNKNOWN: "warn",
    Place.OUTSIDE: "info",
    Place.UNSURE: "warn",
}
THEN = {
    Then.LEFT: _("Lúc hoàn thành thuộc đối tượng, nay không"),
    Then.NEVER: _("Lúc hoàn thành không thuộc đối tượng"),
    Then.UNKNOWN: _("Chưa rõ lúc hoàn thành có thuộc đối tượng"),
}


@require_safe
@guarded("training:view")
def target(request: Visit, slug: str, item: str) -> HttpResponseBase:
    """One target on the day, every figure leading to its list."""
    asked = reading_at(slug, request.on)
    found(asked.pack.targets, item)
    figure = target_figures(asked)[item]
    rows = _rows(request, asked, figure)
    page = ListPage(
        request,
        title=str(_("Người của mục tiêu %s")) % f"{item} · {figure.target.title}",
        rows=rows,
        columns=[
            *person_columns(),
            *_columns(figure),
            *frozen_columns(figure.frozen),
            *retired_columns(figure.retired),
        ],
        filters=[search_filter(), _list_filter(figure), organ_filter(rows)],
        download="people:export",
        empty=_nobody(request, asked, figure),
    )
    return page.render("screening/target.html", _context(asked, figure))


def _rows(request: Visit, asked: Reading, figure: TargetFigure) -> Rows:
    """The list the address asks for: who is done unless it says otherwise."""
    if figure.progress is None:
        return Rows(people_on(asked).head(0))
    wanted = request.GET.get(LIST)
    which = next((one for one, (code, _name) in LISTS.items() if code == wanted), Behind.COUNTED)
    return people_of_target(asked, figure.target.id, which)


def _nobody(request: Visit, asked: Reading, figure: TargetFigure) -> Empty | str:
    """Why the list is empty where no filter narrows it: nobody is seen, or is meant, or is done."""
    counted = figure.progress
    if people_on(asked).is_empty():
        return nobody_seen(asked)
    if counted is None or request.GET.get(LIST):
        return ""
    if not counted.members and not counted.unknown:
        return Empty(
            _("Không ai trong phạm vi được xem thuộc đối tượng của mục tiêu này vào ngày %s.")
            % day(asked.on),
            str(_("Điều kiện của đối tượng ở phần “Tính thế nào” cuối trang.")),
        )
    words = wording.words_of(figure.target.measure.kind)
    return Empty(
        str(words.nobody) % day(asked.on),
        "",
        target_address(asked.version.scheme.slug, figure.target.id, nhom="chua-hoc"),
        str(_("Xem những người %s")) % str(words.not_done).lower(),
    )


def _list_filter(figure: TargetFigure) -> Filter:
    """The lists behind the figure that a target of its kind has."""
    kind = figure.target.measure.kind
    words = wording.words_of(kind)
    told = {Behind.MISSING: words.not_done}
    left_out = FORMER if kind == "share_holding" else {Behind.UNSURE: Place.UNSURE}
    choices = [
        (code, str(told.get(one, name)))
        for one, (code, name) in LISTS.items()
        if one not in left_out and one is not Behind.COUNTED
    ]
    return Filter(LIST, _("Danh sách"), choices=choices, blank=str(words.done))


def _columns(figure: TargetFigure) -> list[Column]:
    kind = figure.target.measure.kind
    words = wording.words_of(kind)
    told = {Place.DONE: words.done, Place.MISSING: words.not_done}
    result = Column("ket-qua", _("Kết quả"), lambda row: _place_mark(row, told))
    if kind == "share_holding":
        level = Column("trinh-do", _("Trình độ"), lambda r: DEGREE_LEVELS.label(r["degree_level"]))
        return [result, level]
    return [
        result,
        Column("ngay", str(words.day), lambda row: row.get("first_on"), sort=None),
        Column("luot", _("Số lượt"), lambda row: row.get("turns"), number=True, wide=True),
    ]


def _place_mark(row: dict[str, Any], told: dict[Place, Promise | str]) -> Badge:
    if row.get("then"):
        return Badge(str(THEN[Then(row["then"])]), TONES[Place.OUTSIDE])
    place = Place(row["place"])
    return Badge(str(told.get(place, PLACES[place])), TONES[place])


def _context(asked: Reading, figure: TargetFigure) -> dict[str, Any]:
    target, pack = figure.target, asked.pack
    common = {
        "asked": asked,
        "scheme": pack.scheme,
        "crumbs": crumbs(asked),
        "target": target,
        "amended": amended(asked.version, Kind.TARGET, target.id),
        "progress": figure.progress,
        "retired": figure.retired,
        "frozen": wording.frozen_told(figure.frozen),
        "quotas": [pack.quota(one) for one in target.measure.counts],
        "kept": [(pack.target(one), target_figures(asked)[one]) for one in target.measure.keeps],
        "events": event_targets(asked).get(target.id),
        "words": wording.words_of(target.measure.kind),
        "conditions": group_conditions(pack, target.group, asked.on) if target.group else [],
    }
    return common if figure.progress is None else common | _measured(asked, figure, figure.progress)


def _measured(asked: Reading, figure: TargetFigure, told: Progress) -> dict[str, Any]:
    """What the page of a target that is measured shows besides."""
    target = figure.target
    return {
        "phase": asked.pack.phase(target.phase or ""),
        "pace": wording.pace_told(told),
        "tone": wording.pace_tone(told),
        "links": _links(asked, target.id),
        "former": former_counts(asked, target.id),
        "units": _units(asked, target.id),
        "years": progress.by_year(figure.people).to_dicts(),
        "turns_by_year": int(counted_of(asked, target)["turns"].sum()),
        "stock": target.measure.kind == "share_holding",
    }


def _links(asked: Reading, item: str) -> dict[str, str]:
    slug = asked.version.scheme.slug
    return {
        one.value: target_address(slug, item, nhom=code) for one, (code, _name) in LISTS.items()
    }


def _units(asked: Reading, item: str) -> list[dict[str, Any]]:
    """Each organ with its figures and the lists behind them, the most missing first."""
    slug = asked.version.scheme.slug
    partly = _seen_in_part(asked)
    return [
        {
            **row,
            "part": row["organ_code"] in partly,
            "share": None if row["percent"] is None else row["percent"] / 100,
            "done_href": target_address(slug, item, nhom="da-hoc", don_vi=row["organ_code"] or ""),
            "missing_href": target_address(
                slug, item, nhom="chua-hoc", don_vi=row["organ_code"] or ""
            ),
        }
        for row in units_of_target(asked, item)
    ]


def _seen_in_part(asked: Reading) -> set[str]:
    """Organs of which this reader sees a part alone: a district, for the officer of a commune."""
    seen = units_in_sight()
    if seen is None:
        return set()
    organs = people_on(asked).select("organ_code", "organ_id").drop_nulls().unique()
    return {code for code, organ in organs.iter_rows() if organ not in seen}
