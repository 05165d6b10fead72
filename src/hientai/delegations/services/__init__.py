"""Verbs of delegations and workshops."""

from hientai.delegations.services.costs import remove_cost, write_cost
from hientai.delegations.services.journeys import Terms, change_journey, open_journey
from hientai.delegations.services.reports import hand_in, remind
from hientai.delegations.services.workshops import record_workshop

__all__ = [
    "Terms",
    "change_journey",
    "hand_in",
    "open_journey",
    "record_workshop",
    "remind",
    "remove_cost",
    "write_cost",
]
