"""The printed report of a counted form: what was found, by object, topic and lecturer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from hientai.documents.papers.pdf import STANDARD, fonts
from hientai.evaluation.queries.results import Figure, Group, Results, Taught, two_places
from hientai.shared.vietnamese import day, number

PACKS = Path(__file__).resolve().parents[1] / "packs"


def report(results: Results, on: date) -> bytes:
    """The report as PDF/A; free texts are no part of it."""
    form = results.form
    held = form.training_class
    data = {
        "title": _("KẾT QUẢ ĐÁNH GIÁ"),
        "class": f"{held.title} ({held.code})",
        "facts": _facts(results),
        "heads": [_("Nội dung"), _("Số phiếu"), _("Điểm trung bình"), _("Mức")],
        "groups": [_group(one, results.most) for one in results.groups],
        "whole": _whole(results.whole, results.most),
        "taught_title": _("Theo chuyên đề và giảng viên"),
        "taught_heads": [_("Chuyên đề"), _("Giảng viên"), _("Số phiếu"), _("Điểm"), _("Mức")],
        "taught": [_taught(one) for one in results.taught],
        "note": _note(results),
        "day": _("Lập ngày %s") % day(on),
    }
    return compiled("report.typ", data)


def compiled(layout: str, data: dict[str, Any]) -> bytes:
    """A paper of this room as PDF/A with tags."""
    make: Any = typst.compile
    return bytes(
        make(
            input=PACKS / layout,
            font_paths=[fonts()],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
        )
    )


def _facts(results: Results) -> list[list[str]]:
    form = results.form
    days = {"first": day(form.opens_on), "last": day(form.closes_on)}
    return [
        [_("Mẫu phiếu"), form.template],
        [_("Thời gian thu phiếu"), _("%(first)s – %(last)s") % days],
        [_("Số học viên"), number(form.learners)],
        [_("Số phiếu thu về"), number(form.received)],
        [_("Số phiếu không hợp lệ"), number(form.void)],
    ]


def _row(figure: Figure, most: int) -> list[Any]:
    share = 0 if figure.value is None else float(figure.value) / most
    n = number(figure.n) if figure.n else "–"
    return [figure.title, n, two_places(figure), figure.band or "–", share]


def _group(group: Group, most: int) -> list[Any]:
    return [_whole(group.whole, most), [_row(one, most) for one in group.indicators]]


def _whole(figure: Figure, most: int) -> list[Any]:
    """A line over several indicators: how many forms is no number of theirs."""
    title, _n, *rest = _row(figure, most)
    return [title, "", *rest]


def _taught(one: Taught) -> list[str]:
    return [
        one.topic,
        one.lecturer or "–",
        number(one.whole.n) if one.whole.n else "–",
        two_places(one.whole),
        one.whole.band or "–",
    ]


def _note(results: Results) -> str:
    least = results.form.rules["least"]
    words = _("Chỉ báo có dưới %s phiếu trả lời không hiện kết quả và không tính vào trung bình.")
    uncertain = any(
        one.certainty != "verified" for group in results.groups for one in group.indicators
    )
    more = _("Một số chỉ báo chưa đối chiếu với nguyên văn thông tư.") if uncertain else ""
    return " ".join([words % least, more]).strip()
