"""The home page, the sign of life, and the pages for errors."""

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.intake.queries.workers import worker_alive
from hientai.site import api
from hientai.site.door import spoken
from hientai.webkit.endpoints import not_there, problem
from hientai.webkit.guard import PUBLIC, SIGNED_IN, guarded
from hientai.webkit.programs import is_by_program


@require_safe
@guarded(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """The schemes with their main figures, and what needs attention."""
    return render(request, "site/home.html")


@transaction.non_atomic_requests
@require_safe
@guarded(PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    """A sign of life for the launcher and for a load balancer.

    `database` and `worker` say whether the database answers and a background worker is at work.
    503 without the database; without a worker pages still serve, but imports wait.
    """
    try:
        at_work = worker_alive(timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "down", "database": False, "worker": None}, status=503)
    return JsonResponse({"status": "ok", "database": True, "worker": at_work})


@require_safe
@guarded(PUBLIC)
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document: it tells what can be asked, and no data."""
    with translation.override(spoken(request)):
        return JsonResponse(api.document())


@require_safe
@guarded(PUBLIC)
def api_page(request: HttpRequest) -> HttpResponse:
    """The same to read: every operation with its parameters and an example."""
    return render(request, "site/api.html", {"groups": api.groups()})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read."""
    return _error(
        request,
        400,
        _("Yêu cầu không đọc được"),
        _("Địa chỉ hoặc dữ liệu gửi lên không đúng dạng. Hãy quay lại trang trước và làm lại."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the request lost its proof of origin, or the session has ended."""
    return _error(
        request,
        403,
        _("Yêu cầu bị từ chối"),
        _("Phiên làm việc có thể đã hết hạn. Hãy tải lại trang, đăng nhập lại rồi thử lần nữa."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not one for this user."""
    return _error(
        request,
        404,
        _("Không tìm thấy trang"),
        _(
            "Địa chỉ không tồn tại, hoặc nội dung nằm ngoài phạm vi đơn vị và quyền của bạn. "
            "Nếu cần xem, hãy liên hệ người quản trị đề án."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page asks neither the database nor the session, which may be broken."""
    if is_by_program(request):
        with translation.override(spoken(request)):
            return problem(500)
    text = _(
        "Chưa có gì bị thay đổi. Hãy thử lại; nếu vẫn lỗi, báo người quản trị kèm thời điểm này."
    )
    context = {"status": 500, "title": _("Hệ thống gặp lỗi"), "text": text, "path": request.path}
    return HttpResponse(render_to_string("site/broken.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without a valid token."""
    return forbidden(request, PermissionError(reason))


def _error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    if is_by_program(request):
        with translation.override(spoken(request)):
            return not_there() if status == 404 else problem(status)
    context = {"status": status, "title": title, "text": text}
    return render(request, "site/error.html", context, status=status)
