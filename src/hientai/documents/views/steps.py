"""What is done with one paper: revised, locked, signed, sent back, numbered, dropped."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hientai.documents import services as verbs
from hientai.documents.domain.words import BOXES, words_from
from hientai.documents.forms import (
    DraftWordsForm,
    NumberForm,
    ReasonForm,
    SignForm,
    UploadForm,
)
from hientai.documents.models import Paper
from hientai.documents.papers.signatures import KeyFile
from hientai.documents.queries.papers import mark_of
from hientai.documents.queries.showing import called
from hientai.documents.services.files import File
from hientai.documents.views.paper import as_seen, in_sight, page_of
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

DRAFTING, SIGNING, NUMBERING = "documents:draft", "documents:sign", "documents:number"


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFTING)
def revise(request: Visit, number: int) -> HttpResponse:
    """The words of a draft, to be changed before it is locked."""
    row = as_seen(request, number)
    if row.state != Paper.State.DRAFT and request.method != "POST":
        raise Http404
    form = DraftWordsForm(
        request.POST if request.method == "POST" else None,
        words=words_from(row.words),
        initial={"signer_name": row.signer},
    )
    if request.method == "POST" and form.is_valid() and _revised(request, row, form):
        messages.success(request, _("Đã sửa dự thảo."))
        return redirect("documents:paper", row.pk)
    context = {"paper": row, "called": called(row), "form": form, "mark": mark_of(row)}
    return render(request, "documents/revise.html", context, status=422 if form.errors else 200)


def _revised(request: Visit, row: Paper, form: DraftWordsForm) -> bool:
    signer = form.cleaned_data["signer_name"]
    try:
        verbs.revise(actor=request.user, paper=row, words=form.words(), signer=signer)
    except Refused as refused:
        now = in_sight(row.pk)
        changed = row.looked_at not in (None, mark_of(now))
        form.add_error(None if changed else "body", str(refused))
        if changed and now.state == Paper.State.DRAFT and (others := _others(now, form)):
            form.add_error(None, others)
        return False
    return True


def _others(now: Paper, form: DraftWordsForm) -> str:
    """In which boxes what was typed is other than what stands in the draft by now: saved once more,
    it takes the place of that."""
    kept, typed = vars(words_from(now.words)), vars(form.words())
    boxes = [_(label) for box, label in BOXES.items() if kept[box].split() != typed[box].split()]
    told = _("Nội dung bạn gõ vẫn ở đây, khác dự thảo hiện nay ở: %s. Lưu lần nữa thì thay.")
    return told % ", ".join(boxes) if boxes else ""


@require_POST
@guarded(DRAFTING)
def lock(request: Visit, number: int) -> HttpResponse:
    """Freeze a draft for signature."""
    row = verbs.lock(actor=request.user, paper=as_seen(request, number))
    messages.success(request, _("Đã khóa để ký: nội dung không đổi nữa."))
    return redirect("documents:paper", row.pk)


@require_POST
@guarded(DRAFTING)
def drop(request: Visit, number: int) -> HttpResponse:
    """Give a draft up."""
    return _with_reason(request, number, verbs.drop, _("Đã bỏ dự thảo."))


@require_POST
@guarded(NUMBERING)
def send_back(request: Visit, number: int) -> HttpResponse:
    """Send a paper back to who drafted it."""
    return _with_reason(request, number, verbs.send_back, _("Đã trả lại để sửa."))


def _with_reason(
    request: Visit, number: int, verb: Callable[..., Paper], done: str
) -> HttpResponse:
    row, form = as_seen(request, number), ReasonForm(request.POST, auto_id="ly-do-%s")
    if not form.is_valid():
        return page_of(request, row, {"reason": form}, status=422)
    verb(actor=request.user, paper=row, reason=form.cleaned_data["reason"])
    messages.success(request, done)
    return redirect("documents:paper", row.pk)


@require_POST
@guarded(SIGNING)
def upload(request: Visit, number: int) -> HttpResponse:
    """Take the copy that was signed elsewhere."""
    row, form = as_seen(request, number), UploadForm(request.POST, request.FILES, auto_id="tep-%s")

    def take() -> Paper:
        given = form.cleaned_data["copy"]
        copy = File(given.name, given.read())
        return verbs.upload_signed(actor=request.user, paper=row, file=copy)

    return _signed(request, row, "upload", form, take)


@require_POST
@sensitive_post_parameters("password")
@guarded(SIGNING)
def sign(request: Visit, number: int) -> HttpResponse:
    """Sign here with the key that is given now."""
    row, form = as_seen(request, number), SignForm(request.POST, request.FILES, auto_id="ky-%s")

    def take() -> Paper:
        given = form.cleaned_data
        key = KeyFile(given["key"].read(), given["password"])
        image = given["image"].read() if given["image"] else b""
        return verbs.sign_here(actor=request.user, paper=row, key=key, image=image)

    return _signed(request, row, "sign", form, take)


@require_POST
@guarded(NUMBERING)
def issued_copy(request: Visit, number: int) -> HttpResponse:
    """Keep the copy that went out beside a registered paper."""
    row, form = as_seen(request, number), UploadForm(request.POST, request.FILES, auto_id="tep-%s")
    if form.is_valid():
        given = form.cleaned_data["copy"]
        try:
            verbs.add_copy(actor=request.user, paper=row, file=File(given.name, given.read()))
        except Refused as refused:
            form.add_error("copy", str(refused))
        else:
            messages.success(request, _("Đã lưu bản phát hành."))
            return redirect("documents:paper", row.pk)
    return page_of(request, row, {"upload": form}, status=422)


def _signed(
    request: Visit, row: Paper, name: str, form: Any, take: Callable[[], Paper]
) -> HttpResponse:
    if form.is_valid():
        try:
            take()
        except Refused as refused:
            if in_sight(row.pk).state != Paper.State.LOCKED:
                raise  # signed or sent back meanwhile: the page has no such form any more
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi nhận chữ ký; văn bản chờ cấp số."))
            return redirect("documents:paper", row.pk)
    return page_of(request, row, {name: form}, status=422)


@require_POST
@guarded(NUMBERING)
def number(request: Visit, number: int) -> HttpResponse:
    """Give the paper its number and register it."""
    row, form = as_seen(request, number), NumberForm(request.POST, auto_id="so-%s")
    if form.is_valid():
        on = form.cleaned_data["issued_on"]
        if on > request.today:
            form.add_error("issued_on", _("Ngày ban hành không thể ở tương lai."))
        else:
            done = verbs.register(actor=request.user, paper=row, on=on)
            messages.success(request, _("Đã đăng ký: %s.") % called(done))
            return redirect("documents:paper", row.pk)
    return page_of(request, row, {"number": form}, status=422)
