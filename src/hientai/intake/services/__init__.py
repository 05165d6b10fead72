"""Verbs of import batches: preview, commit, undo, discard; and what a sheet of another room needs.

    batch = preview(actor=user, path="register.xlsx", unit="HN", on=date(2024, 6, 1))
    commit(actor=user, batch=batch, leave_out_refused=True)
    undo(actor=user, batch=batch)

How a room adds a sheet of its own: see `hientai.intake.services.sheets`.
"""

from hientai.intake.domain.register import Meaning
from hientai.intake.services.at_once import (
    Cell,
    Cells,
    CellsRefused,
    columns_of,
    judge_cells,
    write_cells,
)
from hientai.intake.services.bulk import execute, new_ids, stage
from hientai.intake.services.committing import EndGone, commit
from hientai.intake.services.discarding import discard
from hientai.intake.services.previewing import examine, hand_in, preview, refuse
from hientai.intake.services.sheets import Sheet, Work, registry
from hientai.intake.services.undoing import undo

__all__ = [
    "Cell",
    "Cells",
    "CellsRefused",
    "EndGone",
    "Meaning",
    "Sheet",
    "Work",
    "columns_of",
    "commit",
    "discard",
    "examine",
    "execute",
    "hand_in",
    "judge_cells",
    "new_ids",
    "preview",
    "refuse",
    "registry",
    "stage",
    "undo",
    "write_cells",
]
