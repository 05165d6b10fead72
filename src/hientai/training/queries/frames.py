"""A query's rows as a Polars frame, at about a fifth of the cost of fetching row by row.

The database writes all rows into one text, with control characters between fields and rows; a
driver that takes a message for each row, COPY included, spends most of its time on the messages.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection

Schema = Mapping[str, Any]

FIELD, ROW, NULL = "\x1f", "\x1e", "\x01"
WRITTEN = {FIELD: r"E'\x1f'", ROW: r"E'\x1e'", NULL: r"E'\x01'"}
CONTROLS = r"E'\x01\x1e\x1f'"
AS_TEXT = (pl.Boolean, pl.List(pl.String))


def frame_of(select: str, params: Mapping[str, Any], schema: Schema) -> pl.DataFrame:
    """The rows of a SELECT, under the row-level security of this transaction.

    `schema` names the columns in the order of the SELECT; a text array must be written by
    `listed`. Where texts hold control characters of their own, these are left out.
    """
    text, rows = _written(select, params, schema)
    if text.count(FIELD) != rows * (len(schema) - 1) or text.count(ROW) != max(rows - 1, 0):
        text, rows = _written(select, params, schema, clean=True)
    read = {name: pl.String if kind in AS_TEXT else kind for name, kind in schema.items()}
    if not text:
        return pl.DataFrame(schema=dict(schema))
    frame = pl.read_csv(
        BytesIO(text.encode()),
        has_header=False,
        separator=FIELD,
        eol_char=ROW,
        quote_char=None,
        null_values=NULL,
        schema=read,
    )
    return frame.with_columns(_as_meant(name, kind) for name, kind in schema.items())


def _as_meant(name: str, kind: Any) -> pl.Expr:
    if kind == pl.Boolean:
        return pl.col(name) == "true"
    if kind == pl.List(pl.String):
        return pl.col(name).str.split("|").list.slice(1)
    return pl.col(name)


def listed(array: str) -> str:
    """SQL that writes a text array for `frame_of`: null stays null, an empty array empty."""
    return f"CASE WHEN {array} IS NOT NULL THEN array_to_string(ARRAY['~'] || {array}, '|') END"


def _written(
    select: str, params: Mapping[str, Any], schema: Schema, *, clean: bool = False
) -> tuple[str, int]:
    """All rows as one text, and how many they are; cleaning every text costs as much again."""
    names = [f"c{place}" for place in range(len(schema))]
    texts = [
        f"translate({name}, {CONTROLS}, '')" if clean and kind == pl.String else f"{name}::text"
        for name, kind in zip(names, schema.values(), strict=True)
    ]
    fields = ", ".join(f"coalesce({text}, {WRITTEN[NULL]})" for text in texts)
    rows = f"({select}) AS t ({', '.join(names)})"
    line = f"concat_ws({WRITTEN[FIELD]}, {fields})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg({line}, {WRITTEN[ROW]}), count(*) FROM {rows}", params)
        text, count = cursor.fetchone()
    return text or "", count
