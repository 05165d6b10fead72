"""Verbs of decisions. A paper of this room is one of the register of papers, with its people.

`draft_sending` (or `preview_sending` first) from an approved list → locked, signed and registered
as every paper is (`documents.services`); its registration enrols. While it is a draft `redraft`
says who stands on it. `enter_back_dated` for one from before the system (`Said.entered` for an
amending one). `draft_withdrawal`, `draft_replacement`, `draft_postponement` and `draft_correction`
amend a registered one. `draft_summons` and `draft_submission` are papers about the same people that
decide nothing. `locked`, `sent_back` and `registered` are what follows when a paper moves, in the
same transaction.
"""

from hientai.decisions.services.amending import (
    Period,
    draft_correction,
    draft_postponement,
    draft_withdrawal,
)
from hientai.decisions.services.back_dating import enter_back_dated
from hientai.decisions.services.holding import Entered, Said
from hientai.decisions.services.letters import draft_submission, draft_summons
from hientai.decisions.services.redrafting import redraft
from hientai.decisions.services.registering import locked, registered, sent_back
from hientai.decisions.services.replacing import draft_replacement, reserve_in_order
from hientai.decisions.services.sending import draft_sending, preview_sending

__all__ = [
    "Entered",
    "Period",
    "Said",
    "draft_correction",
    "draft_postponement",
    "draft_replacement",
    "draft_sending",
    "draft_submission",
    "draft_summons",
    "draft_withdrawal",
    "enter_back_dated",
    "locked",
    "preview_sending",
    "redraft",
    "registered",
    "reserve_in_order",
    "sent_back",
]
