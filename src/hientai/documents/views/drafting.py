"""New papers: drawn up from a template and values, or entered from before the system."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.documents import services as verbs
from hientai.documents.domain.grounds import legal_grounds
from hientai.documents.domain.purposes import LAWS, OF_THE_BODY, Purpose, purpose_of
from hientai.documents.domain.words import fields_used
from hientai.documents.forms import BackDatedForm, PurposeForm, ValuesForm
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.queries import papers as reads
from hientai.documents.queries.wordings import words_on
from hientai.documents.services.drafting import About
from hientai.documents.services.files import File
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import CATEGORIES
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("documents:draft")
def new(request: Visit) -> HttpResponse:
    """First what for and who issues, then the values that the words ask for."""
    chosen = PurposeForm(request.GET or None, bodies=reads.bodies())
    if not chosen.is_valid():
        return render(request, "documents/choose.html", {"form": chosen})
    purpose = purpose_of(chosen.cleaned_data["viec"])
    body: IssuingBody = chosen.cleaned_data["co_quan"]
    form = _values_form(request, purpose, body)
    if request.method == "POST" and form.is_valid():
        made = _drafted(request, purpose, body, form)
        if made is not None:
            return redirect("documents:paper", made.pk)
    context = {"form": form, "purpose": purpose, "body": body}
    return render(request, "documents/new.html", context, status=422 if form.errors else 200)


def _values_form(request: Visit, purpose: Purpose, body: IssuingBody) -> ValuesForm:
    used = fields_used(words_on(purpose.code, body, request.today).words) - {OF_THE_BODY}
    asked = [one for name, one in purpose.fields.items() if name in used]
    form = ValuesForm(_sent(request)[0], asked=asked, changes=bool(purpose.relation))
    laws = "\n".join(one.text for one in legal_grounds(request.today, CATEGORIES.codes))
    form.initial = {key: laws for key, name in form.names.items() if name == LAWS}
    return form


def _drafted(request: Visit, purpose: Purpose, body: IssuingBody, form: ValuesForm) -> Paper | None:
    try:
        made = verbs.draft(
            actor=request.user,
            body=body,
            purpose=purpose.code,
            on=request.today,
            values=form.values(),
            about=About(form.cleaned_data["signer_name"]),
            former=reads.by_name(form.cleaned_data.get("former", ""), body),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Đã lập dự thảo."))
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("documents:number")
def back_dated(request: Visit) -> HttpResponse:
    """A paper from before the system, with its own number and scan."""
    form = BackDatedForm(*_sent(request), bodies=reads.bodies())
    if request.method == "POST" and form.is_valid():
        made = _entered(request, form)
        if made is not None:
            messages.success(request, _("Đã nhập văn bản %s.") % made)
            return redirect("documents:paper", made.pk)
    context = {"form": form}
    return render(request, "documents/back_dated.html", context, status=422 if form.errors else 200)


def _sent(request: Visit) -> tuple[Any, Any]:
    """What was sent with a form and with it as files; nothing before anybody sent it."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _entered(request: Visit, form: BackDatedForm) -> Paper | None:
    given = form.cleaned_data
    if given["issued_on"] > request.today:
        form.add_error("issued_on", _("Ngày ban hành không thể ở tương lai."))
        return None
    try:
        return verbs.enter_back_dated(
            actor=request.user,
            body=given["body"],
            stated=form.stated(given["kind"]),
            scan=File(given["scan"].name, given["scan"].read()),
        )
    except Refused as refused:
        form.add_error("number", str(refused))
        return None
