"""Verbs of classes: open one, withdraw one that is empty; gather demand and let it become one."""

from hientai.classes.services.demands import (
    DemandTerms,
    close_demand,
    date_demand,
    open_demand,
    want,
)
from hientai.classes.services.opening import Terms, open_class, withdraw

__all__ = [
    "DemandTerms",
    "Terms",
    "close_demand",
    "date_demand",
    "open_class",
    "open_demand",
    "want",
    "withdraw",
]
