"""Correction requests as the officer sees them: the list, one of them, the decision."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hientai.accounts.models import User
from hientai.intake.services import CellsRefused
from hientai.shared.vietnamese import day
from hientai.upkeep.domain.requests import effect_of
from hientai.upkeep.forms import WordsForm
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.queries import own as reads
from hientai.upkeep.services import requests as verbs
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

PERMISSION = "upkeep:decide"
State = CorrectionRequest.State
TONES = {"open": "warn", "asked": "info", "accepted": "good", "refused": "bad"}
STEPS = {
    "chap-nhan": (
        gettext_lazy("Căn cứ để ghi vào hồ sơ"),
        gettext_lazy("Ghi giấy tờ đã đối chiếu, ví dụ số và ngày của quyết định."),
    ),
    "tu-choi": (
        gettext_lazy("Lý do không chấp nhận"),
        gettext_lazy("Ghi lý do; người đề nghị sẽ đọc."),
    ),
    "hoi-lai": (
        gettext_lazy("Điều cần người đề nghị bổ sung"),
        gettext_lazy("Ghi điều cần bổ sung; người đề nghị sẽ đọc và trả lời."),
    ),
}
"""Steps of a decision: what the words are, and what is said where there are none."""


@require_safe
@guarded(PERMISSION)
def listing(request: Visit) -> HttpResponseBase:
    """Every request of the officer's people, the newest first."""
    page = ListPage(
        request,
        title=_("Đề nghị đính chính"),
        rows=reads.requests(),
        columns=[
            Column("gui", _("Gửi lúc"), _moment, sort="asked_at", width=18),
            Column("ai", _("Người đề nghị"), _who, sort="person__name_key"),
            Column("noi-dung", _("Nội dung"), lambda r: reads.heading(r.field)),
            Column("dang-ghi", _("Hồ sơ đang ghi"), lambda r: r.before or "–"),
            Column("de-nghi", _("Đề nghị ghi"), _wanted),
            Column("trang-thai", _("Trạng thái"), state_of, sort="state"),
        ],
        filters=[
            Filter(
                "trang-thai",
                _("Trạng thái"),
                choices=State.choices,
                apply=lambda rows, value: rows.filter(state=value),
            )
        ],
        empty=Empty(_("Chưa có đề nghị đính chính nào.")),
    )
    return page.render("upkeep/requests.html")


@require_safe
@guarded(PERMISSION)
def one(request: Visit, number: int) -> HttpResponse:
    """One request, with what would stand in the way of writing it."""
    return _page(request, _in_sight(number))


@require_POST
@guarded(PERMISSION)
def decide(request: Visit, number: int) -> HttpResponse:
    """Accept, refuse or ask back; where the cell cannot be written the page says why."""
    held, step = _in_sight(number), request.POST.get("buoc", "")
    if step not in STEPS:
        raise Http404
    form = _form(step, request.POST)
    if not form.is_valid():
        return _page(request, held, step, form, status=422)
    try:
        _take(step, request.user, held, form.cleaned_data["text"], request.today)
    except CellsRefused as refused:
        form.add_error("text", str(refused))
        return _page(request, held, step, form, status=422)
    messages.success(request, _("Đã trả lời đề nghị số %s.") % number)
    return redirect("upkeep:request", number)


def _take(step: str, actor: User, held: CorrectionRequest, text: str, on: date) -> None:
    if step == "chap-nhan":
        verbs.accept(actor=actor, request=held, ground=text, on=on)
    elif step == "tu-choi":
        verbs.refuse(actor=actor, request=held, reason=text)
    else:
        verbs.ask_back(actor=actor, request=held, text=text)


@require_safe
@guarded(PERMISSION)
def evidence(request: Visit, number: int) -> HttpResponse:
    """The file of evidence, to be saved and never shown by the browser as a page of ours."""
    held = get_object_or_404(CorrectionRequest, pk=number, evidence__isnull=False)
    suffix = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
    name = f"minh-chung-{number}.{suffix[held.evidence_type]}"
    return HttpResponse(
        bytes(held.evidence or b""),
        content_type=held.evidence_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _page(
    request: Visit,
    held: CorrectionRequest,
    step: str = "",
    filled: WordsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    forms = [(key, filled if filled and key == step else _form(key, None)) for key in STEPS]
    context = {
        "held": held,
        "heading": reads.heading(held.field),
        "now": reads.said_of(held.person, held.field, request.today),
        "effect": effect_of(held.field, held.changed_on),
        "badge": state_of(held),
        "forms": forms,
        "obstacles": verbs.obstacles(held, request.today) if held.is_open else [],
    }
    return render(request, "upkeep/request.html", context, status=status)


def _form(step: str, given: QueryDict | None) -> WordsForm:
    label, missing = STEPS[step]
    return WordsForm(given, label=label, missing=missing, auto_id=f"{step}-%s")


def _in_sight(number: int) -> CorrectionRequest:
    rows = CorrectionRequest.objects.defer("evidence").select_related("person__unit")
    return get_object_or_404(rows, pk=number)


def _who(row: CorrectionRequest) -> Link:
    return Link(row.person.name, reverse("upkeep:request", args=[row.pk]), row.person.code)


def _wanted(row: CorrectionRequest) -> Lines:
    since = _("đã thay đổi từ ngày %s") % day(row.changed_on) if row.changed_on else ""
    return Lines(row.said, since)


def _moment(row: CorrectionRequest) -> Lines:
    return Lines(date_format(timezone.localtime(row.asked_at), "SHORT_DATETIME_FORMAT"))


def state_of(row: CorrectionRequest) -> Badge:
    """The state of a request as a coloured word."""
    said = _("đã hỏi lại, chờ bổ sung") if row.state == State.ASKED else row.get_state_display()
    return Badge(str(said), TONES.get(row.state, "mute"))  # type: ignore[arg-type]
