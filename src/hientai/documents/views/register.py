"""The register of papers sent out (sổ văn bản đi)."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.documents.domain.kinds import KINDS
from hientai.documents.models import Paper
from hientai.documents.queries import papers as reads
from hientai.documents.queries.showing import state_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Cell, Column, Empty, Filter, Lines, Link, ListPage


@require_safe
@guarded("documents:view")
def papers(request: Visit) -> HttpResponseBase:
    """Every paper in sight, the latest first; those issued after the day are left out."""
    page = ListPage(
        request,
        title=_("Sổ văn bản đi"),
        rows=reads.register(request.on).order_by("-issued_on", "-pk"),
        columns=_columns(),
        filters=_filters(),
        empty="" if request.GET else Empty(_("Chưa có văn bản nào.")),
    )
    return page.render("documents/papers.html")


def _columns() -> list[Column]:
    return [
        Column("so", _("Số, ký hiệu"), _called, sort="number", width=22),
        Column("ngay", _("Ngày ban hành"), lambda p: p.issued_on, sort="issued_on"),
        Column("trich-yeu", _("Trích yếu"), _about, sort="abstract", width=70),
        Column(
            "co-quan", _("Cơ quan ban hành"), lambda p: p.body.name, sort="body__name", wide=True
        ),
        Column("nguoi-ky", _("Người ký"), lambda p: p.signer or "–", sort="signer", wide=True),
        Column("trang-thai", _("Trạng thái"), state_of, sort="state"),
    ]


def _filters() -> list[Filter]:
    bodies = [(str(one.pk), one.name) for one in reads.bodies()]
    return [
        Filter(
            "tim",
            _("Số hoặc trích yếu"),
            apply=reads.searched,
            placeholder=_("07/QĐ-UBND, tài chính"),
        ),
        Filter("loai", _("Loại văn bản"), [(k.code, _(k.name)) for k in KINDS], _by("kind")),
        Filter("co-quan", _("Cơ quan ban hành"), bodies, _by("body_id")),
        Filter("trang-thai", _("Trạng thái"), Paper.State.choices, _by("state")),
        Filter("nam", _("Năm"), [(str(y), str(y)) for y in reads.years()], _by("year")),
    ]


def _by(field: str) -> Any:
    return lambda rows, value: rows.filter(**{field: value})


def _called(paper: Paper) -> Link:
    kind = str(paper.get_kind_display())
    return Link(str(paper), reverse("documents:paper", args=[paper.pk]), kind)


def _about(paper: Paper) -> Cell:
    return Lines(paper.abstract, _("có trước hệ thống") if paper.back_dated else "")
