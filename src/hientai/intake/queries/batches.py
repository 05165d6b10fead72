"""Reads of batches and of the lists their previews show."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import polars as pl
from django.db.models import QuerySet

from hientai.intake.models import ImportBatch
from hientai.intake.queries.parts import frame_of


class Rows(Sequence[Mapping[str, Any]]):
    """A frame as the rows of a list: read only as far as a page shows."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __len__(self) -> int:
        return self.frame.height

    @overload
    def __getitem__(self, at: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, Any]]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return self.frame[at].to_dicts()
        return self.frame.row(at, named=True)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return self.frame.iter_rows(named=True)

    def values(self, key: str) -> list[str]:
        """What stands in a column, each value once; nothing where there is no such column."""
        if key not in self.frame.columns:
            return []
        found: list[str] = self.frame[key].drop_nulls().unique(maintain_order=True).to_list()
        return found

    def where(self, key: str, value: str) -> "Rows":
        """The rows in which a column has a value."""
        return Rows(self.frame.filter(pl.col(key) == value))


def batches() -> QuerySet[ImportBatch]:
    """Every batch in sight, the newest first."""
    return ImportBatch.objects.select_related("unit").order_by("-created_at", "-id")


def any_waiting() -> bool:
    """Whether a batch in sight waits for the background worker."""
    return ImportBatch.objects.exclude(step="").exists()


def rows_of(batch: ImportBatch, state: str) -> Rows:
    """The rows of a preview in a state: new, unchanged or refused."""
    frame = frame_of(batch, "rows")
    return Rows(pl.DataFrame() if frame is None else frame.filter(pl.col("state") == state))


def notes_of(batch: ImportBatch, severity: str) -> Rows:
    """The notes on cells of a preview: refused, or warning."""
    frame = frame_of(batch, "notes")
    return Rows(pl.DataFrame() if frame is None else frame.filter(pl.col("severity") == severity))


def changes_of(batch: ImportBatch) -> Rows:
    """The changed fields, before and after."""
    frame = frame_of(batch, "changes")
    return Rows(pl.DataFrame() if frame is None else frame)


def gone_of(batch: ImportBatch) -> Rows:
    """People of the declared unit and day whom the file does not name."""
    frame = frame_of(batch, "gone")
    return Rows(pl.DataFrame() if frame is None else frame)
