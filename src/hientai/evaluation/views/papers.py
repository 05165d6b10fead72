"""Files of a form: the report, the workbook, slips of paper."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hientai.evaluation.domain.states import COUNTED, OPEN
from hientai.evaluation.papers.report import report as report_of
from hientai.evaluation.papers.slips import slips as slips_of
from hientai.evaluation.papers.workbook import workbook as workbook_of
from hientai.evaluation.queries.results import Results, results_of
from hientai.evaluation.services.answering import tokens_of_slips
from hientai.evaluation.views.shared import OPEN as MAY_OPEN
from hientai.evaluation.views.shared import VIEW, form_or_404
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.workbook import CONTENT_TYPE


@require_safe
@guarded(VIEW)
def report(request: Visit, number: int) -> HttpResponse:
    """The printed report of a counted form."""
    found = _results(number)
    return _file(report_of(found, request.on), "application/pdf", f"danh-gia-{number}.pdf")


@require_safe
@guarded(VIEW)
def workbook(request: Visit, number: int) -> HttpResponse:
    """The results of a counted form as a workbook."""
    return _file(workbook_of(_results(number)), CONTENT_TYPE, f"danh-gia-{number}.xlsx")


@never_cache
@require_safe
@guarded(MAY_OPEN)
def slips(request: Visit, number: int) -> HttpResponse:
    """Slips of paper to be cut; printed again they are the same."""
    form = form_or_404(number, to_write=True)
    if not form.slips or form.state != OPEN:
        raise Http404
    way = reverse("evaluation:ballot")
    origin = settings.HIENTAI_ADDRESS.rstrip("/")
    address = origin + way if origin else request.build_absolute_uri(way)
    made = slips_of(form, tokens_of_slips(form), address)
    return _file(made, "application/pdf", f"phieu-{number}.pdf")


def _results(number: int) -> Results:
    form = form_or_404(number, whole=True)
    if form.state != COUNTED:
        raise Http404
    return results_of(form)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
