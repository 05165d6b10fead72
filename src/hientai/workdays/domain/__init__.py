"""Which days are worked in Viet Nam and why others are not, pure."""

from hientai.workdays.domain.calendar import WEEK, Calendar
from hientai.workdays.domain.marks import KINDS, Kind, Mark

__all__ = ["KINDS", "WEEK", "Calendar", "Kind", "Mark"]
