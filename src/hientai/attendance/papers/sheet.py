"""The sheet that learners sign, as an office lays it out at the door."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from hientai.attendance.domain.states import ABSENT, EXCUSED, STATES, UNMARKED
from hientai.attendance.queries.rolls import Held, Line
from hientai.documents.papers.pdf import fonts
from hientai.shared.vietnamese import day

PACKS = Path(__file__).parent.parent / "packs"
STANDARD = ["a-2a"]


def sheet_pdf(held: Any, session: Held, lines: Sequence[Line]) -> bytes:
    """The learners of a session by name in Vietnamese order, with room to sign twice."""
    make: Any = typst.compile
    data = sheet_data(held, session, lines)
    return bytes(
        make(
            input=PACKS / "sheet.typ",
            font_paths=[fonts()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
        )
    )


def sheet_data(held: Any, session: Held, lines: Sequence[Line]) -> dict[str, Any]:
    """What the sheet says."""
    marked = [one for one in lines if one.state != UNMARKED]
    came = sum(one.state not in (ABSENT, EXCUSED) for one in marked)
    return {
        "institution": getattr(held, "institution_name", "") or held.institution.unit.code,
        "title": held.title,
        "code": held.code,
        "session": session.title or held.title,
        "weekday": session.day.weekday(),
        "day": day(session.day),
        "hours": f"{session.starts:%H:%M} – {session.ends:%H:%M}",
        "periods": session.row.periods,
        "who": session.who or "",
        "where": session.where or "",
        "came": str(came) if marked and session.is_closed else "",
        "rows": [
            {
                "name": one.learner.name,
                "unit": one.learner.organisation,
                "note": _note(one, session),
            }
            for one in lines
        ],
    }


def _note(one: Line, session: Held) -> str:
    """What is known already: leave, and everything once the roll was closed."""
    if one.state == EXCUSED or session.is_closed and one.state in STATES:
        return STATES[one.state]
    return ""
