"""A list opened from a quota, from a class or plainly; what it is for changed while drawn up."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.classes.queries import OVER, classes_on, state_of
from hientai.nominations.forms import ListForm
from hientai.nominations.models import NominationList
from hientai.nominations.queries import showing
from hientai.nominations.queries.marks import terms_mark
from hientai.nominations.services import Terms, change_list, open_list
from hientai.nominations.views.shared import EDIT, address, edited
from hientai.organisations.models import Unit
from hientai.organisations.queries import unit_choices
from hientai.schemes.queries import pack_of, schemes
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

Choices = list[tuple[str, str]]
PICKED = ("tim", "don-vi", "nhom", "ly-do", "theo")
"""Filters of the quota's page that are carried on to the choice of people."""


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def open_one(request: Visit) -> HttpResponse:
    """A form for a list; from a quota or a class it comes filled in."""
    form = _form(request, _asked_for(request))
    if request.method == "POST" and form.is_valid():
        made = _written(request, form, None)
        if made is not None:
            messages.success(request, _("Đã lập danh sách. Thêm người ở bảng dưới đây."))
            return redirect(_next(request, made))
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "units": _units(request),
        "drafts": _drafts(request) if request.method != "POST" else [],
        "none": not form.fields["item"].choices[1:],  # type: ignore[attr-defined]
        "kept": [(key, request.GET[key]) for key in PICKED if request.GET.get(key)],
    }
    return render(request, "nominations/open.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def change(request: Visit, number: int) -> HttpResponse:
    """What a list is for, to be changed while it is drawn up."""
    held = edited(request, number)
    if held.state != NominationList.State.DRAFT and request.method != "POST":
        raise Http404
    form = _form(request, _said_of(held))
    del form.fields["unit"]
    if request.method == "POST" and form.is_valid() and _written(request, form, held):
        messages.success(request, _("Đã sửa. Bấm “Xét lại” để xét mọi người theo thông tin mới."))
        return redirect(address(held))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "held": held, "mark": terms_mark(held)}
    return render(request, "nominations/change.html", context, status=status)


def _form(request: Visit, initial: Mapping[str, Any]) -> ListForm:
    return ListForm(
        request.POST if request.method == "POST" else None,
        items=_quotas(request),
        classes=_classes(request, str(initial.get("training_class") or "")),
        initial=initial,
    )


def _written(request: Visit, form: ListForm, held: NominationList | None) -> NominationList | None:
    """The list as written; None where it was refused, which the form then says."""
    terms = Terms(**form.terms())
    try:
        if held is not None:
            return change_list(actor=request.user, nomination_list=held, terms=terms, on=request.on)
        unit: Unit = form.cleaned_data["unit"]
        return open_list(actor=request.user, unit=unit, terms=terms, on=request.on)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _asked_for(request: Visit) -> dict[str, Any]:
    """What the address says of the list to be opened: its quota, its class, the reader's unit."""
    slug, item = request.GET.get("de-an", ""), request.GET.get("chi-tieu", "")
    said: dict[str, Any] = {"form": "full_time", "unit": _own_unit(request)}
    if slug and item:
        said["item"] = f"{slug}/{item}"
    one = _class_asked(request)
    if one is not None:
        said |= {"training_class": one.pk, "programme": "", "form": one.form}
        said["item"] = f"{one.scheme.slug}/{one.item_id}" if one.scheme else said.get("item", "")
    return said


def _class_asked(request: Visit) -> TrainingClass | None:
    code = request.GET.get("lop", "")
    return classes_on(request.on).filter(code__iexact=code).first() if code else None


def _said_of(held: NominationList) -> dict[str, Any]:
    names = ("title", "programme", "starts_on", "ends_on", "place", "fund", "form")
    said = {name: getattr(held, name) for name in names}
    for name in ("starts_on", "ends_on"):
        said[name] = day(said[name])
    return {
        **said,
        "item": f"{held.scheme.slug}/{held.item_id}",
        "training_class": held.training_class_id or "",
        "parallel": not held.exclusive,
    }


def _quotas(request: Visit) -> Choices:
    """The quotas of the schemes in force: "slug/id" and words."""
    return [
        (
            f"{version.scheme.slug}/{quota.id}",
            f"{version.scheme.slug} · {quota.id} {quota.title}"[:120],
        )
        for version in schemes(request.on)
        for quota in pack_of(version).quotas
    ]


def _classes(request: Visit, chosen: str) -> Choices:
    """The classes that are not over and serve a quota."""
    rows = classes_on(request.on).filter(withdrawn_at=None, scheme__isnull=False)
    return [
        (str(one.pk), f"{one.code} · {one.title} ({day(one.starts_on)})"[:120])
        for one in rows
        if str(one.pk) == chosen or state_of(one, request.on) != OVER
    ]


def _units(request: Visit) -> Choices:
    return unit_choices([role.unit_id for role in request.user.roles], request.on)


def _own_unit(request: Visit) -> str:
    """The code of the reader's only unit."""
    units = {role.unit.code for role in request.user.roles}
    return units.pop() if len(units) == 1 else ""


def _drafts(request: Visit) -> Sequence[NominationList]:
    """The lists of the quota asked for that are still drawn up: people may go to one of these."""
    slug, item = request.GET.get("de-an", ""), request.GET.get("chi-tieu", "")
    return list(showing.drafts_for(slug, item, request.on)[:5]) if slug and item else []


def _next(request: Visit, made: NominationList) -> str:
    """The grid; where the list was opened from a narrowed list of the quota, the choice of
    people narrowed so."""
    kept = {key: request.POST[key] for key in PICKED if request.POST.get(key)}
    if not kept:
        return address(made)
    return f"{reverse('nominations:pick', args=[made.pk])}?{urlencode(kept)}"
