"""Forms of a programme and of its drafts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.programmes.domain.contents import write_lines
from hientai.programmes.forms import (
    FactsForm,
    LinesForm,
    NewVersionForm,
    ProgrammeForm,
    RenameForm,
)
from hientai.programmes.queries import programmes as reads
from hientai.programmes.services import writing
from hientai.programmes.services.writing import FACTS
from hientai.programmes.views.shared import (
    EDIT,
    Asked,
    address,
    crumbs,
    data_of,
    form_page,
    programme_or_404,
    said,
    version_or_404,
    writable,
)
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@guarded(EDIT)
def create(request: Visit) -> HttpResponse:
    """A new programme with an empty draft."""
    asked = Asked(
        _("Lập chương trình"), crumbs(), _("Lập bản thảo"), with_units=True, with_programmes=True
    )

    def done(given: dict[str, Any]) -> str:
        made = writing.create(actor=request.user, **given)
        return said(request, _("Đã lập bản thảo; ghi tiếp thông tin và nội dung."), address(made))

    return form_page(request, ProgrammeForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def rename(request: Visit, code: str) -> HttpResponse:
    """What a programme is called and is for."""
    held = programme_or_404(code)
    writable(held.unit_id)
    initial = {
        "title": held.title,
        "kind": held.kind,
        "region": held.region,
        "variant_of": held.variant_of.code if held.variant_of else "",
    }
    asked = Asked(_("Sửa tên, loại"), crumbs(held), _("Ghi"), with_programmes=True)

    def done(given: dict[str, Any]) -> str:
        writing.rename(actor=request.user, programme=held, **given)
        return said(request, _("Đã ghi."), address(held))

    return form_page(request, RenameForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def facts(request: Visit, code: str, number: int) -> HttpResponse:
    """What a draft says of itself beside its modules and topics."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    initial = {name: getattr(version, name) for name in FACTS}
    initial["contents"] = "\n".join(version.contents)
    asked = Asked(_("Sửa thông tin bản thảo"), crumbs(version.programme), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        writing.write_facts(actor=request.user, version=version, facts=given)
        return said(request, _("Đã ghi."), address(version.programme, version))

    return form_page(request, FactsForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def lines(request: Visit, code: str, number: int) -> HttpResponse:
    """The modules and topics of a draft, as lines."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    initial = {"lines": write_lines(reads.lines_of(version))}
    note = _("Chuyên đề giữ nguyên tên thì giữ nguyên tài liệu đã gắn.")
    asked = Asked(_("Sửa nội dung"), crumbs(version.programme), _("Ghi"), note, is_wide=True)

    def done(given: dict[str, Any]) -> str:
        writing.write_lines(actor=request.user, version=version, lines=given["lines"])
        return said(request, _("Đã ghi."), address(version.programme, version))

    return form_page(request, LinesForm(initial=initial, **data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def new_version(request: Visit, code: str) -> HttpResponse:
    """A draft that starts as the newest version is."""
    held = programme_or_404(code)
    writable(held.unit_id)
    note = _("Bản mới chép toàn bộ nội dung của bản gần nhất để sửa tiếp.")
    asked = Asked(_("Lập phiên bản mới"), crumbs(held), _("Lập phiên bản"), note)

    def done(given: dict[str, Any]) -> str:
        made = writing.new_version(actor=request.user, programme=held, **given)
        return said(request, _("Đã lập phiên bản %s.") % made.number, address(held, made))

    return form_page(request, NewVersionForm(**data_of(request)), asked, done)


@require_POST
@guarded(EDIT)
def discard(request: Visit, code: str, number: int) -> HttpResponse:
    """Throw a draft away."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    writing.discard(actor=request.user, version=version)
    return redirect(said(request, _("Đã bỏ bản thảo."), reverse("programmes:programmes")))
