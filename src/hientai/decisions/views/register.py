"""Every decision that sends people or amends one."""

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.decisions.domain.kinds import KINDS
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.documents.models import Paper
from hientai.documents.queries.showing import called, state_of
from hientai.shared.words import _ as told
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link, ListPage

VIEW = "decisions:view"


@require_safe
@guarded(VIEW)
def sendings(request: Visit) -> HttpResponseBase:
    """Every paper of this room in sight, the latest first."""
    page = ListPage(
        request,
        title=_("Quyết định cử đi"),
        rows=reads.sendings(request.on),
        columns=[
            Column("so", _("Số, ký hiệu"), _called, width=24),
            Column("ngay", _("Ngày ban hành"), lambda s: s.paper.issued_on),
            Column("noi-dung", _("Nội dung"), _about, width=60),
            Column("nguoi", _("Số người"), lambda s: s.people, number=True),
            Column("co-quan", _("Cơ quan ban hành"), lambda s: s.paper.body.name, wide=True),
            Column("trang-thai", _("Trạng thái"), lambda s: state_of(s.paper)),
        ],
        filters=_filters(),
        empty="" if request.GET else _empty(),
    )
    return page.render("decisions/sendings.html")


def address(sending: Sending) -> str:
    """The page of a paper of this room."""
    return reverse("decisions:sending", args=[sending.pk])


def _called(sending: Sending) -> Link:
    return Link(called(sending.paper), address(sending), sending.get_kind_display())


def _about(sending: Sending) -> Lines:
    first = sending.first
    amends = _("điều chỉnh %s") % first.paper if first else sending.list.title
    return Lines(sending.paper.abstract, amends)


def _filters() -> list[Filter]:
    return [
        Filter(
            "loai",
            _("Loại"),
            choices=[(kind.code, told(kind.label)) for kind in KINDS],
            apply=lambda rows, kind: rows.filter(kind=kind),
        ),
        Filter(
            "trang-thai",
            _("Trạng thái"),
            choices=[(state.value, str(state.label)) for state in Paper.State],
            apply=lambda rows, state: rows.filter(paper__state=state),
        ),
    ]


def _empty() -> Empty:
    return Empty(
        _("Chưa có quyết định nào."),
        _("Quyết định được lập từ danh sách đề cử đã duyệt."),
    )
