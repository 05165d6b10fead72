"""Whole frames into the database: copied to a temporary table, then one statement for all."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db import connection

_TYPES: Mapping[Any, str] = {
    pl.String: "text",
    pl.Date: "date",
    pl.Int64: "bigint",
    pl.Int32: "int",
    pl.Int16: "smallint",
    pl.Boolean: "boolean",
}


def stage(name: str, frame: pl.DataFrame) -> None:
    """Copy a frame into a temporary table that ends with the transaction."""
    columns = ", ".join(f'"{key}" {_TYPES[dtype]}' for key, dtype in frame.schema.items())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
        if not frame.is_empty():
            with cursor.cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
                for part in frame.iter_slices(20_000):
                    copy.write(part.write_csv(include_header=False).encode())
        cursor.execute(f"ANALYZE {name}")


def execute(sql: str, params: Mapping[str, Any] | None = None) -> int:
    """Run one statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def new_ids(table: str, count: int) -> list[int]:
    """So many ids from the sequence of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH kept AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS ids)"
            " SELECT nextval(ids) FROM kept, generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]
