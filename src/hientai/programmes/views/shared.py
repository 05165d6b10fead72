"""What the pages of this room share: one page for every form, things by their address, names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hientai.organisations.queries import units_on
from hientai.programmes.models import Programme, Version
from hientai.programmes.queries import programmes as reads
from hientai.programmes.queries.scope import writes
from hientai.shared.refused import Refused
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit

VIEW, EDIT, APPROVE = "programmes:view", "programmes:edit", "programmes:approve"
TONES: dict[str, Tone] = {
    "draft": "mute",
    "appraising": "info",
    "appraised": "info",
    "approved": "good",
    "replaced": "mute",
    "withdrawn": "warn",
}
OFFERED = ("city", "department", "district", "training_institution", "central_body", "party_body")
"""Types of units that a form offers by name; another is typed by its code."""


@dataclass(frozen=True)
class Asked:
    """A page with one form: what it is called, where it stands, what its button says."""

    title: str
    crumbs: Sequence[tuple[str, str]]
    submit: str
    note: str = ""
    with_units: bool = False
    with_programmes: bool = False
    is_wide: bool = False


def form_page(
    request: Visit, form: forms.Form, asked: Asked, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Show a form; once it is right carry it out and go where `done` says, with what it says.

    `done` returns the address to go on to. A refusal stands on top of the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a refusal leaves nothing behind, not even a file
                return redirect(done(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "asked": asked,
        "units": _units(request) if asked.with_units else (),
        "programmes": _programmes() if asked.with_programmes else (),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/form_page.html", context, status=status)


def data_of(request: Visit) -> dict[str, Any]:
    """What a form is given: the fields and files of a POST, nothing otherwise."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}


def said(request: Visit, words: str, address: str) -> str:
    """Tell on the next page what was done; the address of that page."""
    messages.success(request, words)
    return address


def programme_or_404(code: str) -> Programme:
    """A programme by its code."""
    found = reads.programme_of(code)
    if found is None:
        raise Http404
    return found


def version_or_404(code: str, number: int) -> Version:
    """A version of a programme by its number."""
    programme = programme_or_404(code)
    version = reads.version_numbered(programme, number)
    if version is None:
        raise Http404
    return version


def writable(unit_id: int) -> None:
    """A page for writing is not there for who may not write for the unit."""
    if not writes(unit_id):
        raise Http404


def address(programme: Programme, version: Version | None = None, part: str = "") -> str:
    """The page of a programme, of one of its versions, at one of its parts."""
    asked = [f"ban={version.number}"] if version else []
    asked += [f"muc={part}"] if part else []
    return reverse("programmes:programme", args=[programme.code]) + (
        "?" + "&".join(asked) if asked else ""
    )


def crumbs(programme: Programme | None = None) -> list[tuple[str, str]]:
    """The way to the list of programmes, and to one of them."""
    way = [(_("Chương trình"), reverse("programmes:programmes"))]
    return [*way, (programme.code, address(programme))] if programme else way


def _units(request: Visit) -> list[tuple[str, str]]:
    return [(unit.code, unit.name) for unit in units_on(request.on) if unit.type in OFFERED]


def _programmes() -> list[tuple[str, str]]:
    return list(Programme.objects.order_by("code").values_list("code", "title"))
