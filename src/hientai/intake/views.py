"""Pages of the imports: the list, handing in a file, the preview, commit and undo."""

import tempfile
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.intake import papers
from hientai.intake.forms import CommitForm, UploadForm
from hientai.intake.models import CUT_OFF_AFTER, ImportBatch
from hientai.intake.queries import batches as reads
from hientai.intake.services import hand_in, registry
from hientai.intake.services.queue import COMMIT, EXAMINE, UNDO, later
from hientai.webkit.cells import Tone, Words
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Link, ListPage
from hientai.webkit.workbook import CONTENT_TYPE

PERMISSION = "intake:import"
TONES: dict[str, Tone] = {
    "reading": "info",
    "previewed": "warn",
    "refused": "bad",
    "committed": "good",
    "undone": "mute",
}
State = ImportBatch.State


@require_safe
@guarded(PERMISSION)
def batches(request: Visit) -> HttpResponseBase:
    """Every import in sight, the newest first."""
    page = ListPage(
        request,
        title=_("Các lần nhập"),
        rows=reads.batches(),
        columns=[
            Column(
                "tep", _("Tệp"), lambda b: Link(b.file_name, _address(b), _("lần nhập %s") % b.pk)
            ),
            Column(
                "trang-thai",
                _("Trạng thái"),
                lambda b: Badge(b.get_state_display(), TONES[b.state], note=b.step),
                sort="state",
            ),
            Column("don-vi", _("Đơn vị"), lambda b: b.unit.code, sort="unit__code"),
            Column("ngay", _("Ngày khai báo"), lambda b: b.on, sort="on"),
            *(_total(key, heading) for key, heading in STATES),
            Column("nguoi", _("Người nhập"), lambda b: b.actor_label),
            Column(
                "luc",
                _("Lúc"),
                lambda b: timezone.localtime(b.created_at).strftime("%d/%m/%Y %H:%M"),
                sort="created_at",
            ),
        ],
        filters=[
            Filter(
                "trang-thai",
                _("Trạng thái"),
                choices=State.choices,
                apply=lambda rows, value: rows.filter(state=value),
            )
        ],
        empty=_("Chưa có lần nhập nào."),
    )
    return page.render("intake/batches.html")


