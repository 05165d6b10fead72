"""Templates of words: what is in use, all versions, a new one tried before it is put into use."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.documents import services as verbs
from hientai.documents.domain import trying
from hientai.documents.domain.paper import Issuer, from_data
from hientai.documents.domain.paper import Paper as Content
from hientai.documents.domain.purposes import BY_CODE, PURPOSES, Purpose
from hientai.documents.domain.words import words_from
from hientai.documents.forms import TemplateForm
from hientai.documents.models import IssuingBody, Wording
from hientai.documents.queries import papers as reads
from hientai.documents.queries.showing import preview
from hientai.documents.queries.wordings import wordings, words_on
from hientai.documents.views.paper import written
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

PERMISSION = "documents:words"
TONES = {"draft": "warn", "in_use": "good", "withdrawn": "mute"}


@require_safe
@guarded(PERMISSION)
def templates(request: Visit) -> HttpResponseBase:
    """The purposes, with the words that each body has written."""
    page = ListPage(
        request,
        title=_("Mẫu văn bản"),
        rows=wordings(),
        columns=[
            Column("viec", _("Việc"), _named, sort="purpose"),
            Column("co-quan", _("Cơ quan ban hành"), _whose, sort="body__name"),
            Column("tu-ngay", _("Dùng từ ngày"), lambda row: row.since, sort="since"),
            Column("nguoi", _("Người soạn"), lambda row: Lines(row.written_by, row.note)),
            Column("trang-thai", _("Trạng thái"), _state, sort="state"),
        ],
        filters=[
            Filter("viec", _("Việc"), [(p.code, _(p.label)) for p in PURPOSES], _of_purpose),
        ],
        empty=Empty(_("Chưa có mẫu riêng; đang dùng các mẫu có sẵn.")),
    )
    context = {"purposes": PURPOSES, "bodies": reads.bodies()}
    return page.render("documents/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def write(request: Visit, purpose: str) -> HttpResponse:
    """Write a new version for a purpose, beginning with the words of the day."""
    meant, body = _purpose(purpose), _body(request)
    now = words_on(meant.code, body, request.on) if body else None
    words = now.words if now else trying.shipped_words(meant.code)
    form = TemplateForm(request.POST if request.method == "POST" else None, words=words)
    if request.method == "POST" and form.is_valid():
        made = _written(request, meant, body, form)
        if made is not None:
            messages.success(request, _("Đã lưu bản nháp: xem thử rồi cho dùng."))
            return redirect("documents:template", made.pk)
    context = {
        "purpose": meant,
        "body": body,
        "form": form,
        "fields": meant.fields.values(),
        "version": now.version if now else None,
    }
    return render(request, "documents/write.html", context, status=422 if form.errors else 200)


@require_safe
@guarded(PERMISSION)
def template(request: Visit, number: int) -> HttpResponse:
    """One version, tried on example values, with what may be done with it."""
    row = _version(number)
    context = {
        "row": row,
        "samples": reads.latest_of(row.purpose),
        "asked": request.GET.get("van-ban", ""),
        "badge": _state(row),
        "purpose": BY_CODE[row.purpose],
        **preview(_tried(request, row), request.today),
    }
    return render(request, "documents/template.html", context)


@require_safe
@guarded(PERMISSION)
def try_out(request: Visit, number: int, kind: str) -> HttpResponse:
    """One version on example values, as DOCX or PDF."""
    row = _version(number)
    return written(_tried(request, row), kind, request, name=f"thu-{row.purpose}-{row.version}")


@require_POST
@guarded(PERMISSION)
def put(request: Visit, number: int) -> HttpResponse:
    """Put a draft into use."""
    row = verbs.put_into_use(actor=request.user, wording=_version(number))
    messages.success(request, _("Mẫu được dùng từ ngày %s.") % day(row.since))
    return redirect("documents:template", row.pk)


@require_POST
@guarded(PERMISSION)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take a version out of use, or give a draft up."""
    row = verbs.withdraw_words(actor=request.user, wording=_version(number))
    messages.success(request, _("Đã thôi dùng mẫu này."))
    return redirect("documents:template", row.pk)


def _written(
    request: Visit, purpose: Purpose, body: IssuingBody | None, form: TemplateForm
) -> Wording | None:
    try:
        return verbs.draft_words(
            actor=request.user,
            purpose=purpose.code,
            body=body,
            since=form.cleaned_data["since"],
            words=form.words(),
            note=form.cleaned_data["note"],
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _tried(request: Visit, row: Wording) -> Content:
    body = row.body or reads.bodies().first()
    issuer = (
        Issuer(body.name, body.parent, body.place, body.collective)
        if body
        else Issuer(_("Cơ quan ban hành"))
    )
    symbol = (body.symbol, body.drafter) if body else ("UBND", "")
    words, sample = words_from(row.words), _sample(request, row)
    return trying.tried(row.purpose, words, issuer, symbol, request.today, sample)


def _sample(request: Visit, row: Wording) -> trying.Sample | None:
    """The real paper that the address names, among those of the purpose; else the examples."""
    asked = request.GET.get("van-ban", "")
    real = reads.paper(int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if real is None or real.purpose != row.purpose or real.content is None:
        return None
    content = from_data(real.content)
    lists = tuple(replace(one, title="") for one in content.annexes)
    return trying.Sample(real.values, lists, real.signer)


def _purpose(code: str) -> Purpose:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def _body(request: Visit) -> IssuingBody | None:
    asked = request.GET.get("co-quan", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    return get_object_or_404(IssuingBody, pk=int(asked))


def _version(number: int) -> Wording:
    return get_object_or_404(Wording.objects.select_related("body"), pk=number)


def _of_purpose(rows: QuerySet[Wording], value: str) -> QuerySet[Wording]:
    return rows.filter(purpose=value)


def _named(row: Wording) -> Link:
    href = reverse("documents:template", args=[row.pk])
    return Link(str(row.get_purpose_display()), href, _("phiên bản %s") % row.version)


def _whose(row: Wording) -> str:
    return row.body.name if row.body else _("mọi cơ quan")


def _state(row: Wording) -> Badge:
    return Badge(str(row.get_state_display()), TONES[row.state])  # type: ignore[arg-type]
