"""What anyone may ask without an account: whether a certificate is genuine, and by which keys."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.accounts.services import client_address
from hientai.certificates.domain import codes, tokens
from hientai.certificates.domain.facts import kind_words, written_day
from hientai.certificates.forms import AskForm
from hientai.certificates.queries import verifying as reads
from hientai.webkit.cells import Badge
from hientai.webkit.day import Visit
from hientai.webkit.guard import PUBLIC, guarded


@require_safe
@guarded(PUBLIC)
def ask(request: Visit) -> HttpResponse:
    """Type a code, or paste what a QR code says."""
    form = AskForm(request.GET if "ma" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "certificates/ask.html", {"form": form})
    said = form.cleaned_data["ma"]
    if "." in said:
        return _of_qr(request, said)
    code = codes.read(said)
    return redirect("certificates:verify", code) if code else _answered(request, said[:40], None)


@require_safe
@guarded(PUBLIC)
def verify(request: Visit, code: str) -> HttpResponse:
    """What became of the certificate of a code."""
    return _answered(request, codes.read(code) or code[:40], None)


def _of_qr(request: Visit, text: str) -> HttpResponse:
    """A pasted QR code: first its signature, then what became of it."""
    read = tokens.read(text, reads.known_keys())
    if read is None or not read.genuine:
        return render(request, "certificates/verified.html", {"forged": True}, status=404)
    return _answered(request, str(read.said["code"]), read)


def _answered(request: Visit, code: str, read: tokens.Read | None) -> HttpResponse:
    answer = reads.asked(code, f"address:{client_address(request) or ''}")
    if answer is None:
        page = render(request, "certificates/too_often.html", status=429)
        page["Retry-After"] = "60"
        return page
    context: dict[str, Any] = {"answer": answer, "code": codes.shown(code), "read": read}
    if answer.facts:
        said = answer.facts
        context |= {
            "said": said,
            "kind": kind_words(said["kind"]),
            "birth": written_day(said["birth"]),
            "signed_on": written_day(said["signed_on"]),
            "days": f"{written_day(said['starts_on'])} – {written_day(said['ends_on'])}",
            "badge": _badge(answer.state),
        }
    status = 404 if answer.state == reads.UNKNOWN else 200
    page = render(request, "certificates/verified.html", context, status=status)
    page["Cache-Control"] = "no-store"
    page["X-Robots-Tag"] = "noindex"
    return page


def _badge(state: str) -> Badge:
    if state == "valid":
        return Badge(_("có giá trị"), "good")
    if state == "revoked":
        return Badge(_("đã thu hồi"), "bad")
    return Badge(_("đã thay bằng bản khác"), "warn")


@require_safe
@guarded(PUBLIC)
def keys(request: Visit) -> HttpResponse:
    """The published keys, and how to verify without a network."""
    return render(request, "certificates/public_keys.html", {"rows": reads.published()})


@require_safe
@guarded(PUBLIC)
def keys_file(request: Visit) -> JsonResponse:
    """The published keys as a file."""
    told = {"keys": [one.as_data() for one in reads.published()]}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
@guarded(PUBLIC)
def status(request: Visit, short: str, number: int) -> JsonResponse:
    """A status list of a key: which of its certificates are valid no more."""
    told = reads.revocations(short, number)
    if told is None:
        raise Http404
    return JsonResponse(told, content_type="application/vc")
