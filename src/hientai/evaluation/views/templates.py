"""Pages of form templates: those in force over time, a new one of an owner's."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.accounts.domain import permissions_of
from hientai.evaluation.domain.counting import BAND_TABLES
from hientai.evaluation.domain.criteria import INDEXES, OBJECTS, Template, lines_of
from hientai.evaluation.forms import TemplateForm
from hientai.evaluation.queries.templates import every_template, template_on
from hientai.evaluation.services.templates import put_template
from hientai.evaluation.views import shared
from hientai.evaluation.views.shared import TEMPLATES, VIEW, Asked, crumbs, said
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import guarded


@require_safe
@guarded(VIEW)
def templates(request: Visit) -> HttpResponse:
    """Every template, the latest first; which one is in force on the day."""
    now = [template_on(request.on, role.unit_id) for role in request.user.roles]
    kept = every_template()
    names = names_on([one.unit_id for one in kept if one.unit_id], request.on)
    rows = [
        (one, one in now, _groups(one), _rules(one), names.get(unit or 0, ""))
        for one, unit in ((each.template, each.unit_id) for each in kept)
    ]
    may_add = request.user.may(TEMPLATES)
    return render(request, "evaluation/templates.html", {"rows": rows, "may_add": may_add})


def _groups(one: Template) -> list[tuple[str, list[Any]]]:
    found = [(_(words), one.of(code)) for code, words in OBJECTS.items()]
    return [(words, indicators) for words, indicators in found if indicators]


def _rules(one: Template) -> list[tuple[str, str, Any]]:
    return [
        (_("Thang điểm"), _("1 đến %s") % one.most.value, one.most),
        (_("Phiếu không hợp lệ"), _("bỏ trống quá %s%% chỉ báo") % one.blank.value, one.blank),
        (_("Bảng mức"), _(BAND_TABLES[one.bands.value]), one.bands),
        (_("Chỉ số chung"), _(INDEXES[one.index.value]), one.index),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(TEMPLATES)
def add(request: Visit) -> HttpResponse:
    """A template for the units of an owner's from a day on, begun from the one in force."""
    way = [*crumbs(), (_("Mẫu phiếu"), reverse("evaluation:templates"))]
    note = _("Các nhóm: %s.") % ", ".join(_(words) for words in OBJECTS.values())
    asked = Asked(_("Đặt mẫu phiếu"), way, _("Đặt mẫu"), note, is_wide=True)
    units = _units(request)
    now = template_on(today(), units[0].pk)
    initial = {
        "indicators": lines_of(now),
        "blank": now.blank.value,
        "bands": now.bands.value,
        "index": now.index.value,
    }

    def done(given: dict[str, Any]) -> str:
        code = given.pop("unit", units[0].code)
        unit = next(one for one in units if one.code == code)
        put_template(actor=request.user, unit=unit, on=today(), **given)
        return said(request, _("Đã đặt mẫu phiếu."), reverse("evaluation:templates"))

    named = names_on([one.pk for one in units], today())
    choices = [(one.code, named.get(one.pk, one.code)) for one in units]
    form = TemplateForm(request.POST or None, initial=initial, units=choices)
    return shared.form_page(request, form, asked, done)


def _units(request: Visit) -> list[Unit]:
    """The units for which the reader puts templates in force."""
    roles = [role for role in request.user.roles if TEMPLATES in permissions_of(role.role)]
    return list({role.unit_id: role.unit for role in roles}.values())
