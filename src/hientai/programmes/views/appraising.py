"""Forms of the steps from a draft to a version in force, and of its end."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST

from hientai.programmes.domain import states
from hientai.programmes.domain.councils import PASSED
from hientai.programmes.forms import ApproveForm, CouncilForm, SittingForm, WithdrawForm
from hientai.programmes.models import Document, Version
from hientai.programmes.queries import limits
from hientai.programmes.services import appraising
from hientai.programmes.services.materials import Upload, keep
from hientai.programmes.views.shared import (
    APPROVE,
    EDIT,
    Asked,
    address,
    crumbs,
    data_of,
    form_page,
    said,
    version_or_404,
    writable,
)
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

METHODS = ["GET", "HEAD", "POST"]
TAB = "tham-dinh"


def _held(code: str, number: int, *allowed: str) -> Version:
    """A version the reader may write, in one of the states that a step starts in."""
    version = version_or_404(code, number)
    writable(version.programme.unit_id)
    states.refuse_state(version.state, allowed)
    return version


@require_http_methods(METHODS)
@guarded(APPROVE)
def submit(request: Visit, code: str, number: int) -> HttpResponse:
    """A council over a draft."""
    version = _held(code, number, states.DRAFT)
    rules = limits.councils_if_any(version, request.on)
    note = "; ".join(dict.fromkeys(f"{rule.words} ({rule.clause})" for rule in rules))
    asked = Asked(
        _("Trình thẩm định"),
        crumbs(version.programme),
        _("Lập hội đồng"),
        _("Hội đồng: %s.") % note if note else "",
    )

    def done(given: dict[str, Any]) -> str:
        appraising.submit(actor=request.user, version=version, **given)
        return said(
            request, _("Đã lập hội đồng thẩm định."), address(version.programme, version, TAB)
        )

    return form_page(request, CouncilForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(APPROVE)
def conclude(request: Visit, code: str, number: int) -> HttpResponse:
    """The sitting of the council."""
    version = _held(code, number, states.APPRAISING)
    members = list(version.appraisals.get(conclusion="").members.all())
    form = SittingForm(members=members, **data_of(request))
    note = _("Quá nửa số thành viên đồng ý thì thông qua; nếu không thì trở lại bản thảo.")
    way = crumbs(version.programme)
    asked = Asked(_("Kết quả họp hội đồng"), way, _("Ghi kết quả"), note)

    def done(given: dict[str, Any]) -> str:
        upload = given["file"]
        made = appraising.conclude(
            actor=request.user,
            version=version,
            on=given["on"],
            votes=form.votes,
            minutes=given["minutes"],
            minutes_file=_kept(request, version, upload) if upload else None,
        )
        passed = made.conclusion == PASSED
        words = _("Hội đồng thông qua.") if passed else _("Hội đồng yêu cầu chỉnh sửa.")
        return said(request, words, address(version.programme, version, TAB))

    return form_page(request, form, asked, done)


def _kept(request: Visit, version: Version, upload: Upload) -> Document:
    return keep(actor=request.user, unit=version.programme.unit, upload=upload)


@require_http_methods(METHODS)
@guarded(APPROVE)
def approve(request: Visit, code: str, number: int) -> HttpResponse:
    """The act that lets a version be in force."""
    version = _held(code, number, states.APPRAISED)
    asked = Asked(_("Phê duyệt chương trình"), crumbs(version.programme), _("Ghi phê duyệt"))

    def done(given: dict[str, Any]) -> str:
        appraising.approve(actor=request.user, version=version, **given)
        words = _("Đã phê duyệt; có thể mở lớp từ ngày áp dụng.")
        return said(request, words, address(version.programme, version, TAB))

    return form_page(request, ApproveForm(**data_of(request)), asked, done)


@require_http_methods(METHODS)
@guarded(APPROVE)
def withdraw(request: Visit, code: str, number: int) -> HttpResponse:
    """The act that ends a version, or closes a draft for good."""
    version = _held(code, number, states.DRAFT, states.APPROVED)
    asked = Asked(_("Thôi áp dụng"), crumbs(version.programme), _("Thôi áp dụng"))

    def done(given: dict[str, Any]) -> str:
        appraising.withdraw(actor=request.user, version=version, **given)
        return said(request, _("Đã ghi."), address(version.programme, version, TAB))

    return form_page(request, WithdrawForm(**data_of(request)), asked, done)


@require_POST
@guarded(EDIT)
def reopen(request: Visit, code: str, number: int) -> HttpResponse:
    """Make an appraised version a draft again."""
    version = version_or_404(code, number)
    if version.state != states.APPRAISED:
        raise Http404
    writable(version.programme.unit_id)
    appraising.reopen(actor=request.user, version=version, ground=N_("Sửa lại sau thẩm định"))
    words = _("Đã trở lại bản thảo; sửa xong phải thẩm định lại.")
    return redirect(said(request, words, address(version.programme, version)))
