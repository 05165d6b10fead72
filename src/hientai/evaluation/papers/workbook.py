"""The results of a form as a workbook: one sheet of figures with a chart, one of topics."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hientai.evaluation.queries.results import Figure, Results
from hientai.shared.vietnamese import day
from hientai.webkit import sheets

Row = Sequence[Any]


def workbook(results: Results) -> bytes:
    """The workbook; of a line with too few answers nothing stands in it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    _sheet(book, _("Kết quả"), list(_figures(results)))
    page = book.get_worksheet_by_name(_("Kết quả"))
    _chart(book, page, results)
    if results.taught:
        _sheet(book, _("Chuyên đề, giảng viên"), list(_topics(results)))
    _sheet(book, pgettext("đánh giá", "Phiếu"), list(_facts(results)))
    book.close()
    return file.getvalue()


def _figures(results: Results) -> Iterable[Row]:
    yield _("Nhóm"), _("Chỉ báo"), _("Số phiếu"), _("Điểm trung bình"), _("Mức")
    yield "", results.whole.title, *_over(results.whole)
    for group in results.groups:
        yield group.whole.title, "", *_over(group.whole)
    for group in results.groups:
        for one in group.indicators:
            yield group.whole.title, one.title, *_numbers(one)


def _topics(results: Results) -> Iterable[Row]:
    parts = [one.title for one in results.taught[0].parts]
    yield _("Chuyên đề"), _("Giảng viên"), _("Số phiếu"), _("Điểm trung bình"), _("Mức"), *parts
    for one in results.taught:
        yield one.topic, one.lecturer, *_numbers(one.whole), *(part.number for part in one.parts)


def _facts(results: Results) -> Iterable[Row]:
    form = results.form
    held = form.training_class
    yield _("Nội dung"), _("Giá trị")
    yield _("Lớp"), f"{held.title} ({held.code})"
    yield _("Mẫu phiếu"), form.template
    yield _("Thu phiếu từ ngày"), day(form.opens_on)
    yield _("Thu phiếu đến hết ngày"), day(form.closes_on)
    yield _("Số học viên"), form.learners
    yield _("Số phiếu thu về"), form.received
    yield _("Số phiếu không hợp lệ"), form.void


def _numbers(figure: Figure) -> Row:
    return figure.n or None, figure.number, figure.band


def _over(figure: Figure) -> Row:
    """A line over several indicators: how many forms is no number of theirs."""
    return None, figure.number, figure.band


def _sheet(book: Any, name: str, rows: Sequence[Row]) -> None:
    page = book.add_worksheet(name)
    cell = book.add_format({**sheets.LETTERS, "text_wrap": True})
    mean = book.add_format({**sheets.LETTERS, "num_format": "0.00"})
    head = book.add_format({**sheets.LETTERS, "bold": True, "text_wrap": True, "bottom": 1})
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            form = head if at == 0 else mean if isinstance(value, float) else cell
            page.write(at, column, value, form)
    page.freeze_panes(1, 0)
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    sheets.fit(page, texts, [44.0] * len(rows[0]))


def _chart(book: Any, page: Any, results: Results) -> None:
    """Bars of the objects, under the table of their numbers."""
    name, count = page.get_name(), len(results.groups)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": _("Điểm trung bình"),
            "categories": [name, 2, 0, 1 + count, 0],
            "values": [name, 2, 3, 1 + count, 3],
            "fill": {"color": "#174a92"},
        }
    )
    chart.set_x_axis({"min": 0, "max": results.most})
    chart.set_legend({"none": True})
    rows = 2 + count + sum(len(group.indicators) for group in results.groups)
    page.insert_chart(rows + 2, 0, chart)
