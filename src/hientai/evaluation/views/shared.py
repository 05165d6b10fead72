"""What the pages of this room share: forms by number, badges, one page for every small form."""

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

from hientai.evaluation.domain import states
from hientai.evaluation.models import Form
from hientai.evaluation.queries import forms as reads
from hientai.shared.refused import Refused
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit, today

VIEW, OPEN, ANSWER = "evaluation:view", "evaluation:open", "evaluation:answer"
OWN, TEMPLATES = "evaluation:own", "evaluation:forms"
TONES: dict[str, Tone] = {
    states.OPEN: "info",
    states.COUNTED: "good",
    states.FEW: "warn",
    states.WITHDRAWN: "mute",
}


@dataclass(frozen=True)
class Asked:
    """A page with one form: what it is called, where it stands, what its button says."""

    title: str
    crumbs: Sequence[tuple[str, str]]
    submit: str
    note: str = ""
    is_wide: bool = False


def form_page(
    request: Visit, form: forms.Form, asked: Asked, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Show a form; once it is right carry it out and go where `done` says.

    A refusal stands on top of the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                return redirect(done(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "evaluation/form_page.html", {"form": form, "asked": asked}, status=status
    )


def said(request: Visit, words: str, address: str) -> str:
    """Tell on the next page what was done; the address of that page."""
    messages.success(request, words)
    return address


def form_or_404(number: int, *, to_write: bool = False, whole: bool = False) -> Form:
    """A form by its number; not there for who may not write it, or see the whole of it."""
    found = reads.form_of(number)
    if found is None:
        raise Http404
    if to_write and not reads.writes(found.training_class):
        raise Http404
    if whole and not reads.reads(found.training_class):
        raise Http404
    return found


def address(form: Form) -> str:
    """The page of a form."""
    return reverse("evaluation:form", args=[form.pk])


def crumbs(form: Form | None = None) -> list[tuple[str, str]]:
    """The way to the list of forms, and to one of them."""
    way = [(_("Đánh giá"), reverse("evaluation:forms"))]
    return [*way, (form.training_class.code, address(form))] if form else way


def badge(form: Form) -> Badge:
    """Where a form stands today."""
    if form.state != states.OPEN:
        return Badge(form.get_state_display(), TONES[form.state])
    words = {
        states.COMING: _("chưa đến ngày thu"),
        states.TAKING: _("đang thu phiếu"),
        states.CLOSED: _("chờ tổng hợp"),
    }
    now = states.stage(form.opens_on, form.closes_on, today())
    return Badge(words[now], "warn" if now == states.CLOSED else "info")
