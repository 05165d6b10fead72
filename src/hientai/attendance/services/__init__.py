"""Verbs of attendance: open a roll, show codes, check in, mark, close; leave and limits."""

from hientai.attendance.domain.entries import Entry
from hientai.attendance.services.checking_in import Told, check_in
from hientai.attendance.services.claims import confirm, refuse
from hientai.attendance.services.closing import close
from hientai.attendance.services.excusing import Leave, answer, ask, give
from hientai.attendance.services.limits import set_limits
from hientai.attendance.services.marking import put
from hientai.attendance.services.rolls import hide_codes, open_roll, show_codes

__all__ = [
    "Entry",
    "Leave",
    "Told",
    "answer",
    "ask",
    "check_in",
    "close",
    "confirm",
    "give",
    "hide_codes",
    "open_roll",
    "put",
    "refuse",
    "set_limits",
    "show_codes",
]
