"""Pages of the use of what was learned: what waits for a superior, an answer, the year by unit."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.evaluation.forms import UseForm
from hientai.evaluation.models import Use
from hientai.evaluation.queries import use as reads
from hientai.evaluation.queries.results import Figure, two_places
from hientai.evaluation.services import use as verbs
from hientai.evaluation.views import shared
from hientai.evaluation.views.shared import ANSWER, VIEW, Asked, crumbs, said
from hientai.webkit.cells import Badge, Empty
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Link, ListPage


@require_safe
@guarded(ANSWER)
def uses(request: Visit) -> HttpResponseBase:
    """Whom the reader is asked about: what waits first."""
    page = ListPage(
        request,
        cards=True,
        title=_("Việc sử dụng người sau bồi dưỡng"),
        rows=reads.uses(),
        columns=[
            Column("ten", _("Họ và tên"), _person, sort="person__name_key"),
            Column("don-vi", _("Đơn vị"), lambda one: one.unit.code, sort="unit__code"),
            Column("lop", _("Lớp"), lambda one: one.form.training_class.title, wide=True),
            Column("han", _("Trả lời đến"), lambda one: one.due_on, sort="due_on"),
            Column("tinh-trang", _("Tình trạng"), _badge),
        ],
        filters=[
            Filter(
                "cho",
                _("Tình trạng"),
                choices=[("cho", _("chờ trả lời"))],
                apply=lambda rows, _state: rows.filter(answered_on=None),
            )
        ],
        empty=Empty(
            _("Chưa có câu hỏi nào về người của đơn vị."),
            _("Một thời gian sau khi lớp kết thúc, Hệ thống hỏi về việc áp dụng điều đã học."),
        ),
    )
    return page.render("evaluation/uses.html")


def _person(one: Use) -> Link:
    return Link(one.person.name, reverse("evaluation:use", args=[one.pk]), one.person.code)


def _badge(one: Use) -> Badge:
    if one.answered_on is not None:
        return Badge(_("đã trả lời"), "good", note=one.answered_by)
    over = one.due_on < today()
    return Badge(_("quá hạn") if over else _("chờ trả lời"), "mute" if over else "warn")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(ANSWER)
def answer(request: Visit, number: int) -> HttpResponse:
    """Say how what one person learned is used; by name."""
    held = reads.use_of(number)
    if held is None:
        raise Http404
    way = [(_("Việc sử dụng người sau bồi dưỡng"), reverse("evaluation:uses"))]
    words = _("%(class)s. Người trả lời được ghi tên; trả lời lại được đến hết hạn.")
    asked = Asked(
        held.person.name, way, _("Gửi"), words % {"class": held.form.training_class.title}
    )
    rules = held.form.rules
    known: dict[str, Any] = {f"q{at}": score for at, score in enumerate(held.scores)}
    form = UseForm(
        request.POST or None,
        questions=rules["use"],
        most=int(rules["most"]["value"]),
        initial={**known, "note": held.note},
    )

    def done(given: dict[str, Any]) -> str:
        verbs.answer(
            actor=request.user, use=held, scores=form.scores, note=given["note"], on=today()
        )
        return said(request, _("Đã ghi nhận xét."), reverse("evaluation:uses"))

    return shared.form_page(request, form, asked, done)


@require_safe
@guarded(VIEW)
def yearly(request: Visit) -> HttpResponseBase:
    """What superiors said in a year, unit by unit."""
    year = request.GET.get("nam", "")
    chosen = int(year) if year.isdecimal() and 2000 <= int(year) < 2100 else request.on.year
    page = ListPage(
        request,
        cards=True,
        title=_("Sử dụng người sau bồi dưỡng năm %s") % chosen,
        rows=reads.by_unit(chosen, request.on),
        columns=[
            Column("don-vi", _("Đơn vị"), lambda one: Link(one.name, _unit(one), one.code)),
            Column("lop", _("Lớp"), lambda one: one.classes, number=True),
            Column("hoi", _("Người được hỏi"), lambda one: one.asked, number=True),
            Column("tra-loi", _("Đã trả lời"), lambda one: one.answered, number=True),
            Column("diem", _("Điểm trung bình"), _mean, number=True),
        ],
        filters=[Filter("nam", _("Năm"), apply=lambda rows, _year: rows, placeholder=str(chosen))],
        empty=Empty(_("Năm này chưa có nhận xét nào.")),
    )
    return page.render("evaluation/yearly.html", {"crumbs": crumbs()})


def _unit(one: reads.OfUnit) -> str:
    return reverse("organisations:unit", args=[one.code])


def _mean(one: reads.OfUnit) -> str:
    return two_places(Figure("", one.answered, one.mean, ""))
