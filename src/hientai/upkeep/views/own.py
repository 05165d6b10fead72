"""A person's own page: the record, where one may go, the requests, and who looked."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.people.models import Person
from hientai.people.services import open_record
from hientai.shared.refused import Refused
from hientai.training.queries.turns import turns_of
from hientai.upkeep.domain.requests import Misfit, fields_of
from hientai.upkeep.forms import AskForm, WordsForm
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.queries import own as reads
from hientai.upkeep.queries.may_go import ways_of
from hientai.upkeep.queries.trace import openings_of
from hientai.upkeep.services import requests as verbs
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

PERMISSION = "upkeep:own"
SHOWN = 5


@require_safe
@guarded(PERMISSION)
def own(request: Visit) -> HttpResponse:
    """Everything the register holds of the user, and what can be done with it."""
    person = reads.me()
    open_record(actor=request.user, person=person, purpose=N_("Tự xem hồ sơ"))
    context = {
        "person": person,
        "ways": ways_of(person, request.on),
        "turns": turns_of(person.pk),
        "requests": [(r, reads.heading(r.field)) for r in reads.requests_of(person)[:SHOWN]],
        "openings": openings_of(person)[:SHOWN],
    }
    return render(request, "upkeep/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def ask(request: Visit) -> HttpResponse:
    """Ask for a correction of the own record; what cannot be read is told at the field."""
    person = reads.me()
    choices = [(field, reads.heading(field)) for field in fields_of(request.today.year)]
    if request.method != "POST":
        form = AskForm(initial={"field": request.GET.get("muc", "")}, fields=choices)
        return _ask_page(request, person, form)
    form = AskForm(request.POST, request.FILES, fields=choices)
    if form.is_valid() and _asked(request, person, form):
        messages.success(request, _("Đã gửi đề nghị. Cán bộ phụ trách đơn vị sẽ trả lời tại đây."))
        return redirect("upkeep:own")
    return _ask_page(request, person, form, status=422)


def _ask_page(request: Visit, person: Person, form: AskForm, status: int = 200) -> HttpResponse:
    on: date = request.today
    held = [(reads.heading(f), reads.said_of(person, f, on)) for f in fields_of(on.year)]
    context = {"person": person, "form": form, "held": held}
    return render(request, "upkeep/ask.html", context, status=status)


def _asked(request: Visit, person: Person, form: AskForm) -> bool:
    """Whether the request was taken; else the form says why not."""
    given = form.cleaned_data
    file = given["evidence"]
    try:
        verbs.ask(
            actor=request.user,
            person=person,
            field=given["field"],
            said=given["said"],
            reason=given["reason"],
            on=request.today,
            changed_on=given["changed_on"],
            evidence=verbs.Evidence(file.name, file.read()) if file else None,
        )
    except Refused as refused:
        form.add_error(refused.place if isinstance(refused, Misfit) else "said", str(refused))
        return False
    return True


@require_POST
@guarded(PERMISSION)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take an open request back."""
    verbs.withdraw(actor=request.user, request=_mine(number))
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("upkeep:own")


@require_POST
@guarded(PERMISSION)
def reply(request: Visit, number: int) -> HttpResponse:
    """Answer what the officer asked back."""
    form = WordsForm(request.POST, label=_("Nội dung bổ sung"), missing="")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    verbs.reply(actor=request.user, request=_mine(number), text=text)
    messages.success(request, _("Đã gửi nội dung bổ sung."))
    return redirect("upkeep:own")


def _mine(number: int) -> CorrectionRequest:
    return get_object_or_404(reads.requests_of(reads.me()), pk=number)
