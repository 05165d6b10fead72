"""Parameters and corrections as plain data and in words, for page, workbook and terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.law import queries
from hientai.law.models import Correction
from hientai.rules import engine
from hientai.rules.engine import Parameter, Span
from hientai.shared.vietnamese import day

CERTAINTIES: Mapping[str, Any] = {
    "verified": gettext_lazy("đã đối chiếu"),
    "recalled": gettext_lazy("chưa đối chiếu"),
    "uncertain": gettext_lazy("chưa chắc chắn"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One span of a parameter's history: what holds, and the shipped value beside it."""

    since: date
    until: date | None
    days: str
    value: str
    clause: str
    certainty: str
    note: str
    is_corrected: bool
    entered: date | None
    shipped: str
    shipped_clause: str


def history(parameter: Parameter, law: Sequence[engine.Correction]) -> list[HistoryLine]:
    """Every span of a parameter, in order of days."""
    return [_line(parameter, span) for span in parameter.timeline(law)]


def days_told(since: date, until: date | None) -> str:
    """A span of days in words."""
    if until is None:
        return _("từ %(since)s") % {"since": day(since)}
    return f"{day(since)} – {day(until)}"


def shipped_in(parameter: Parameter, made: Correction) -> list[HistoryLine]:
    """The shipped values on the days of a correction, which it stands in for."""
    since, until = queries.days_of(made)
    return [
        line
        for line in history(parameter, ())
        if (line.until is None or line.until >= since) and (until is None or line.since <= until)
    ]


def correction_as_data(made: Correction) -> dict[str, Any]:
    """A kept correction under stable names, for JSON."""
    since, until = queries.days_of(made)
    return {
        "id": made.pk,
        "parameter": made.parameter,
        "value": made.value,
        "shown": queries.shown(made),
        "since": since,
        "until": until,
        "clause": made.clause,
        "source": made.source,
        "certainty": made.certainty,
        "note": made.note,
        "state": made.state,
        "written_at": made.written_at,
        "written_by": made.written_by,
        "accepted_at": made.accepted_at,
        "accepted_by": made.accepted_by,
        "revoked_at": made.revoked_at,
        "revoked_by": made.revoked_by,
        "revoked_ground": made.revoked_ground,
    }


def _line(parameter: Parameter, span: Span) -> HistoryLine:
    held, shipped = span.dated, span.shipped
    return HistoryLine(
        since=span.since,
        until=span.until,
        days=days_told(span.since, span.until),
        value=parameter.shown(held.value) if held else _("không có giá trị"),
        clause=held.clause if held else "",
        certainty=held.certainty.value if held else "",
        note=held.note if held else "",
        is_corrected=span.is_corrected,
        entered=held.entered if isinstance(held, engine.Correction) else None,
        shipped=parameter.shown(shipped.value) if shipped else _("chưa có"),
        shipped_clause=shipped.clause if shipped else "",
    )