STATES = (
    ("new", gettext_lazy("Mới")),
    ("changed", gettext_lazy("Thay đổi")),
    ("unchanged", gettext_lazy("Không đổi")),
    ("refused", gettext_lazy("Bị từ chối")),
    ("gone", gettext_lazy("Không còn")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def upload(request: Visit) -> HttpResponse:
    """Hand in a file; it is read in the background."""
    sheets = [(sheet.slug, sheet.title) for sheet in registry()]
    if request.method != "POST":
        own = request.user.roles[0].unit.code if request.user.roles else ""
        first = {"on": request.on.strftime("%d/%m/%Y"), "unit": own}
        return render(
            request, "intake/upload.html", {"form": UploadForm(initial=first, sheets=sheets)}
        )
    form = UploadForm(request.POST, request.FILES, sheets=sheets)
    if not form.is_valid():
        return render(request, "intake/upload.html", {"form": form}, status=422)
    given = form.cleaned_data
    with tempfile.NamedTemporaryFile(prefix="hientai-") as file:
        for piece in given["file"].chunks():
            file.write(piece)
        file.flush()
        batch = hand_in(
            actor=request.user,
            path=file.name,
            unit=given["unit"],
            on=given["on"],
            sheet=given["sheet"],
            file_name=given["file"].name,
        )
    later(EXAMINE, actor=request.user, batch=batch)
    return redirect("intake:batch", batch.pk)


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
    one = _batch(number)
    return _page(request, one, CommitForm())


def _page(
    request: Visit, one: ImportBatch, form: CommitForm, status: int = 200
) -> HttpResponseBase:
    total = one.counts.get("total", {})
    counts = {key: total.get(key, 0) for key, _label in STATES} | {
        "refused": one.counts.get("cells", 0),
        "warnings": one.counts.get("warnings", 0),
    }
    tabs = [(key, label, counts[key]) for key, label, _read, _columns in TABS]
    chosen = request.GET.get("muc") or next((k for k, _l, n in tabs if n), "refused")
    context: dict[str, Any] = {
        "batch": one,
        "tabs": tabs,
        "chosen": chosen,
        "form": form,
        "total": total,
        "figures": [(label, total.get(key, 0), key) for key, label in STATES],
        "tone": TONES[one.state],
    }
    if "total" not in one.counts:
        return render(request, "intake/batch.html", context, status=status)
    response = _list(request, one, chosen).render("intake/batch.html", context)
    response.status_code = status
    return response


def _list(request: Visit, one: ImportBatch, chosen: str) -> ListPage:
    _key, label, read, columns = next((tab for tab in TABS if tab[0] == chosen), TABS[0])
    sheets = [(title, title) for title in one.counts.get("sheets", {})]
    filters = [
        Filter(
            "trang-tinh",
            _("Trang tính"),
            choices=sheets,
            apply=lambda rows, value: rows.where("sheet", value),
        )
    ]
    return ListPage(
        request,
        title=_("%(label)s – lần nhập %(n)s") % {"label": label, "n": one.pk},
        rows=read(one),
        columns=columns,
        filters=[] if chosen == "gone" or len(sheets) < 2 else filters,
        empty=_("Không có dòng nào."),
    )


def _total(key: str, heading: Words) -> Column:
    return Column(key, heading, lambda b: b.counts.get("total", {}).get(key), number=True)


def _cell(key: str, heading: Words, number: bool = False) -> Column:
    return Column(key, heading, lambda row: row[key], number=number)


_PLACE = [_cell("sheet", gettext_lazy("Trang")), _cell("row", gettext_lazy("Dòng"), number=True)]
_PERSON = [_cell("code", gettext_lazy("Mã CBCCVC")), _cell("name", gettext_lazy("Họ và tên"))]
_NOTE = [
    *_PLACE,
    _cell("cell", gettext_lazy("Ô")),
    _cell("column", gettext_lazy("Cột")),
    _cell("value", gettext_lazy("Giá trị")),
    _cell("reason", gettext_lazy("Lý do")),
    _cell("remedy", gettext_lazy("Cách sửa")),
]
TABS: tuple[tuple[str, Words, Any, list[Column]], ...] = (
    ("refused", gettext_lazy("Ô bị từ chối"), lambda b: reads.notes_of(b, "refused"), _NOTE),
    (
        "changed",
        gettext_lazy("Thay đổi"),
        reads.changes_of,
        [
            *_PLACE,
            *_PERSON,
            _cell("column", gettext_lazy("Cột")),
            _cell("before", gettext_lazy("Trước")),
            _cell("after", gettext_lazy("Sau")),
        ],
    ),
    (
        "new",
        gettext_lazy("Mới"),
        lambda b: reads.rows_of(b, "new"),
        [*_PLACE, *_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
    (
        "gone",
        gettext_lazy("Không còn trong tệp"),
        reads.gone_of,
        [*_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
    ("warnings", gettext_lazy("Lưu ý"), lambda b: reads.notes_of(b, "warning"), _NOTE),
    (
        "unchanged",
        gettext_lazy("Không đổi"),
        lambda b: reads.rows_of(b, "unchanged"),
        [*_PLACE, *_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
)


@require_safe
@guarded(PERMISSION)
def progress(request: Visit, number: int) -> HttpResponse:
    """The progress bar, asked for again and again; the whole page once the step is done."""
    one = _batch(number)
    if not one.is_busy:
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return render(request, "intake/progress.html", {"batch": one})


@require_safe
@guarded(PERMISSION)
def refused(request: Visit, number: int) -> HttpResponse:
    """The refused rows with the reasons beside the cells."""
    one = _batch(number)
    content = papers.refused_rows(one, {sheet.title: sheet.match for sheet in registry()})
    return _attachment(content, f"dong-bi-tu-choi-{number}.xlsx")


@require_POST
@guarded(PERMISSION)
def commit(request: Visit, number: int) -> HttpResponseBase:
    """Write the batch in the background."""
    one, form = _batch(number), CommitForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    given = form.cleaned_data
    gone = None
    if given["end_gone"]:
        gone = {
            "on": given["gone_on"].isoformat(),
            "ground": given["gone_ground"],
            "codes": form.codes,
        }
    if _begin(one, _("Chờ ghi")):
        later(
            COMMIT,
            actor=request.user,
            batch=one,
            gone=gone,
            leave_out_refused=given["leave_out_refused"],
        )
    return redirect("intake:batch", number)


@require_POST
@guarded(PERMISSION)
def undo(request: Visit, number: int) -> HttpResponse:
    """Take the batch back in the background."""
    one = _batch(number)
    if _begin(one, _("Chờ hoàn tác")):
        later(UNDO, actor=request.user, batch=one)
    return redirect("intake:batch", number)


@require_POST
@guarded(PERMISSION)
def again(request: Visit, number: int) -> HttpResponse:
    """Compare the batch with the register as it is now."""
    one = _batch(number)
    if one.state in (State.READING, State.PREVIEWED) and _begin(one, _("Chờ xem trước lại")):
        later(EXAMINE, actor=request.user, batch=one)
    return redirect("intake:batch", number)


def _begin(one: ImportBatch, step: str) -> bool:
    """Mark a batch as being worked on; False where it already is."""
    cut_off = Q(stepped_at__lt=timezone.now() - CUT_OFF_AFTER)
    waiting = ImportBatch.objects.filter(Q(step="") | cut_off, pk=one.pk)
    return bool(waiting.update(step=step, progress=0, refusal=None, stepped_at=timezone.now()))


def _batch(number: int) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.select_related("unit"), pk=number)


def _address(one: ImportBatch) -> str:
    return reverse("intake:batch", args=[one.pk])


def _attachment(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
