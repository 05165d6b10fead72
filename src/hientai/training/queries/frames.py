"""A query's rows as a Polars frame, carried by COPY: about ten times as fast as row by row."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection

Schema = Mapping[str, Any]


def frame_of(select: str, params: Mapping[str, Any], schema: Schema) -> pl.DataFrame:
    """The rows of a SELECT, under the row-level security of this transaction.

    `schema` names the columns in the order of the SELECT; a Boolean is written t or f, a list
    comes as text between bars (see `listed`).
    """
    lists = [name for name, kind in schema.items() if kind == pl.List(pl.String)]
    flags = [name for name, kind in schema.items() if kind == pl.Boolean]
    as_text = dict.fromkeys([*lists, *flags], pl.String)
    read = pl.read_csv(
        BytesIO(_copied(select, params)),
        has_header=False,
        new_columns=list(schema),
        schema={name: as_text.get(name, kind) for name, kind in schema.items()},
        try_parse_dates=False,
    )
    return read.with_columns(
        *(pl.col(name) == "t" for name in flags),
        *(pl.col(name).str.split("|").list.slice(1) for name in lists),
    )


def listed(array: str) -> str:
    """SQL that writes a text array for `frame_of`: null stays null, an empty array empty."""
    return f"CASE WHEN {array} IS NOT NULL THEN array_to_string(ARRAY['~'] || {array}, '|') END"


def _copied(select: str, params: Mapping[str, Any]) -> bytes:
    with connection.cursor() as cursor:
        copying = cursor.cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT csv)", params)
        with copying as copy:
            return b"".join(copy)
