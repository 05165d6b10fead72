"""`Refused` made readable: a page, a piece of JSON, with what, why, the clause and what to do."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hientai.shared.refused import Refused
from hientai.webkit.programs import is_by_program

# No text of the database may hold it, and no honest address does.
NUL = "\x00"
# SQLSTATE of what waited for one another, could not be put in a row, or was held too long.
AT_ONCE = {"40P01", "40001", "55P03"}


class RefusedPages:
    """Middleware: a `Refused` raised by a view becomes an answer a person can act on.

    422 after a question or an entry that cannot be accepted (GET), 409 when a change was asked
    for and the present state stands against it (any other method). The transaction is undone
    before this runs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_by_program(request):
            return self.get_response(request)
        if NUL in request.path or any(NUL in text for text in request.GET.values()):
            raise SuspiciousOperation("a zero byte in the address")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = refused_by_others(error) or error
        return refusal_page(request, refused) if isinstance(refused, Refused) else None


def refused_by_others(error: Exception) -> Refused | None:
    """What a failure means to a user in whose way another one stood at that very moment: the
    database gave way to the other, and undid this one. None for any other failure."""
    if getattr(error.__cause__, "sqlstate", None) not in AT_ONCE:
        return None
    return Refused(
        _("Có người đang làm việc với đúng những dữ liệu này"),
        why=_("hai việc cùng lúc chờ nhau, hệ thống để việc kia xong trước"),
        remedy=_("Chưa ghi gì. Tải lại trang, xem tình trạng hiện nay rồi làm lại."),
    )


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer to a request that was refused, in the form the client asked for."""
    question = request.method in ("GET", "HEAD")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if question else HTTPStatus.CONFLICT
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(refusal_as_data(refused), status=status)
    context = {"refused": refused, "back": _page_before(request)}
    return render(request, "webkit/refused.html", context, status=status)


def _page_before(request: HttpRequest) -> str:
    """The page the request came from, if it is one of ours and not this one."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return before if ours and not before.endswith(request.get_full_path()) else ""


def refusal_as_data(refused: Refused) -> dict[str, str]:
    """The four parts of a refusal under stable names, for JSON answers."""
    return {
        "refused": refused.what,
        "why": refused.why,
        "clause": refused.clause,
        "remedy": refused.remedy,
    }
