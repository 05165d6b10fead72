"""Amending a scheme on a page: what may be amended, the form, the difference tried, acceptance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.schemes import queries, services
from hientai.schemes.domain.differences import Change
from hientai.schemes.domain.groups import context_of, describe
from hientai.schemes.forms.amending import AMENDMENTS, AmendForm, TwoDaysForm, WithdrawForm
from hientai.schemes.models import Scheme, SchemeVersion
from hientai.schemes.papers import told
from hientai.schemes.services import Proposal
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, typed_day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

GROUP, ACCEPT = "nhom", "chap-nhan"


@require_safe
@guarded("schemes:load")
def amendments(request: Visit, slug: str) -> HttpResponse:
    """What can be amended here, and the newest version it would be laid over."""
    get_object_or_404(Scheme, slug=slug)
    newest = queries.newest_of(slug)
    context = {
        "scheme": queries.pack_of(newest).scheme,
        "newest": newest,
        "kinds": [(kind, form.title) for kind, form in AMENDMENTS.items()],
    }
    return render(request, "schemes/amendments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("schemes:load")
def amend(request: Visit, slug: str, kind: str) -> HttpResponseBase:
    """The form of one kind of amendment; tried on «xem», kept on «chap-nhan»."""
    get_object_or_404(Scheme, slug=slug)
    if kind not in AMENDMENTS:
        raise Http404
    pack = queries.pack_of(queries.newest_of(slug))
    if request.method != "POST":
        start = {"since": typed_day(request.on), "group": request.GET.get(GROUP, "")}
        return _page(request, pack.scheme, AMENDMENTS[kind](pack, initial=start), None)
    form = AMENDMENTS[kind](pack, request.POST)
    proposal = _proposed(form, slug) if form.is_valid() else None
    if proposal is None or ACCEPT not in request.POST:
        return _page(request, pack.scheme, form, proposal)
    made = services.accept(actor=request.user, proposal=proposal)
    told = {"n": made.number, "since": day(made.effective_from)}
    messages.success(request, _("Đã chấp nhận phiên bản %(n)s, hiệu lực từ %(since)s.") % told)
    return redirect("schemes:versions", slug=slug)


@require_safe
@guarded("schemes:view")
def versions(request: Visit, slug: str) -> HttpResponse:
    """Every version with its act, day and difference; and the scheme of two days compared."""
    get_object_or_404(Scheme, slug=slug)
    steps = queries.steps_of(slug)
    live = [version for version, _changes in steps if not hasattr(version, "withdrawal")]
    here = next((one for one in live if one.effective_from <= request.on), None)
    form = TwoDaysForm(request.GET if "tu" in request.GET else None)
    context = {
        "scheme": queries.pack_of(live[0]).scheme,
        "steps": [
            {
                **_step(version, changes),
                "here": version == here,
                "may_end": version == live[0] and len(live) > 1,
            }
            for version, changes in steps
        ],
        "form": form,
        "end": WithdrawForm(),
        "compared": _compared(slug, form) if form.is_valid() else None,
    }
    return render(request, "schemes/versions.html", context)


def _step(version: SchemeVersion, changes: list[Change]) -> dict[str, Any]:
    pack = queries.document_of(version)
    return {"version": version, "scheme": pack.scheme, "changes": told(changes, pack)}


@require_POST
@guarded("schemes:load")
def withdraw(request: Visit, slug: str) -> HttpResponseBase:
    """Take the newest version back."""
    scheme = get_object_or_404(Scheme, slug=slug)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Chưa ghi căn cứ rút phiên bản"), remedy=_("ghi văn bản hoặc lý do"))
    said = form.cleaned_data
    version = get_object_or_404(scheme.versions, number=said["number"])
    services.withdraw(actor=request.user, version=version, ground=said["ground"])
    messages.success(request, _("Đã rút phiên bản %s.") % version.number)
    return redirect("schemes:versions", slug=slug)


def _proposed(form: AmendForm, slug: str) -> Proposal | None:
    """The proposal a form asks for; what is wrong with it is told on the form."""
    data = form.cleaned_data
    try:
        return services.propose(
            slug=slug,
            change=form.change,
            since=data["since"],
            act=form.act,
            summary=data["summary"],
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _compared(slug: str, form: TwoDaysForm) -> dict[str, Any]:
    before, after = form.cleaned_data["tu"], form.cleaned_data["den"]
    try:
        changes = queries.changed_between(slug, before, after)
        found = told(changes, queries.pack_of(queries.scheme(slug, after)))
    except Refused as refused:
        return {"before": before, "after": after, "refused": str(refused)}
    return {"before": before, "after": after, "changes": found}


def _page(request: Visit, scheme: Any, form: AmendForm, proposal: Proposal | None) -> HttpResponse:
    context = {
        "scheme": scheme,
        "form": form,
        "proposal": proposal,
        "changes": told(proposal.changes, proposal.after) if proposal else [],
        "who": _who(proposal) if proposal else [],
    }
    status = 422 if form.errors else 200
    return render(request, "schemes/amend.html", context, status=status)


def _who(proposal: Proposal) -> list[str]:
    """What a new statement about people says, in Vietnamese."""
    after = proposal.after
    kept = {one.id for one in proposal.before.continuations}
    context = context_of(after, after.scheme.effective_from)
    return [
        describe(one.when, context)
        for one in after.continuations
        if one.id not in kept and one.when is not None
    ]
