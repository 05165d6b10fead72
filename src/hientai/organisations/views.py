"""Pages of the register of units: the tree of the day, the list to search, one unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hientai.organisations import queries
from hientai.organisations.models import Unit, UnitVersion
from hientai.organisations.queries import UnitOn
from hientai.shared.vietnamese import number
from hientai.shared.vocabulary import BLOCS, UNIT_KINDS, UNIT_TYPES
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage
from hientai.webkit.tallies import Tally, tallies_for

Sight = Literal["whole", "part", "none"]
"""How much of a unit's people the reader sees; a unit above the own one is seen in part."""

OPEN_DEPTH = 1  # the tree opens down to the units under the city; the rest comes when asked for


@dataclass
class Node:
    """A unit on the page with its numbers (of its whole subtree) and the units under it."""

    unit: UnitOn
    numbers: list[tuple[Tally, int]] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)
    sight: Sight = "whole"

    @property
    def figures(self) -> list[tuple[Tally, int, str]]:
        """Each number with its tally and the address of the list behind it."""
        return [(tally, n, tally.address(self.unit.code)) for tally, n in self.numbers]

    @property
    def href(self) -> str:
        """The unit's own page."""
        return reverse("organisations:unit", args=[self.unit.code])

    @property
    def classified(self) -> str:
        """Type, and kind where there is one, in words."""
        return _classified(self.unit.type, self.unit.kind)

    @property
    def is_open(self) -> bool:
        """Whether the tree shows what stands under it from the start."""
        return self.unit.depth < OPEN_DEPTH and self.sight != "none"


@require_safe
@guarded("units:view")
def units(request: Visit) -> HttpResponseBase:
    """The tree of the day; a list where something is searched for; one branch for the tree."""
    nodes = _nodes(request)
    if code := request.GET.get("duoi"):
        branch = next((node for node in nodes if node.unit.code == code), None)
        if branch is None:
            raise Http404
        return render(request, "organisations/branch.html", {"nodes": branch.below})
    page = _list(request, nodes)
    tops = [] if page.chips else [n for n in nodes if n.unit.depth == 0]
    tops.sort(key=lambda node: node.sight == "none")  # the own authority before the others
    return page.render("organisations/units.html", {"tops": tops, "count": len(nodes)})


@require_safe
@guarded("units:view")
def unit(request: Visit, code: str) -> HttpResponse:
    """One unit: what it is on the day, what it was, what happened to it, what stands under it."""
    known = get_object_or_404(Unit, code__iexact=code)
    nodes = {node.unit.unit_id: node for node in _nodes(request)}
    node = nodes.get(known.pk)
    history = list(queries.history_of(known.pk))
    context = {
        "unit": known,
        "node": node,
        "name": node.unit.name if node else history[0].name if history else code,
        "above": [nodes[at].unit for at in _above(nodes, node)] if node else [],
        "organ": nodes[node.unit.organ_id].unit if node and node.unit.organ_id else None,
        "facts": _facts(node) if node else [],
        "history": [_period_of(version) for version in history],
        "attributes": queries.attributes_of(known.pk),
        "steps": queries.events_of(known.pk),
        "successors": _successors(known, request.on) if node is None else [],
    }
    return render(request, "organisations/unit.html", context)


def _nodes(request: Visit) -> list[Node]:
    """Every unit of the day, upper ones first, with numbers summed from below upwards."""
    units = queries.units_on(request.on)
    nodes = {u.unit_id: Node(u) for u in units}
    tallies = tallies_for(request)
    for tally in tallies:
        sums = _summed(units, tally, request.on)
        for node in nodes.values():
            node.numbers.append((tally, sums[node.unit.unit_id]))
    for node in nodes.values():
        if node.unit.parent_id in nodes:
            nodes[node.unit.parent_id].below.append(node)
    _look(nodes)
    return list(nodes.values())


def _look(nodes: dict[int, Node]) -> None:
    """Mark what the reader does not see, and the units above those seen, from below upwards."""
    seen = queries.units_in_sight()
    if seen is None:
        return
    for key, node in reversed(nodes.items()):
        part = any(one.sight != "none" for one in node.below)
        node.sight = "whole" if key in seen else "part" if part else "none"


def _summed(units: Sequence[UnitOn], tally: Tally, on: date) -> dict[int, int]:
    own = tally.count(on)
    sums = {u.unit_id: own.get(u.unit_id, 0) for u in units}
    for one in reversed(units):
        if one.parent_id in sums:
            sums[one.parent_id] += sums[one.unit_id]
    return sums


