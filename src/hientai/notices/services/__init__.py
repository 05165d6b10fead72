"""Verbs of notices: tell users something; read; choose how each kind goes by mail; jobs."""

from hientai.notices.services.jobs import drop, report, try_again, try_all_again
from hientai.notices.services.reading import choose, mark_all_read, mark_read
from hientai.notices.services.telling import tell

__all__ = [
    "choose",
    "drop",
    "mark_all_read",
    "mark_read",
    "report",
    "tell",
    "try_again",
    "try_all_again",
]
