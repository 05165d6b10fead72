"""What the file of a class holds of its evaluation: what was counted, never an answer alone."""

from collections.abc import Iterator
from datetime import date

from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.states import COUNTED
from hientai.evaluation.papers.report import report
from hientai.evaluation.papers.workbook import workbook
from hientai.evaluation.queries.forms import of_class, reads
from hientai.evaluation.queries.results import results_of
from hientai.timetables.domain.files import Piece

FOLDER = "8-danh-gia"


def pieces(class_id: int, on: date) -> Iterator[Piece]:
    """The report and the workbook of a counted form, for who reads the whole of it."""
    held = TrainingClass.objects.get(pk=class_id)
    form = of_class(held)
    if form is None or form.state != COUNTED or not reads(held):
        return
    results = results_of(form)
    yield Piece(f"{FOLDER}/danh-gia.pdf", report(results, on))
    yield Piece(f"{FOLDER}/danh-gia.xlsx", workbook(results))