def _list(request: Visit, nodes: list[Node]) -> ListPage:
    return ListPage(
        request,
        title=pgettext("mục", "Đơn vị"),
        rows=nodes,
        columns=_columns(nodes),
        filters=[
            Filter(
                "tim", _("Tìm đơn vị"), apply=_found, placeholder=_("Tên hoặc mã, không cần dấu")
            ),
            Filter(
                "loai",
                _("Loại đơn vị"),
                choices=UNIT_TYPES.choices,
                apply=lambda rows, value: [n for n in rows if n.unit.type == value],
            ),
            Filter(
                "khoi",
                _("Khối"),
                choices=BLOCS.choices,
                apply=lambda rows, value: [n for n in rows if n.unit.bloc == value],
            ),
        ],
    )


def _columns(nodes: list[Node]) -> list[Column]:
    tallies = [tally for tally, _n in nodes[0].numbers] if nodes else []
    return [
        Column("ten", _("Tên đơn vị"), lambda n: Link(n.unit.name, n.href, _place(n.unit))),
        Column("ma", _("Mã"), lambda n: n.unit.code),
        Column("loai", _("Loại đơn vị"), lambda n: n.classified),
        Column("co-quan", _("Mã cơ quan"), lambda n: n.unit.organ_code, only_download=True),
        Column("khoi", _("Khối"), lambda n: BLOCS.label(n.unit.bloc), only_download=True),
        *(column for at, tally in enumerate(tallies) for column in _figure(at, tally)),
        *([_sight_column()] if any(node.sight != "whole" for node in nodes) else []),
    ]


def _figure(at: int, tally: Tally) -> list[Column]:
    """The number of a tally: on the page it opens its list, in the workbook it is a number."""

    def link(node: Node) -> Link | Lines:
        if node.sight == "none":
            return Lines("–", _("ngoài phạm vi của bạn"))
        note = _("phần trong phạm vi của bạn") if node.sight == "part" else ""
        return Link(number(node.numbers[at][1]), tally.address(node.unit.code), note)

    return [
        Column(tally.slug, tally.heading, link, number=True, only_page=True),
        Column(
            tally.slug,
            tally.heading,
            lambda node: None if node.sight == "none" else node.numbers[at][1],
            number=True,
            only_download=True,
        ),
    ]


def _sight_column() -> Column:
    words = {
        "whole": "",
        "part": _("phần trong phạm vi của bạn"),
        "none": _("ngoài phạm vi của bạn"),
    }
    return Column("pham-vi", _("Ghi chú"), lambda n: words[n.sight], only_download=True)


def _found(nodes: list[Node], text: str) -> list[Node]:
    by_id = {node.unit.unit_id: node for node in nodes}
    found = queries.search([node.unit for node in nodes], text)
    return [by_id[one.unit_id] for one in found]


def _place(unit: UnitOn) -> str:
    return " › ".join(unit.path[1:-1])


def _above(nodes: dict[int, Node], node: Node) -> list[int]:
    ids: list[int] = []
    while node.unit.depth:
        ids.insert(0, node.unit.parent_id or 0)
        node = nodes[ids[0]]
    return ids


def _classified(type_code: str, kind: str) -> str:
    known = UNIT_KINDS.label(kind) if kind and kind != "none" else ""
    return f"{UNIT_TYPES.label(type_code)} · {known}" if known else UNIT_TYPES.label(type_code)


def _facts(node: Node) -> list[tuple[str, str]]:
    planned = {True: _("có"), False: _("không"), None: _("chưa ghi")}[node.unit.planned_urban]
    facts = [
        (_("Mã đơn vị"), node.unit.code),
        (_("Loại đơn vị"), node.classified),
        (_("Khối"), BLOCS.label(node.unit.bloc)),
    ]
    if node.unit.kind == "rural_district":
        facts.append((_("Có kế hoạch chuyển thành quận"), planned))
    return facts


def _period_of(version: UnitVersion) -> dict[str, object]:
    return {
        "since": version.period.lower,
        "until": version.period.upper,
        "name": version.name,
        "classified": _classified(version.type, version.kind),
        "parent": version.parent,
    }


def _successors(known: Unit, on: date) -> list[Unit]:
    ids = queries.successors_of([known.pk], on)[known.pk]
    return list(Unit.objects.filter(pk__in=ids).order_by("code"))
