"""What a batch keeps of its comparison with the register, for the lists of its page."""

from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from hientai.intake.domain.difference import CHANGED, REFUSED
from hientai.intake.domain.table import WARNING
from hientai.intake.models import ImportBatch
from hientai.intake.services import store
from hientai.intake.services.compare import Comparison
from hientai.shared.tables import ROW


def keep(batch: ImportBatch, found: Comparison) -> None:
    """What the page of a batch shows of a comparison: notes, changes, who is gone, rows, counts."""
    judged = [(one.table.sheet, one.difference) for one in found.judged]
    changes = [d.changes.with_columns(pl.lit(name).alias("sheet")) for name, d in judged]
    store.put(batch, store.NOTES, found.notes)
    store.put(batch, store.CHANGES, pl.concat(changes))
    store.put(batch, store.GONE, pl.concat([d.gone for _name, d in judged]))
    store.put(batch, store.ROWS, pl.concat([_slim(name, d.rows) for name, d in judged]))
    batch.counts = _counts(batch, found)
    batch.state, batch.seen, batch.refusal = ImportBatch.State.PREVIEWED, found.seen, None
    batch.step, batch.progress = "", 100
    batch.save()


def _counts(batch: ImportBatch, found: Comparison) -> dict[str, Any]:
    """Rows by sheet and state, cells by severity, and what of the file was not read."""
    counts = found.counts()
    cells = dict(found.notes.group_by("severity").len().iter_rows())
    ignored = [_("cột «%s»") % name for one in found.judged for name in one.table.ignored]
    sheets = batch.counts.get("ignored", []) if batch.state == ImportBatch.State.READING else []
    states = ("new", CHANGED, "unchanged", REFUSED, "gone")
    return {
        "sheets": counts,
        "total": {key: sum(one[key] for one in counts.values()) for key in states},
        "declared": sum(one.difference.declared for one in found.judged),
        "cells": cells.get(REFUSED, 0),
        "warnings": cells.get(WARNING, 0),
        "ignored": [*sheets, *ignored],
    }


def _slim(sheet: str, rows: pl.DataFrame) -> pl.DataFrame:
    """What the lists of the preview show of each row."""
    unit = pl.col("unit_code") if "unit_code" in rows.columns else pl.lit(None, pl.String)
    return rows.select(
        pl.lit(sheet).alias("sheet"),
        pl.col(ROW).cast(pl.Int32).alias("row"),
        "code",
        "name",
        unit.alias("unit"),
        "state",
    )
