"""Pages of the imports: the list, handing in a file, the preview and how far it has come."""

import tempfile
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.intake import papers
from hientai.intake.domain.difference import is_many
from hientai.intake.forms import CommitForm, UploadForm
from hientai.intake.models import ImportBatch
from hientai.intake.queries import batches as reads
from hientai.intake.queries.workers import worker_alive
from hientai.intake.services import hand_in, registry
from hientai.intake.services.queue import EXAMINE, later
from hientai.intake.views.lists import BATCHES, EMPTY, OF_STATE, STATES, TABS, TONES
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Filter, ListPage
from hientai.webkit.workbook import CONTENT_TYPE

PERMISSION = "intake:import"


@require_safe
@guarded(PERMISSION)
def batches(request: Visit) -> HttpResponseBase:
    """Every import in sight, the newest first."""
    page = ListPage(
        request,
        title=_("Các lần nhập"),
        rows=reads.batches(),
        columns=BATCHES,
        filters=[OF_STATE],
        empty=_("Chưa có lần nhập nào."),
    )
    asleep = reads.any_waiting() and not worker_alive(timezone.now())
    return page.render("intake/batches.html", {"asleep": asleep})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def upload(request: Visit) -> HttpResponse:
    """Hand in a file; it is read in the background."""
    sheets = [(sheet.slug, _(sheet.title)) for sheet in registry()]
    if request.method != "POST":
        own = request.user.roles[0].unit.code if request.user.roles else ""
        first = {"on": request.on.strftime("%d/%m/%Y"), "unit": own}
        form = UploadForm(initial=first, sheets=sheets)
        return render(request, "intake/upload.html", {"form": form})
    form = UploadForm(request.POST, request.FILES, sheets=sheets)
    if not form.is_valid():
        return render(request, "intake/upload.html", {"form": form}, status=422)
    try:
        one = _handed_in(request, form.cleaned_data)
    except Refused as refused:
        form.add_error("unit", f"{refused.what}. {refused.remedy}")
        return render(request, "intake/upload.html", {"form": form}, status=422)
    later(EXAMINE, actor=request.user, batch=one)
    return redirect("intake:batch", one.pk)


def _handed_in(request: Visit, given: dict[str, Any]) -> ImportBatch:
    with tempfile.NamedTemporaryFile(prefix="hientai-") as file:
        for piece in given["file"].chunks():
            file.write(piece)
        file.flush()
        return hand_in(
            actor=request.user,
            path=file.name,
            unit=given["unit"],
            on=given["on"],
            sheet=given["sheet"],
            file_name=given["file"].name,
        )


@require_safe
@guarded(PERMISSION)
def template(request: Visit) -> HttpResponse:
    """The workbook to fill in."""
    content = papers.template([(sheet.title, sheet.columns) for sheet in registry()])
    return _attachment(content, "mau-nhap-ho-so.xlsx")


@require_safe
@guarded(PERMISSION)
def batch(request: Visit, number: int) -> HttpResponseBase:
    """One import: how far it is, what it would do or did, and what can be done with it."""
    return batch_page(request, batch_of(number), CommitForm())


def batch_page(
    request: Visit, one: ImportBatch, form: CommitForm, status: int = 200
) -> HttpResponseBase:
    """The page of a batch with the form to commit it."""
    context = _context(one, form, request.GET.get("muc", ""))
    context["mine"] = one.actor_id == request.user.pk
    if "total" not in one.counts:
        return render(request, "intake/batch.html", context, status=status)
    response = _list(request, one, context["chosen"]).render("intake/batch.html", context)
    response.status_code = status
    return response


def _context(one: ImportBatch, form: CommitForm, chosen: str) -> dict[str, Any]:
    total = one.counts.get("total", {})
    counts = {key: total.get(key, 0) for key, _label in STATES} | {
        "refused": one.counts.get("cells", 0),
        "warnings": one.counts.get("warnings", 0),
    }
    tabs = [(key, label, counts[key]) for key, label, _read, _columns in TABS]
    return {
        "batch": one,
        "tabs": tabs,
        "chosen": chosen or next((k for k, _l, n in tabs if n), "refused"),
        "form": form,
        "total": total,
        "figures": [(label, total.get(key, 0), key) for key, label in STATES],
        "tone": TONES[one.state],
        "asleep": _asleep(one),
        "many_gone": is_many(total.get("gone", 0), one.counts.get("declared", 0)),
    }


def _asleep(one: ImportBatch) -> bool:
    """Whether a batch waits for a background worker that is not there."""
    return bool(one.step) and not worker_alive(timezone.now())


def _list(request: Visit, one: ImportBatch, chosen: str) -> ListPage:
    key, label, read, columns = next((tab for tab in TABS if tab[0] == chosen), TABS[0])
    rows = read(one)
    return ListPage(
        request,
        title=_("%(label)s – lần nhập %(n)s") % {"label": label, "n": one.pk},
        rows=rows,
        columns=columns,
        filters=[
            *_among(rows, "sheet", "trang-tinh", _("Trang tính")),
            *_among(rows, "column", "cot", _("Cột")),
        ],
        empty=str(EMPTY[key]),
    )


def _among(rows: reads.Rows, key: str, name: str, label: str) -> list[Filter]:
    """A filter by the values that stand in a column, where there are several."""
    found = rows.values(key)
    if len(found) < 2:
        return []
    choices = [(value, value) for value in found]
    return [Filter(name, label, choices=choices, apply=lambda r, v: r.where(key, v))]


@require_safe
@guarded(PERMISSION)
def progress(request: Visit, number: int) -> HttpResponse:
    """The progress bar, asked for again and again; the whole page once the step is done."""
    one = batch_of(number)
    if not one.is_busy:
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return render(request, "intake/progress.html", {"batch": one, "asleep": _asleep(one)})


@require_safe
@guarded(PERMISSION)
def refused(request: Visit, number: int) -> HttpResponse:
    """The refused rows with the reasons beside the cells."""
    one = batch_of(number)
    content = papers.refused_rows(one, {sheet.title: sheet.match for sheet in registry()})
    return _attachment(content, f"dong-bi-tu-choi-{number}.xlsx")


def batch_of(number: int) -> ImportBatch:
    """A batch in the caller's sight; 404 for any other."""
    return get_object_or_404(ImportBatch.objects.select_related("unit"), pk=number)


def _attachment(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
