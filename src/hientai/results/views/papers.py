"""The score sheet as PDF and DOCX."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from hientai.documents.papers.docx import docx
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries.measures import measures_on
from hientai.results.papers.scores import scores
from hientai.results.queries.book import Book, book_of
from hientai.results.views.files import saved
from hientai.results.views.shared import VIEW, gradable, held_at, may_keep
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@guarded(VIEW)
def pdf_paper(request: Visit, code: str) -> HttpResponse:
    """The score sheet as PDF/A."""
    book = _book(request, code)
    drawn = pdf(scores(book, request.on), measures_on(request.on))
    return saved(drawn, "application/pdf", f"bang-diem-{book.held.code}.pdf")


@require_safe
@guarded(VIEW)
def docx_paper(request: Visit, code: str) -> HttpResponse:
    """The score sheet as DOCX."""
    book = _book(request, code)
    drawn = docx(scores(book, request.on), measures_on(request.on))
    return saved(drawn, DOCX, f"bang-diem-{book.held.code}.docx")


def _book(request: Visit, code: str) -> Book:
    """The marks of a class, as far as the reader sees learners and marks; 404 for nobody's."""
    held = held_at(request, code)
    book = book_of(held)
    if not book.rows and not may_keep(request, held) and not gradable(request, held):
        raise Http404
    return book
