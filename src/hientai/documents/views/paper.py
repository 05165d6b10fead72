"""One paper: its preview, its files, its history, and what may be done with it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.documents import forms as f
from hientai.documents.domain.paper import Paper as Content
from hientai.documents.models import Paper, PaperFile
from hientai.documents.papers import docx as docx_writer
from hientai.documents.papers import pdf as pdf_writer
from hientai.documents.queries import papers as reads
from hientai.documents.queries.measures import measures_on
from hientai.documents.queries.showing import called, preview, state_of
from hientai.shared.vietnamese import fold
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.seen import key_in

PERMISSION = "documents:view"
WRITERS = {
    "docx": (docx_writer.docx, docx_writer.CONTENT_TYPE),
    "pdf": (pdf_writer.pdf, pdf_writer.CONTENT_TYPE),
}


@require_safe
@guarded(PERMISSION)
def paper(request: Visit, number: int) -> HttpResponse:
    """One paper of the register."""
    return page_of(request, in_sight(number))


@require_safe
@guarded(PERMISSION)
def download(request: Visit, number: int, kind: str) -> HttpResponse:
    """The paper as DOCX or PDF, drawn anew from its content."""
    row = in_sight(number)
    content = reads.content_of(row, request.today)
    if content is None:
        raise Http404
    return written(content, kind, request, name=called(row))


@require_safe
@guarded(PERMISSION)
def file(request: Visit, number: int, key: int) -> HttpResponse:
    """A signed copy or a scan, to be saved."""
    held = get_object_or_404(PaperFile, pk=key, paper=number)
    return saved(bytes(held.content), "application/pdf", f"{called(held.paper)}-{held.role}.pdf")


def in_sight(number: int) -> Paper:
    """The paper, or 404 for one that the reader does not see."""
    row = reads.paper(number)
    if row is None:
        raise Http404
    return row


def as_seen(request: Visit, number: int) -> Paper:
    """The paper as the page showed it from which it is moved now."""
    row = in_sight(number)
    row.looked_at = key_in(request)
    return row


def page_of(
    request: Visit, row: Paper, forms: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a paper; `forms` are those that were filled in wrongly."""
    content, steps = reads.content_of(row, request.today), list(reads.steps_of(row))
    context = {
        "paper": row,
        "mark": steps[-1].pk if steps else "",
        "called": called(row),
        "badge": state_of(row),
        **preview(content, request.today),
        "steps": [(one, step_words(one.step)) for one in steps],
        "files": reads.files_of(row),
        "former": reads.former_of(row),
        "later": reads.later_of(row),
        "forms": _forms(request) | (forms or {}),
    }
    return render(request, "documents/paper.html", context, status=status)


def written(content: Content, kind: str, request: Visit, name: str) -> HttpResponse:
    """A paper as a file of a kind; 404 for a kind there is none of."""
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    made = write(content, measures_on(content.day or request.today))
    return saved(made, content_type, f"{name}.{kind}")


def saved(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser saves and never shows as a page of ours."""
    stem, _dot, suffix = name.rpartition(".")
    plain = slugify(fold(stem).replace("/", "-")) or "van-ban"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{plain}.{suffix}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def step_words(step: str) -> str:
    """A step of the history in words."""
    return {
        "draft": _("Lập dự thảo"),
        "revise": _("Sửa dự thảo"),
        "lock": _("Khóa để ký"),
        "sign": _("Đã ký"),
        "send_back": _("Trả lại để sửa"),
        "register": _("Cấp số, đăng ký"),
        "add_copy": _("Thêm bản phát hành"),
        "drop": _("Bỏ dự thảo"),
        "back_dated": _("Nhập văn bản có trước hệ thống"),
    }.get(step, step)


def _forms(request: Visit) -> dict[str, object]:
    today = f"{request.today:%d/%m/%Y}"
    return {
        "reason": f.ReasonForm(auto_id="ly-do-%s"),
        "number": f.NumberForm(initial={"issued_on": today}, auto_id="so-%s"),
        "upload": f.UploadForm(auto_id="tep-%s"),
        "sign": f.SignForm(auto_id="ky-%s"),
    }
