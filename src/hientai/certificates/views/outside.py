"""Degrees and certificates from elsewhere: recorded with a scan, checked by a second person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.certificates import services as verbs
from hientai.certificates.forms import CheckForm, OutsideForm
from hientai.certificates.models import Outside
from hientai.certificates.services import Told
from hientai.certificates.views.files import saved
from hientai.certificates.views.register import RECORD
from hientai.people.queries import person_by_code
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

TONES: dict[str, Tone] = {"waiting": "warn", "confirmed": "good", "refused": "bad"}


@require_safe
@guarded(RECORD)
def listing(request: Visit) -> HttpResponseBase:
    """What was recorded from elsewhere, what waits for a check first."""
    rows = Outside.objects.select_related("person").defer("scan")
    page = ListPage(
        request,
        cards=True,
        title=_("Văn bằng, chứng chỉ từ nơi khác"),
        rows=rows.order_by("checked_at", "-pk"),
        columns=[
            Column("ten", _("Người"), _named),
            Column("giay", _("Văn bằng, chứng chỉ"), _called, width=50),
            Column("ngay", _("Ngày cấp"), lambda o: o.issued_on, sort="issued_on"),
            Column("ghi", _("Người ghi, người kiểm tra"), _who, wide=True),
            Column("tinh-trang", _("Tình trạng"), state_of, sort="state"),
        ],
        filters=[Filter("tinh-trang", _("Tình trạng"), Outside.State.choices, _in_state)],
        empty=""
        if request.GET
        else Empty(_("Chưa ghi giấy nào."), _("Mở hồ sơ của một người rồi ghi từ mục Chứng chỉ.")),
    )
    return page.render("certificates/outside.html")


def _in_state(rows: Any, state: str) -> Any:
    return rows.filter(state=state)


def _named(one: Outside) -> Link:
    return Link(one.person.name, address(one), one.person.code)


def _called(one: Outside) -> Lines:
    return Lines(called(one), one.issuer)


def _who(one: Outside) -> Lines:
    return Lines(one.recorded_by, one.checked_by)


def called(one: Outside) -> str:
    """A paper in words: its level or kind, what it is in."""
    kind = DEGREE_LEVELS.label(one.level) if one.level else str(one.get_what_display())
    return f"{kind}: {one.title}"


def state_of(one: Outside) -> Badge:
    """Where a paper stands, as a badge."""
    return Badge(one.get_state_display(), TONES[one.state])


def address(one: Outside) -> str:
    """The page of a paper."""
    return reverse("certificates:outside_one", args=[one.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(RECORD)
def record(request: Visit, code: str) -> HttpResponse:
    """A form for what a person brought from elsewhere."""
    person = person_by_code(code)
    if person is None:
        raise Http404
    form = OutsideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        scan = said.pop("scan")
        try:
            made = verbs.record(
                actor=request.user,
                person=person,
                told_by=Told(**said),
                scan=Upload(scan.name, scan.read()),
                on=request.today,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi, chờ người khác kiểm tra."))
            return redirect(address(made))
    status = 422 if request.method == "POST" else 200
    context = {"person": person, "form": form}
    return render(request, "certificates/record.html", context, status=status)


@require_safe
@guarded(RECORD)
def one(request: Visit, number: int) -> HttpResponse:
    """A paper from elsewhere, with its scan and what was found of it."""
    return _page(request, _of(number), CheckForm())


@require_safe
@guarded(RECORD)
def scan(request: Visit, number: int) -> HttpResponse:
    """The scan, to be saved."""
    held = get_object_or_404(Outside, pk=number)
    return saved(bytes(held.scan), held.scan_type, held.scan_name)


@require_POST
@guarded(RECORD)
def check(request: Visit, number: int) -> HttpResponse:
    """Say whether the paper is what it was recorded as."""
    held, form = _of(number), CheckForm(request.POST)
    if form.is_valid():
        try:
            verbs.check(
                actor=request.user,
                outside=held,
                genuine=form.cleaned_data["verdict"] == "yes",
                reason=form.cleaned_data["reason"],
                on=request.today,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kết quả kiểm tra."))
            return redirect(address(held))
    return _page(request, held, form, status=422)


def _page(request: Visit, held: Outside, form: CheckForm, status: int = 200) -> HttpResponse:
    context = {
        "held": held,
        "called": called(held),
        "badge": state_of(held),
        "form": form,
        "is_recorder": held.recorder == request.user.pk,
    }
    return render(request, "certificates/outside_one.html", context, status=status)


def _of(number: int) -> Outside:
    return get_object_or_404(Outside.objects.select_related("person").defer("scan"), pk=number)
