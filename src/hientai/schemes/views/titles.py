"""The table of equivalent titles: every row with its days and source, and a form to correct it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.schemes import queries, services
from hientai.schemes.domain.groups import context_of, describe
from hientai.schemes.domain.pack import Pack
from hientai.schemes.forms.titles import RankForm, UnrankForm, of_row
from hientai.schemes.models import RankedTitle, Scheme, SchemeVersion
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

ROW = "dong"


@require_safe
@guarded("schemes:view")
def titles(request: Visit, slug: str) -> HttpResponse:
    """Every row of the table, those not in force on the day too, and what was written by whom."""
    version = _version(request, slug)
    pack = queries.pack_of(version)
    wanted = request.GET.get(ROW, "")
    row = next((one for one in pack.equivalences if one.id == wanted), None)
    form = RankForm(pack, initial=of_row(row) if row else {"since": typed_day(request.on)})
    return _page(request, version, form)


@require_POST
@guarded("schemes:load")
def rank(request: Visit, slug: str) -> HttpResponseBase:
    """Write a row down: a new one, or one in the place of another."""
    version = _version(request, slug)
    form = RankForm(queries.pack_of(version), request.POST)
    if form.is_valid():
        try:
            services.rank_title(actor=request.user, version=version, row=form.row, who=form.who)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi dòng %s.") % form.cleaned_data["id"])
            return redirect("schemes:titles", slug=slug)
    return _page(request, version, form)


@require_POST
@guarded("schemes:load")
def unrank(request: Visit, slug: str) -> HttpResponseBase:
    """Take back a row that was written here."""
    version = _version(request, slug)
    form = UnrankForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Chưa ghi căn cứ thôi áp dụng"), remedy=_("ghi văn bản hoặc lý do"))
    said = form.cleaned_data
    services.unrank_title(
        actor=request.user, version=version, row_id=said["row_id"], ground=said["ground"]
    )
    messages.success(request, _("Dòng %s thôi áp dụng.") % said["row_id"])
    return redirect("schemes:titles", slug=slug)


def _version(request: Visit, slug: str) -> SchemeVersion:
    get_object_or_404(Scheme, slug=slug)
    version = queries.scheme(slug, request.on)
    if not queries.pack_of(version).equivalences:
        raise Http404
    return version


def _page(request: Visit, version: SchemeVersion, form: RankForm) -> HttpResponse:
    pack = queries.pack_of(version)
    written = list(queries.ranks_of(version))
    context = {
        "scheme": pack.scheme,
        "rows": _rows(pack, written, request.on),
        "written": written,
        "form": form,
        "end": UnrankForm(),
    }
    return render(request, "schemes/titles.html", context)


def _rows(pack: Pack, written: Sequence[RankedTitle], on: date) -> list[dict[str, Any]]:
    """Each row of the table in words, whether it holds on the day, and whether written here."""
    own = {one.row_id for one in written if one.revoked_at is None}
    context = context_of(pack, on)
    return [
        {
            "row": row,
            "group": pack.group(row.group).name,
            "words": describe(row.when, context),
            "now": row.holds_on(on),
            "own": row.id in own,
        }
        for row in pack.equivalences
    ]
