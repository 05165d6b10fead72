"""Pages of lecturers: the list, one with what may be taught, forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.programmes.forms import (
    ChangeLecturerForm,
    EndForm,
    LecturerForm,
    QualifyForm,
    TrainerCourseForm,
)
from hientai.programmes.models import Lecturer, Qualification
from hientai.programmes.queries import lecturers as reads
from hientai.programmes.queries.scope import writes
from hientai.programmes.services import lecturers as verbs
from hientai.programmes.views.shared import EDIT, VIEW, Asked, data_of, form_page, said, writable
from hientai.shared.vocabulary import LECTURER_KINDS
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@guarded(VIEW)
def lecturers(request: Visit) -> HttpResponseBase:
    """Who teaches on the day, as far as the reader sees."""
    may_write = request.user.may(EDIT)
    page = ListPage(
        request,
        title=_("Giảng viên"),
        rows=reads.lecturers_on(request.on),
        columns=_columns(),
        filters=[
            Filter(
                "tim",
                _("Tìm giảng viên"),
                apply=reads.lecturer_found,
                placeholder=_("Tên, nơi công tác, chuyên môn"),
            ),
            Filter(
                "loai",
                _("Loại"),
                choices=LECTURER_KINDS.choices,
                apply=lambda rows, kind: rows.filter(kind=kind),
            ),
        ],
        empty=_empty(may_write),
    )
    return page.render("programmes/lecturers.html", {"may_write": may_write})


def _columns() -> list[Column]:
    taught = _("Chương trình được dạy")
    return [
        Column("ten", _("Họ và tên"), _name, sort="name_key"),
        Column("loai", _("Loại"), lambda one: one.kind_label),
        Column("noi", _("Nơi công tác"), _where),
        Column("chuyen-mon", _("Chuyên môn"), lambda one: one.expertise, wide=True),
        Column("chuong-trinh", taught, lambda one: one.programmes, number=True, sort="programmes"),
        Column("tap-huan", _("Khóa tập huấn"), lambda one: one.courses, number=True),
    ]


def _where(one: Lecturer) -> Lines:
    return Lines(one.workplace or "–", one.country or "")


def _name(one: Lecturer) -> Link:
    return Link(one.name, reverse("programmes:lecturer", args=[one.pk]), one.position)


def _empty(may_write: bool) -> Empty | str:
    if Lecturer.objects.exists():
        return ""
    return Empty(
        _("Chưa có giảng viên nào trong phạm vi của bạn."),
        _("Ghi giảng viên cơ hữu, thỉnh giảng, báo cáo viên rồi giao chương trình được dạy."),
        reverse("programmes:add_lecturer") if may_write else "",
        _("Thêm giảng viên"),
    )


@require_safe
@guarded(VIEW)
def lecturer(request: Visit, number: int) -> HttpResponse:
    """One lecturer: what may be taught, since when and why; courses that trained to train."""
    held = get_object_or_404(Lecturer.objects.select_related("unit", "person"), pk=number)
    context = {
        "lecturer": held,
        "unit_name": reads.names_of_units([held.unit], request.on).get(
            held.unit_id, held.unit.code
        ),
        "qualifications": [
            (one, one.period.lower <= request.on and request.on in one.period)
            for one in reads.qualifications_of(held)
        ],
        "courses": reads.courses_of(held),
        "may_write": request.user.may(EDIT) and writes(held.unit_id),
        "sees_person": held.person is not None and request.user.may("people:view"),
    }
    return render(request, "programmes/lecturer.html", context)


@require_http_methods(METHODS)
@guarded(EDIT)
def add(request: Visit) -> HttpResponse:
    """A new lecturer."""
    asked = Asked(_("Thêm giảng viên"), _crumbs(), _("Thêm giảng viên"), with_units=True)

    def done(given: dict[str, Any]) -> str:
        made = verbs.add(actor=request.user, **given)
        return said(request, _("Đã thêm giảng viên %s.") % made.name, _address(made))

    return form_page(request, LecturerForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def change(request: Visit, number: int) -> HttpResponse:
    """What a lecturer is, and when the lecturer leaves."""
    held = _held(number)
    names = ("kind", "workplace", "position", "expertise", "country")
    initial = {name: getattr(held, name) for name in names}
    asked = Asked(_("Sửa hồ sơ giảng viên"), _crumbs(held), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        until = given.pop("until")
        verbs.change(actor=request.user, lecturer=held, facts=given, until=until)
        return said(request, _("Đã ghi."), _address(held))

    return form_page(request, ChangeLecturerForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def qualify(request: Visit, number: int) -> HttpResponse:
    """A programme that a lecturer may teach."""
    held = _held(number)
    asked = Asked(_("Giao chương trình"), _crumbs(held), _("Ghi"), with_programmes=True)

    def done(given: dict[str, Any]) -> str:
        made = verbs.qualify(actor=request.user, lecturer=held, **given)
        return said(request, _("Đã giao dạy %s.") % made.programme.code, _address(held))

    return form_page(request, QualifyForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def end_qualification(request: Visit, number: int, one: int) -> HttpResponse:
    """The last day on which a lecturer may teach a programme."""
    held = _held(number)
    rows = Qualification.objects.select_related("programme", "lecturer")
    qualification = get_object_or_404(rows, pk=one, lecturer=held)
    title = _("Thôi dạy %s") % qualification.programme.code
    asked = Asked(title, _crumbs(held), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        verbs.end_qualification(actor=request.user, qualification=qualification, **given)
        return said(request, _("Đã ghi."), _address(held))

    return form_page(request, EndForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def trained(request: Visit, number: int) -> HttpResponse:
    """A course that trained a lecturer to train."""
    held = _held(number)
    asked = Asked(_("Ghi khóa tập huấn"), _crumbs(held), _("Ghi"), with_programmes=True)

    def done(given: dict[str, Any]) -> str:
        verbs.trained(actor=request.user, lecturer=held, **given)
        return said(request, _("Đã ghi."), _address(held))

    return form_page(request, TrainerCourseForm(**data_of(request)), asked, done)


def _held(number: int) -> Lecturer:
    held = Lecturer.objects.select_related("unit").filter(pk=number).first()
    if held is None:
        raise Http404
    writable(held.unit_id)
    return held


def _address(held: Lecturer) -> str:
    return reverse("programmes:lecturer", args=[held.pk])


def _crumbs(held: Lecturer | None = None) -> list[tuple[str, str]]:
    way = [(_("Giảng viên"), reverse("programmes:lecturers"))]
    return [*way, (held.name, _address(held))] if held else way
