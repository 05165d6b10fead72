"""Rows written as they stand in images: the one way a merger and its undoing reach the tables."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext_noop as N_

from hientai.people.domain.merging import PERSON, Difference, Record, Row, difference
from hientai.people.domain.parts import tails
from hientai.people.queries.merging import columns_of, titles
from hientai.people.services.writing import WALLS
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

FOREIGN_KEY = "23503"
IN_USE = Refused(
    N_("Một nội dung không được giữ lại đang được dùng ở chỗ khác"),
    remedy=N_("Chọn giữ nội dung đó, hoặc bỏ chỗ đang dùng trước."),
)
GONE = Refused(
    N_("Nội dung cần ghi lại thuộc về một đơn vị, đề án hoặc tài khoản nay không còn"),
    remedy=N_("Khôi phục đơn vị, đề án hoặc tài khoản đó trước."),
)
OUT_OF_REACH = Refused(
    N_("Hồ sơ này có phần nằm ngoài phạm vi đơn vị của bạn"),
    remedy=N_("Đề nghị đơn vị cấp trên hoặc chủ đề án thực hiện."),
)


def rewrite(
    before: Record,
    after: Record,
    *,
    first: Callable[[Row, Row], bool],
    clash: Refused,
    joins: bool = True,
) -> None:
    """Lead the tables from one image to another; of the changed rows those `first` names go first.

    What hangs on rows of a record goes over to the other while both are there: before the one gives
    way where two records are joined, once it is back where they part. Who writes both sees it then.

    A row without an id is new and gets one. Refused in words, and nothing is written, where the
    reach of the actor says no or a wall of the database does (`clash`).
    """
    after = numbered(after)
    tables = _in_order((before.keys() | after.keys()) - {PERSON})
    steps = {table: difference(before.get(table, []), after.get(table, [])) for table in tables}
    people = difference(before[PERSON], after[PERSON])
    behind = [table for table in tables if table in {tail.table for tail in tails()}]
    own = {table: step for table, step in steps.items() if table not in behind}
    hanging = [(table, [now for _was, now in steps[table].changed]) for table in behind]
    with _in_words(before.keys() | after.keys(), clash):
        for table in reversed(behind):
            _remove(table, steps[table].gone)
        _go_over(hanging if joins else [])
        for table in reversed([*own]):
            _remove(table, steps[table].gone)
        _add(PERSON, people.new)
        _change_all(own, first)
        _change(PERSON, [now for _was, now in people.changed])
        _change_all(own, lambda old, new: not first(old, new))
        for table in own:
            _add(table, steps[table].new)
        _go_over([] if joins else hanging)
        for table in behind:
            _add(table, steps[table].new)
        _remove(PERSON, people.gone)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _go_over(hanging: Sequence[tuple[str, Sequence[Row]]]) -> None:
    for table, rows in hanging:
        _change(table, rows)


@contextmanager
def _in_words(tables: Collection[str], clash: Refused) -> Iterator[None]:
    """Let what the database refuses be told as something a user can mend."""
    try:
        with told(WALLS):
            yield
    except IntegrityError as error:
        found = getattr(error.__cause__, "diag", None)
        table = str(getattr(found, "table_name", ""))
        if getattr(error.__cause__, "sqlstate", None) == FOREIGN_KEY:
            raise _missing(tables, table, str(getattr(found, "constraint_name", ""))) from error
        raise Refused(clash.what, why=titles().get(table, ""), remedy=clash.remedy) from error


def _missing(tables: Collection[str], table: str, constraint: str) -> Refused:
    """Why a row has nothing to hang on: it was out of sight, or is no part, or hangs elsewhere."""
    if table not in tables:
        return IN_USE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT confrelid::regclass::text FROM pg_constraint"
            " WHERE conname = %s AND conrelid = %s::regclass",
            [constraint, table],
        )
        wanted = cursor.fetchone()
    return OUT_OF_REACH if wanted and wanted[0] in tables else GONE


def numbered(record: Record) -> Record:
    """The record with an id for every row that is new, from the sequence of its table."""
    return {table: _numbered(table, rows) for table, rows in record.items()}


def _in_order(tables: Collection[str]) -> list[str]:
    """What hangs on rows of another table comes after it."""
    behind = {tail.table for tail in tails()}
    return sorted(tables, key=lambda table: (table in behind, table))


def _numbered(table: str, rows: list[Row]) -> list[Row]:
    if all(row["id"] for row in rows):
        return rows
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, sum(not row["id"] for row in rows)],
        )
        ids = iter(row[0] for row in cursor.fetchall())
    return [row if row["id"] else row | {"id": next(ids)} for row in rows]


def _change_all(steps: dict[str, Difference], wanted: Callable[[Row, Row], bool]) -> None:
    for table, step in steps.items():
        _change(table, [new for old, new in step.changed if wanted(old, new)])


def _remove(table: str, ids: Sequence[int]) -> None:
    _run(f"DELETE FROM {table} WHERE id = ANY(%s)", list(ids), len(ids))


def _change(table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = [key for key in _known(table, rows) if key != "id"]
    assigned = ", ".join(f'"{key}" = s."{key}"' for key in columns)
    source = f"jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
    sql = f"UPDATE {table} t SET {assigned} FROM {source} s WHERE t.id = s.id"
    _run(sql, json.dumps(rows), len(rows))


def _add(table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = ", ".join(f'"{key}"' for key in _known(table, rows))
    source = f"jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
    sql = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}"
    _run(sql, json.dumps(rows), len(rows))


def _known(table: str, rows: Sequence[Row]) -> list[str]:
    """Columns of an image that the table still has: an image may be older than the table."""
    return [key for key in columns_of(table) if key in rows[0]]


def _run(sql: str, value: Any, expected: int) -> None:
    """Run a statement that must touch so many rows: fewer means that a wall hid some."""
    if not expected:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        if cursor.rowcount != expected:
            raise OUT_OF_REACH
