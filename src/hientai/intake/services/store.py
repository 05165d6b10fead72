"""The pieces of a batch in the database: frames as compressed Arrow, behind its walls."""

import io

import polars as pl

from hientai.intake.models import ImportBatch, ImportPart

FILE = "file"
NOTES, CHANGES, GONE, ROWS, TEXTS = "notes", "changes", "gone", "rows", "texts:"


def put(batch: ImportBatch, name: str, frame: pl.DataFrame) -> None:
    """Keep a frame under a name, in the place of one kept before."""
    target = io.BytesIO()
    frame.write_ipc(target, compression="zstd")
    put_bytes(batch, name, target.getvalue())


def put_bytes(batch: ImportBatch, name: str, content: bytes) -> None:
    """Keep a piece of bytes under a name, in the place of one kept before."""
    ImportPart.objects.update_or_create(batch=batch, name=name, defaults={"content": content})


def drop(batch: ImportBatch, name: str) -> None:
    """Forget a piece."""
    ImportPart.objects.filter(batch=batch, name=name).delete()
