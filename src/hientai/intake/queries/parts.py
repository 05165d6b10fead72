"""Reads of what a batch keeps."""

import io

import polars as pl

from hientai.intake.models import ImportBatch, ImportPart


def frame_of(batch: ImportBatch, name: str) -> pl.DataFrame | None:
    """A kept frame, None where the batch has none of that name."""
    part = ImportPart.objects.filter(batch=batch, name=name).only("content").first()
    return None if part is None else pl.read_ipc(io.BytesIO(bytes(part.content)))


def bytes_of(batch: ImportBatch, name: str) -> bytes:
    """A kept piece of bytes; ImportPart.DoesNotExist where there is none."""
    return bytes(ImportPart.objects.only("content").get(batch=batch, name=name).content)


def texts_of(batch: ImportBatch) -> dict[str, pl.DataFrame]:
    """The sheets of the file as texts, by the name they have in it, in its order."""
    parts = ImportPart.objects.filter(batch=batch, name__startswith="texts:").order_by("id")
    return {
        part.name.removeprefix("texts:"): pl.read_ipc(io.BytesIO(bytes(part.content)))
        for part in parts
    }
