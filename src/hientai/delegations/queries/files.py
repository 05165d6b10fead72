"""What the file of a class holds of its delegation: its costs and its reports."""

import json
from collections.abc import Iterator
from datetime import date

from hientai.delegations.models import Journey
from hientai.timetables.domain.files import Piece

PLAIN = ("country", "city", "host", "paper", "contract", "leaves_on", "returns_on", "report_due_on")


def pieces(class_id: int, _on: date) -> Iterator[Piece]:
    """The delegation of a class as data, and its reports as they were handed in."""
    one = Journey.objects.filter(training_class=class_id).first()
    if one is None:
        return
    told = {name: getattr(one, name) for name in PLAIN}
    costs = [vars(cost.line) for cost in one.costs.order_by("pk")]
    words = json.dumps({**told, "costs": costs}, ensure_ascii=False, indent=2, default=str)
    yield Piece("5-doan/doan.json", words.encode())
    for report in one.reports.order_by("pk"):
        yield Piece(f"5-doan/{report.name}", bytes(report.content))
