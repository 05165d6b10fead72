"""Attendance as plain values: for programs and the terminal."""

from typing import Any

from hientai.attendance.queries.counting import Standing
from hientai.attendance.queries.rolls import Line


def standing_as_data(one: Standing) -> dict[str, Any]:
    """A learner's attendance as plain values."""
    return {
        "learner": one.learner.id,
        "code": one.learner.code,
        "name": one.learner.name,
        **vars(one.attended),
        "whole": one.whole,
        "verdict": one.verdict,
        "warned": one.warned,
        "limits": [vars(judged) for judged in one.judged],
    }


def line_as_data(one: Line) -> dict[str, Any]:
    """A line of a roll as plain values."""
    mark = one.mark
    return {
        "learner": one.learner.id,
        "code": one.learner.code,
        "name": one.learner.name,
        "state": one.state,
        "missed": mark.missed if mark else 0,
        "how": mark.how if mark else "",
        "at": mark.at if mark else None,
        "by": mark.by if mark else "",
        "ground": mark.ground if mark else "",
    }
