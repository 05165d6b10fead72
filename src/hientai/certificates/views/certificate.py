"""One certificate: what it says, what became of it, its paper, its credential."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.certificates import services as verbs
from hientai.certificates.domain import grounds
from hientai.certificates.domain.codes import shown
from hientai.certificates.domain.credential import with_proof
from hientai.certificates.domain.facts import SYMBOLS, written_day
from hientai.certificates.domain.keys import public_key
from hientai.certificates.forms import AgainForm, PaperForm, RevokeForm
from hientai.certificates.models import Act, Certificate
from hientai.certificates.papers.pdf import CONTENT_TYPE, COPY, Sheet, pdf
from hientai.certificates.queries import register as reads
from hientai.certificates.views.files import saved
from hientai.certificates.views.register import ISSUE, VIEW, state_of
from hientai.programmes.queries.scope import writes
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

# On the paper, which is Vietnamese whatever language its reader has chosen.
ENDED: dict[str, str] = {Act.What.REVOKED: "ĐÃ THU HỒI", Act.What.REPLACED: "ĐÃ CẤP LẠI"}


@require_safe
@guarded(VIEW)
def one(request: Visit, code: str) -> HttpResponse:
    """A certificate with its history."""
    return _page(request, _of(code))


@require_safe
@guarded(VIEW)
def paper(request: Visit, code: str) -> HttpResponse:
    """The certificate as PDF."""
    held = _of(code)
    return saved(pdf([sheet_of(held)]), CONTENT_TYPE, f"{held.number_text}.pdf")


@require_safe
@guarded("certificates:own")
def own_pdf(request: Visit, code: str) -> HttpResponse:
    """The reader's own certificate as PDF."""
    held = _of(code)
    return saved(pdf([sheet_of(held)]), CONTENT_TYPE, f"{held.number_text}.pdf")


@require_safe
@guarded(VIEW)
def credential(request: Visit, code: str) -> HttpResponse:
    """The certificate as a verifiable credential."""
    held = _of(code)
    key = public_key(held.facts["did"])
    if key is None:
        raise Http404
    told = json.dumps(with_proof(held.said, key, held.proof), ensure_ascii=False, indent=2)
    return saved(told.encode(), "application/vc", f"{held.number_text}.json")


@require_POST
@guarded(ISSUE)
def revoke(request: Visit, code: str) -> HttpResponse:
    """Revoke a certificate on a ground."""
    held = _written(code)
    form = RevokeForm(request.POST, on=request.today)
    if not form.is_valid():
        return _page(request, held, status=422, revoke=form)
    try:
        verbs.revoke(actor=request.user, certificate=held, on=request.today, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, held, status=422, revoke=form)
    messages.success(request, _("Đã thu hồi chứng chỉ %s.") % held)
    return redirect("certificates:certificate", held.code)


@require_POST
@guarded(ISSUE)
def replace(request: Visit, code: str) -> HttpResponse:
    """Issue another certificate in its place."""
    held = _written(code)
    form = AgainForm(request.POST, on=request.today)
    if not form.is_valid():
        return _page(request, held, status=422, again=form)
    said = form.cleaned_data
    try:
        made = verbs.replace(
            actor=request.user,
            certificate=held,
            ground=said["ground"],
            paper=said["paper"],
            on=request.today,
            corrected=form.corrected(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, held, status=422, again=form)
    messages.success(request, _("Đã cấp %(new)s thay %(old)s.") % {"new": made, "old": held})
    return redirect("certificates:certificate", made.code)


@require_POST
@guarded(ISSUE)
def copy(request: Visit, code: str) -> HttpResponse:
    """Give a copy from the register."""
    held, form = _written(code), PaperForm(request.POST)
    if not form.is_valid():
        return _page(request, held, status=422, copy=form)
    act = verbs.copy(actor=request.user, certificate=held, on=request.today, **form.cleaned_data)
    messages.success(request, _("Đã ghi sổ cấp bản sao, số %s.") % _copy_number(held, act))
    return redirect("certificates:certificate", held.code)


@require_safe
@guarded(VIEW)
def copied(request: Visit, code: str, number: int) -> HttpResponse:
    """A copy from the register as PDF."""
    held = _of(code)
    act = held.acts.filter(what=Act.What.COPIED, copy_number=number).first()
    if act is None:
        raise Http404
    note = f"Số vào sổ cấp bản sao: {_copy_number(held, act)}, ngày {day(act.on)}."
    made = pdf([sheet_of(held, mark=COPY, note=note)])
    return saved(made, CONTENT_TYPE, f"{held.number_text}-ban-sao-{number}.pdf")


def sheet_of(held: Certificate, mark: str = "", note: str = "") -> Sheet:
    """A certificate as drawn, in the words of its list; one that ended says so on its face."""
    if ending := held.acts.filter(what__in=ENDED).first():
        mark = ENDED[ending.what]
        told = f"{mark} ngày {day(ending.on)}, theo {ending.paper}."
        note = " ".join(part for part in (note, told) if part)
    return Sheet(held.said, held.words, held.signature, mark, note)


def _copy_number(held: Certificate, act: Act) -> str:
    symbol = held.number_text.rpartition("-")[2]
    return f"{act.copy_number:04d}/{act.on.year}/{SYMBOLS['copy']}-{symbol}"


def _page(
    request: Visit, held: Certificate, status: int = 200, **tried: forms.Form
) -> HttpResponse:
    said = held.said
    may_issue = (
        held.state == Certificate.State.VALID and request.user.may(ISSUE) and writes(held.unit_id)
    )
    context: dict[str, Any] = {
        "held": held,
        "said": said,
        "code": shown(held.code),
        "birth": written_day(said.birth),
        "days": f"{written_day(said.starts_on)} – {written_day(said.ends_on)}",
        "badge": state_of(held),
        "former": Certificate.objects.filter(replaced_by=held).first(),
        "acts": [
            (act, grounds.label_of(act.ground), act.copy_number and _copy_number(held, act))
            for act in held.acts.select_related("by_certificate").order_by("pk")
        ],
        "may_issue": may_issue,
        "is_unfounded": reads.unfounded().filter(pk=held.pk).exists(),
        "forms": {
            "revoke": RevokeForm(on=request.today),
            "again": AgainForm(on=request.today),
            "copy": PaperForm(),
            **tried,
        },
    }
    return render(request, "certificates/certificate.html", context, status=status)


def _of(code: str) -> Certificate:
    held = reads.certificate_of(code.upper())
    if held is None:
        raise Http404
    return held


def _written(code: str) -> Certificate:
    held = _of(code)
    if not writes(held.unit_id):
        raise Http404
    return held
