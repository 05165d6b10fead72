"""The whole trace of a thing on one page: of a list, a paper, a programme, a class and the like."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_safe

from hientai.accounts.services.reaching import whole
from hientai.upkeep.domain.things import THINGS, Thing
from hientai.upkeep.queries import things as reads
from hientai.upkeep.views.trace import moment
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, ListPage

PERMISSION = "upkeep:trace"


@require_safe
@guarded(PERMISSION)
def thing(request: Visit, kind: str, key: int) -> HttpResponseBase:
    """For who sees the thing and answers for the unit that keeps it; 404 for anybody else."""
    of = THINGS.get(kind)
    row = reads.kept_in_sight(of, key) if of and request.user.may(of.permission) else None
    if of is None or row is None:
        raise Http404
    with whole(request.user, N_("Xem nhật ký"), request.on):
        found = reads.changes_of(of, row)
    page = _page(request, reads.lines_of(found))
    context = {"called": str(row), "back": _address(of, row)}
    return page.render("upkeep/thing.html", context)


def panel(kind: str) -> Callable[[Visit, Any], str]:
    """What adds the way to the trace to the page of a kind of thing; for who may read it."""
    of = THINGS[kind]

    def way(request: Visit, subject: Any) -> str:
        row = attrgetter(of.shown)(subject) if of.shown else subject
        if not reads.answers_for(of, row):
            return ""
        return render_to_string("upkeep/thing_panel.html", {"kind": kind, "key": row.pk})

    return way


def _address(of: Thing, row: Model) -> str:
    return reverse(of.page, args=[attrgetter(of.by)(row)])


def _page(request: Visit, rows: list[reads.Traced]) -> ListPage:
    kinds = sorted({row.what for row in rows})
    return ListPage(
        request,
        title=_("Nhật ký"),
        rows=rows,
        columns=[
            Column("luc", _("Lúc"), moment, width=18),
            Column("ai", _("Người sửa"), lambda r: r.author),
            Column("phan", _("Nội dung"), _which, width=30),
            Column("truoc", _("Trước"), lambda r: r.before or "–", width=30),
            Column("sau", _("Sau"), lambda r: r.after or "–", width=30),
            Column("can-cu", _("Căn cứ"), lambda r: r.ground or "–", width=36),
        ],
        filters=[
            Filter(
                "phan",
                _("Phần"),
                choices=[(one, one) for one in kinds],
                apply=lambda found, one: [row for row in found if row.what == one],
            )
        ],
        empty=Empty(_("Chưa có thay đổi nào được ghi lại.")),
        cards=True,
    )


def _which(row: reads.Traced) -> Lines:
    return Lines(row.field, " · ".join(part for part in (row.what, row.about) if part))
