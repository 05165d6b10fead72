"""Forms of materials and handovers; the files themselves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.programmes.forms import HandoverForm, MaterialForm
from hientai.programmes.queries import programmes as reads
from hientai.programmes.queries.lecturers import document_of
from hientai.programmes.services import materials as verbs
from hientai.programmes.views.shared import (
    EDIT,
    VIEW,
    Asked,
    address,
    crumbs,
    data_of,
    form_page,
    said,
    version_or_404,
    writable,
)
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

METHODS = ["GET", "HEAD", "POST"]
TAB = "tai-lieu"


@require_http_methods(METHODS)
@guarded(EDIT)
def add(request: Visit, code: str, number: int) -> HttpResponse:
    """A file for a topic or for the whole programme."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    topics = list(version.topics.order_by("number"))
    form = MaterialForm(topics=topics, **data_of(request))
    asked = Asked(_("Thêm tài liệu"), crumbs(version.programme), _("Lưu tài liệu"))

    def done(given: dict[str, Any]) -> str:
        topic = next((t for t in topics if str(t.pk) == given["topic"]), None)
        made = verbs.add_material(
            actor=request.user,
            version=version,
            topic=topic,
            kind=given["kind"],
            title=given["title"],
            upload=given["file"],
        )
        words = _("Đã lưu “%(title)s”, lần biên soạn %(n)s.")
        told = words % {"title": made.title, "n": made.edition}
        return said(request, told, address(version.programme, version, TAB))

    return form_page(request, form, asked, done)


@require_http_methods(METHODS)
@guarded(EDIT)
def hand_over(request: Visit, code: str, number: int) -> HttpResponse:
    """A set of materials that goes to somebody."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    held = reads.materials_of(version)
    if not held:
        raise Refused(
            _("Phiên bản này chưa có tài liệu để bàn giao"), remedy=_("Thêm tài liệu trước.")
        )
    form = HandoverForm(materials=held, **data_of(request))
    asked = Asked(
        _("Bàn giao tài liệu"), crumbs(version.programme), _("Ghi bàn giao"), with_units=True
    )

    def done(given: dict[str, Any]) -> str:
        wanted, upload = given.pop("materials"), given.pop("file")
        chosen = [one for one in held if str(one.pk) in wanted]
        verbs.hand_over(
            actor=request.user, version=version, materials=chosen, upload=upload, **given
        )
        return said(request, _("Đã ghi bàn giao."), address(version.programme, version, TAB))

    return form_page(request, form, asked, done)


@require_safe
@guarded(VIEW)
def document(request: Visit, number: int) -> HttpResponse:
    """A file, to be saved and never shown by the browser as a page of ours."""
    found = document_of(number)
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.content),
        content_type=found.type,
        headers={"Content-Disposition": content_disposition_header(True, found.name) or ""},
    )
