"""Pages of training institutions: the list, one with rooms, programmes, contracts, forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.programmes.domain.rooms import RoomTold, write_rooms
from hientai.programmes.forms import (
    AllowForm,
    ContractForm,
    InstitutionForm,
    NewInstitutionForm,
    RoomsForm,
)
from hientai.programmes.models import Institution
from hientai.programmes.queries import lecturers as reads
from hientai.programmes.queries.scope import writes
from hientai.programmes.services import institutions as verbs
from hientai.programmes.views.shared import EDIT, VIEW, Asked, data_of, form_page, said, writable
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

METHODS = ["GET", "HEAD", "POST"]
HOME, ABROAD = "trong-nuoc", "ngoai-nuoc"


@require_safe
@guarded(VIEW)
def institutions(request: Visit) -> HttpResponseBase:
    """Every training institution, domestic and foreign."""
    may_write = request.user.may(EDIT)
    waiting = reads.waiting_units(request.on)
    page = ListPage(
        request,
        title=_("Cơ sở đào tạo, bồi dưỡng"),
        rows=reads.institutions_on(request.on),
        columns=_columns(),
        filters=[
            Filter("tim", _("Tìm cơ sở"), apply=reads.institution_found),
            Filter(
                "noi",
                _("Ở đâu"),
                choices=[(HOME, _("Trong nước")), (ABROAD, _("Nước ngoài"))],
                apply=lambda rows, at: (
                    rows.filter(country="") if at == HOME else rows.exclude(country="")
                ),
            ),
        ],
        empty=_empty(may_write, bool(waiting)),
    )
    context = {"may_write": may_write, "waiting": waiting if may_write else ()}
    return page.render("programmes/institutions.html", context)


def _columns() -> list[Column]:
    assigned = _("Chương trình được giao")
    return [
        Column("ten", _("Cơ sở"), _name, sort="name"),
        Column("nuoc", _("Nước"), lambda one: one.country or _("Việt Nam")),
        Column("dia-chi", _("Địa chỉ"), _where, wide=True),
        Column("phong", _("Phòng học"), lambda one: one.room_count or None, number=True),
        Column("cho", _("Chỗ ngồi"), _places, number=True, sort="places"),
        Column("o", _("Chỗ ở"), lambda one: one.beds, number=True, wide=True),
        Column("chuong-trinh", assigned, lambda one: one.programmes or None, number=True),
    ]


def _places(one: Any) -> int | None:
    return one.places or None


def _name(one: Any) -> Link:
    return Link(one.name or one.unit.code, _address(one), one.unit.code)


def _where(one: Institution) -> Lines:
    return Lines(one.address or "–", one.contact)


def _empty(may_write: bool, waiting: bool) -> Empty | str:
    if Institution.objects.exists():
        return ""
    hint = (
        _("Chọn một đơn vị loại “Cơ sở đào tạo, bồi dưỡng” và ghi năng lực của cơ sở.")
        if waiting
        else _("Trước hết thêm cơ sở vào danh mục đơn vị với loại “Cơ sở đào tạo, bồi dưỡng”.")
    )
    href = reverse("programmes:add_institution") if may_write and waiting else ""
    return Empty(_("Chưa có cơ sở nào."), hint, href, _("Ghi hồ sơ cơ sở"))


@require_safe
@guarded(VIEW)
def institution(request: Visit, code: str) -> HttpResponse:
    """One institution: capability and contracts."""
    held = _of(request, code)
    contracts = reads.contracts_of(held)
    names = reads.names_of_units([one.unit for one in contracts], request.on)
    context = {
        "institution": held,
        "name": held.name or held.unit.code,  # type: ignore[attr-defined]
        "rooms": list(held.rooms.all()),
        "capabilities": [(one, request.on in one.period) for one in reads.capabilities_of(held)],
        "contracts": [(one, names.get(one.unit_id, one.unit.code)) for one in contracts],
        "may_write": request.user.may(EDIT) and writes(held.unit_id),
        "may_contract": request.user.may(EDIT),
    }
    return render(request, "programmes/institution.html", context)


@require_http_methods(METHODS)
@guarded(EDIT)
def add(request: Visit) -> HttpResponse:
    """An institution of the register of units that nobody has described yet."""
    initial = {"unit": request.GET.get("ma", "")}
    asked = Asked(_("Ghi hồ sơ cơ sở"), _crumbs(), _("Ghi"), with_units=True)

    def done(given: dict[str, Any]) -> str:
        unit = given.pop("unit")
        made = verbs.describe(actor=request.user, unit=unit, facts=given)
        return said(request, _("Đã ghi."), _address(made))

    return form_page(request, NewInstitutionForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def change(request: Visit, code: str) -> HttpResponse:
    """What an institution is beyond a unit."""
    held = _writable(request, code)
    initial = {n: getattr(held, n) for n in ("country", "address", "contact", "beds", "note")}
    asked = Asked(_("Sửa hồ sơ cơ sở"), _crumbs(held), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        verbs.describe(actor=request.user, unit=held.unit, facts=given)
        return said(request, _("Đã ghi."), _address(held))

    return form_page(request, InstitutionForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def rooms(request: Visit, code: str) -> HttpResponse:
    """The rooms of an institution, as lines."""
    held = _writable(request, code)
    told = [RoomTold(room.name, room.places, room.kind) for room in held.rooms.all()]
    asked = Asked(_("Phòng học"), _crumbs(held), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        verbs.write_rooms(actor=request.user, institution=held, rooms=given["rooms"])
        return said(request, _("Đã ghi."), _address(held))

    form = RoomsForm(initial={"rooms": write_rooms(told)}, **data_of(request))
    return form_page(request, form, asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def allow(request: Visit, code: str) -> HttpResponse:
    """A programme that an institution may run."""
    held = _writable(request, code)
    asked = Asked(_("Giao chương trình"), _crumbs(held), _("Ghi"), with_programmes=True)

    def done(given: dict[str, Any]) -> str:
        verbs.allow(actor=request.user, institution=held, **given)
        return said(request, _("Đã ghi."), _address(held))

    return form_page(request, AllowForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def contract(request: Visit, code: str) -> HttpResponse:
    """A contract with an institution, for a unit that the reader writes for."""
    held = _of(request, code)
    asked = Asked(_("Ghi hợp đồng"), _crumbs(held), _("Ghi hợp đồng"), with_units=True)

    def done(given: dict[str, Any]) -> str:
        upload = given.pop("file")
        verbs.contract(actor=request.user, institution=held, upload=upload, **given)
        return said(request, _("Đã ghi hợp đồng."), _address(held))

    return form_page(request, ContractForm(**data_of(request)), asked, done)


def _of(request: Visit, code: str) -> Institution:
    held = reads.institution_of(code, request.on)
    if held is None:
        raise Http404
    return held


def _writable(request: Visit, code: str) -> Institution:
    held = _of(request, code)
    writable(held.unit_id)
    return held


def _address(held: Institution) -> str:
    return reverse("programmes:institution", args=[held.unit.code])


def _crumbs(held: Institution | None = None) -> list[tuple[str, str]]:
    way = [(_("Cơ sở đào tạo, bồi dưỡng"), reverse("programmes:institutions"))]
    return [*way, (held.unit.code, _address(held))] if held else way
