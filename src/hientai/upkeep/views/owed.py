"""What a unit owes: counts down the tree, whom it is about, and how many results wait for it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.intake.services import columns_of
from hientai.organisations.queries import UnitOn, ancestors_on, subtree_ids, unit_on
from hientai.screening.queries.listings import Rows
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.upkeep.queries import owed as reads
from hientai.upkeep.queries.owed import Owed
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link, ListPage

PERMISSION = "upkeep:fill"


@require_safe
@guarded(PERMISSION)
def owed(request: Visit) -> HttpResponseBase:
    """The unit asked for (the own one where none is) with everything under it."""
    everything = reads.owed_on(request.on)
    unit = unit_asked(request)
    found = everything and everything.of_units(subtree_ids(unit.unit_id, request.on))
    page = _list(request, found)
    context = {
        "unit": unit,
        "above": [u for u in ancestors_on(unit.unit_id, request.on)],
        "found": found,
        "own": _other_own(request, unit),
        "under": reads.under(everything, unit.unit_id, request.on) if everything else [],
        "counts": [(_heading(k), n, v, k) for k, n, v in found.counts()] if found else [],
        "asked": request.GET.get("thieu", ""),
    }
    return page.render("upkeep/owed.html", context)


def unit_asked(request: Visit) -> UnitOn:
    """The unit of the address, else the own one that owes most; refused where it is not there."""
    own = [unit for role in request.user.roles if (unit := unit_on(role.unit.code, request.on))]
    code = request.GET.get("don-vi", "").strip()
    unit = unit_on(code, request.on) if code else reads.owing_most(own, request.on)
    if unit is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s")
            % {"code": code[:40], "day": day(request.on)},
            remedy=_("Chọn đơn vị khác, hoặc chọn ngày khác ở đầu trang."),
        )
    return unit


def _other_own(request: Visit, unit: UnitOn) -> list[UnitOn]:
    """The other units at which the reader has a role: they may lie under no common one."""
    codes = dict.fromkeys(role.unit.code for role in request.user.roles)
    found = (unit_on(code, request.on) for code in codes if code != unit.code)
    return [one for one in found if one]


def rows_of(found: Owed | None, key: str) -> Rows:
    """The people who owe something, or one thing."""
    frame = found.frame if found else reads.nobody()
    rows = Rows(frame)
    return rows.where(reads.owes_it(key)) if found and key in found.keys else rows


def _list(request: Visit, found: Owed | None) -> ListPage:
    keys = [key for key, _n, _v in found.counts()] if found else []
    asked = request.GET.get("thieu", "")
    return ListPage(
        request,
        title=_("Dữ liệu còn thiếu"),
        rows=rows_of(found, asked),
        columns=_columns(keys),
        filters=[
            Filter("thieu", _("Thiếu"), choices=[(key, _heading(key)) for key in keys]),
            Filter(
                "tim",
                _("Tìm người"),
                placeholder=_("Tên không cần dấu, hoặc mã"),
                apply=lambda rows, text: rows.found(text),
            ),
        ],
        dress=lambda rows: _dressed(rows, keys, request),
        empty=Empty(_("Không ai trong đơn vị này còn thiếu dữ liệu vào ngày đang xem.")),
    )


def _dressed(rows: Any, keys: list[str], request: Visit) -> list[dict[str, Any]]:
    """Rows with what the register holds, so that the workbook can be filled in and imported."""
    held = reads.held([row["code"] for row in rows], keys, request.on)
    return [{**row, "held": held.get(row["code"], {})} for row in rows]


def _columns(keys: list[str]) -> list[Column]:
    """On the page what is owed, in words; in the workbook the columns of the sheet «Người»."""
    return [
        Column("ma", _heading("code"), lambda r: r["code"], only_download=True),
        Column("ten", _heading("name"), lambda r: r["name"], only_download=True, width=26),
        Column("ten", _("Họ và tên"), _person, only_page=True),
        Column("noi", _("Nơi công tác"), lambda r: r["unit_name"], wide=True, width=30),
        Column("thieu", _("Còn thiếu"), lambda r: _said(r, keys), only_page=True),
        Column(
            "cho",
            _("Kết quả chưa rõ"),
            lambda r: r["verdicts"],
            number=True,
            sort="verdicts",
            wide=True,
        ),
        *(_cell(key) for key in keys),
    ]


def _cell(key: str) -> Column:
    return Column(key, _heading(key), lambda r: _held(r, key), only_download=True)


def _held(row: dict[str, Any], key: str) -> str:
    """What is known; a cell that is owed stays blank, to be filled in."""
    return "" if row[key] is not None else row["held"].get(key, reads.Held()).said


def _person(row: dict[str, Any]) -> Link:
    return Link(row["name"], reverse("people:person", args=[row["code"]]), row["code"])


def _said(row: dict[str, Any], keys: list[str]) -> Lines:
    owing = [(_heading(key), row[key]) for key in keys if row[key] is not None]
    waits = [f"{name} ({number(count)})" if count else name for name, count in owing]
    return Lines(", ".join(waits))


def _heading(key: str) -> str:
    return str(_(columns_of([key])[key].heading))
