"""Acts: the list of them, handing one in, one from its preview until it is undone."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.intake.queries.workers import worker_alive
from hientai.organisations.domain.reform import Wrong
from hientai.organisations.queries import names_on
from hientai.reforms import papers, queries, services
from hientai.reforms.forms import HandInForm, LinesForm, PlacesForm, UndoForm
from hientai.reforms.models import Reform, Work
from hientai.reforms.papers import Picture
from hientai.reforms.services import background
from hientai.reforms.views.listing import (
    NOTES,
    PEOPLE,
    ROLES,
    TONES,
    UNITS,
    list_of,
    list_of_acts,
    people_columns,
    people_filter,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number as written
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.filters import DOWNLOAD
from hientai.webkit.guard import guarded
from hientai.webkit.lists import ListPage
from hientai.webkit.workbook import CONTENT_TYPE

SHOWN_CELLS = 200


@require_safe
@guarded("units:view")
def reforms(request: Visit) -> HttpResponseBase:
    """Every act ever handed in, the latest day first."""
    return list_of_acts(request).render("reforms/reforms.html")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("units:edit")
def hand_in(request: Visit) -> HttpResponseBase:
    """A form for an act; a file that can be carried out becomes a draft to look at."""
    form = HandInForm(request.POST or None, request.FILES or None)

    def made() -> HttpResponse:
        return redirect("reforms:reform", _made(request, form).pk)

    return _taken(request, form, "reforms/hand_in.html", made)


def _taken(
    request: Visit,
    form: LinesForm,
    page: str,
    taken: Callable[[], HttpResponse],
    **context: object,
) -> HttpResponse:
    """What becomes of lines that were handed in; wrong ones are told on the page of the form."""
    wrong: Sequence[Wrong] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return taken()
        except services.WrongFile as refused:
            wrong = refused.cells
        except Refused as refused:
            form.add_error("file", str(refused))
    told = {"wrong": wrong[:SHOWN_CELLS], "wrong_total": len(wrong)}
    status = 422 if request.method == "POST" else 200
    return render(request, page, {"form": form, **context, **told}, status=status)


def _made(request: Visit, form: HandInForm) -> Reform:
    """The draft of what was handed in; its lines stand in a file while they are read."""
    with _kept(form) as path:
        given = {k: v for k, v in form.cleaned_data.items() if k not in ("file", "pasted")}
        return services.hand_in(actor=request.user, path=path, **given)


@contextmanager
def _kept(form: LinesForm) -> Iterator[Path]:
    """What a form brought, as a file while it is read."""
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    with tempfile.NamedTemporaryFile(prefix="hientai-", suffix=".tmp") as kept:
        if upload:
            for piece in upload.chunks():
                kept.write(piece)
        else:
            kept.write(pasted.encode())
        kept.flush()
        yield Path(kept.name)


@require_safe
@guarded("units:edit")
def template(request: Visit) -> HttpResponse:
    """The workbook to fill in."""
    answer = HttpResponse(papers.template(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="sap-xep-mau.xlsx"'
    return answer


@require_safe
@guarded("units:view")
def reform(request: Visit, number: int) -> HttpResponseBase:
    """One act: what it does or did to units, people and roles."""
    return _page(request, get_object_or_404(Reform, pk=number), UndoForm())


@require_POST
@guarded("units:edit")
def carry_out(request: Visit, number: int) -> HttpResponseBase:
    """Do what the draft says."""
    held = get_object_or_404(Reform, pk=number)
    if background.is_large(held):
        background.later(background.CARRY_OUT, actor=request.user, reform=held)
        return redirect("reforms:reform", number)
    moved = services.carry_out(actor=request.user, reform=held)
    words = _("Đã thực hiện; %s vị trí công tác chuyển theo đơn vị kế tiếp.") % written(moved)
    messages.success(request, words)
    return redirect("reforms:reform", number)


@require_POST
@guarded("units:edit")
def undo(request: Visit, number: int) -> HttpResponseBase:
    """Take the act back."""
    held, form = get_object_or_404(Reform, pk=number), UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, held, form, status=422)
    if background.is_large(held):
        ground = form.cleaned_data["ground"]
        background.later(background.UNDO, actor=request.user, reform=held, ground=ground)
        return redirect("reforms:reform", number)
    services.undo(actor=request.user, reform=held, **form.cleaned_data)
    messages.success(request, _("Đã hoàn tác; đơn vị, người và vai trò trở lại như trước."))
    return redirect("reforms:reform", number)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("units:edit")
def assign(request: Visit, number: int) -> HttpResponseBase:
    """A form for who goes where among those who wait after an act."""
    held = get_object_or_404(Reform, pk=number, state=Reform.State.DONE)
    form = PlacesForm(request.POST or None, request.FILES or None)

    def assigned() -> HttpResponse:
        with _kept(form) as path:
            moved = services.assign(actor=request.user, reform=held, path=path)
        messages.success(request, _("Đã bố trí %s vị trí công tác.") % written(moved))
        return redirect(f"{reverse('reforms:reform', args=[number])}?muc={PEOPLE}")

    return _taken(request, form, "reforms/assign.html", assigned, reform=held)


@require_POST
@guarded("units:edit")
def discard(request: Visit, number: int) -> HttpResponseBase:
    """Throw a draft away."""
    services.discard(actor=request.user, reform=get_object_or_404(Reform, pk=number))
    messages.success(request, _("Đã bỏ bản nháp; không có gì thay đổi."))
    return redirect("reforms:reforms")


@require_safe
@guarded("people:view")
def stranded(request: Visit) -> HttpResponseBase:
    """People whose post is in a unit that had ended by the day, to be assigned."""
    page = ListPage(
        request,
        title=_("Người chờ bố trí"),
        rows=queries.stranded(request.on),
        columns=people_columns(),
        filters=[people_filter()],
        download="people:export",
        empty=Empty(_("Không ai giữ vị trí ở đơn vị đã kết thúc vào ngày này.")),
    )
    return page.render("reforms/waiting.html")


@require_safe
@guarded("units:view")
def progress(request: Visit, number: int) -> HttpResponse:
    """How far an act has come, asked for again and again; the whole page once it is done."""
    work = get_object_or_404(Work, reform=number)
    if not work.is_busy:
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return render(request, "reforms/progress.html", _work(work))


def _work(work: Work | None) -> dict[str, object]:
    """What the background does with an act, and whether anybody is there to do it."""
    waits = work is not None and bool(work.step)
    return {"work": work, "asleep": waits and not worker_alive(timezone.now())}


def _page(request: Visit, held: Reform, form: UndoForm, status: int = 200) -> HttpResponseBase:
    picture = papers.picture_of(held)
    tabs = _tabs(request, picture)
    chosen = request.GET.get("muc", UNITS)
    tab = chosen if chosen in {key for key, *_more in tabs} else UNITS
    page = list_of(tab, request, picture)
    context = {
        "reform": held,
        "picture": picture,
        "tone": TONES[held.state],
        "tabs": tabs,
        "chosen": tab,
        "form": form,
        "may_edit": request.user.may("units:edit") and queries.may_write(held),
        "authorities": ", ".join(names_on(held.authorities, queries.day_before(held.on)).values()),
        "eve": queries.day_before(held.on),
        "before": len(picture.before),
        "after": len(picture.after),
        **_work(Work.objects.filter(reform=held).first()),
    }
    if request.GET.get(DOWNLOAD):
        return page.workbook()
    return render(request, "reforms/reform.html", {"list": page, **context}, status=status)


def _tabs(request: Visit, picture: Picture) -> list[tuple[str, str, str]]:
    """The tabs the reader may open, with how much stands in each where that is known."""
    tabs = [(UNITS, pgettext("mục", "Đơn vị"), written(len(picture.changes)))]
    if request.user.may("people:view"):
        tabs.append((PEOPLE, _("Người chờ bố trí"), written(picture.waiting)))
    if request.user.may("accounts:manage"):
        tabs.append((ROLES, _("Vai trò"), ""))
    return [*tabs, (NOTES, _("Lưu ý"), "")]
