"""Undo of a whole import, from the trace: what was added goes, what was changed is as before."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch
from hientai.intake.services.bulk import execute
from hientai.intake.services.committing import hold_register
from hientai.intake.services.scope import acting, in_their_language, report, take_turn
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number

PERSON = "people_person"
SHOWN = 5


@in_their_language
def undo(*, actor: User | None, batch: ImportBatch, ground: str = "") -> ImportBatch:
    """Take a committed batch back, row by row as it was, in one transaction.

    Refused, with what stands in the way, where a row was changed later or something was built
    on a person the batch added.
    """
    why = ground or N_("Hoàn tác lần nhập %s") % batch.pk
    with acting(actor, ground=why, batch=batch.pk):
        take_turn()
        batch.refresh_from_db()
        if batch.state != ImportBatch.State.COMMITTED:
            raise Refused(
                _("Lần nhập này %s nên không có gì để hoàn tác") % batch.get_state_display()
            )
        hold_register()
        report(batch, 10, _("Kiểm tra thay đổi về sau"))
        tables = _gather(batch)
        _refuse_later_changes(batch)
        report(batch, 40, _("Khôi phục hồ sơ"))
        _restore(tables)
        batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
        batch.step, batch.progress, batch.refusal = "", 100, None
        batch.save()
    return batch


@dataclass(frozen=True)
class Touched:
    """A table that a batch touched, and how many of its rows it added, changed and removed."""

    name: str
    added: int
    changed: int
    removed: int


def _gather(batch: ImportBatch) -> list[Touched]:
    """One row of `undo_trace` a touched row: added, removed, or changed from its oldest values.

    Gives the touched tables, people last: while a person is there, what hangs on them is in sight.
    """
    execute("DROP TABLE IF EXISTS undo_trace")
    # Byte order: a million names of tables are compared, and none of them is Vietnamese.
    execute(
        "CREATE TEMPORARY TABLE undo_trace ON COMMIT DROP AS"
        " SELECT table_name COLLATE \"C\" AS table_name, row_id, bool_or(operation = 'I') AS added,"
        " bool_or(operation = 'D') AS removed, NULL::jsonb AS before"
        " FROM intake_trace(%(batch)s) GROUP BY 1, 2",
        {"batch": batch.pk},
    )
    execute("ANALYZE undo_trace")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, count(*) FILTER (WHERE added AND NOT removed),"
            " count(*) FILTER (WHERE NOT added AND NOT removed),"
            " count(*) FILTER (WHERE removed AND NOT added) FROM undo_trace GROUP BY 1"
        )
        found = sorted((Touched(*row) for row in cursor.fetchall()), key=lambda one: one.name)
    if any(table.changed or table.removed for table in found):
        _recall_values(batch)
    return sorted(found, key=lambda table: table.name == PERSON)


def _recall_values(batch: ImportBatch) -> None:
    """Give every row that the batch did not add the values it had before its first change."""
    execute(
        "UPDATE undo_trace u SET before = m.before FROM (SELECT e.table_name, e.row_id,"
        " jsonb_object_agg(f.key, f.value ORDER BY e.id DESC) AS before"
        " FROM intake_trace(%(batch)s) e, jsonb_each(e.before) f GROUP BY 1, 2) m"
        " WHERE NOT u.added AND u.table_name = m.table_name AND u.row_id = m.row_id",
        {"batch": batch.pk},
    )


def _refuse_later_changes(batch: ImportBatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, row_id, max(at), max(who), count(*) OVER ()"
            " FROM intake_touched_since(%s) GROUP BY 1, 2 ORDER BY 3 LIMIT %s",
            [batch.pk, SHOWN],
        )
        found = cursor.fetchall()
    if found:
        lines = [
            f"{_person_of(table, row)} ({timezone.localtime(at):%d/%m/%Y %H:%M}, {who})"
            for table, row, at, who, _count in found
        ]
        raise _in_the_way(lines, found[0][4], _("đã được sửa sau khi nhập"))


def _person_of(table: str, row_id: int) -> str:
    """Whom a traced row speaks of, in words."""
    column = "id" if table == PERSON else "person_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.name || ' ' || p.code FROM {table} t"
            f" JOIN people_person p ON p.id = t.{column} WHERE t.id = %s",
            [row_id],
        )
        found = cursor.fetchone()
    return found[0] if found else f"{table} {row_id}"


def _refuse_dependents(tables: list[Touched]) -> None:
    """Where rows hang on what the batch added, say whose they are."""
    for child, column, parent in _links_to([table.name for table in tables]):
        found = _hanging_on(parent, child, column)
        if found:
            lines = [
                _person_of(child, row) if column == "person_id" else f"{child} {row}"
                for row, _count in found
            ]
            raise _in_the_way(lines, found[0][1], _("đã có thêm dữ liệu sau khi nhập"))


def _links_to(tables: list[str]) -> list[tuple[str, str, str]]:
    """The foreign keys into tables: from where, by which column, to where."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text"
            " FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " WHERE c.contype = 'f' AND c.confrelid::regclass::text = ANY(%s)",
            [tables],
        )
        return [(child, column, parent) for child, column, parent in cursor.fetchall()]


def _hanging_on(parent: str, child: str, column: str) -> list[tuple[int, int]]:
    """Some rows that hang on what the batch added and are not its own; how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.id, count(*) OVER () FROM {child} c JOIN undo_trace t"
            f" ON t.table_name = %s AND t.added AND t.row_id = c.{column}"
            " WHERE NOT EXISTS (SELECT FROM undo_trace o WHERE o.table_name = %s"
            " AND o.row_id = c.id) LIMIT %s",
            [parent, child, SHOWN],
        )
        return [(row, count) for row, count in cursor.fetchall()]


def _in_the_way(lines: list[str], count: int, what: str) -> Refused:
    more = _("; và %s trường hợp khác") % number(count - len(lines)) if count > len(lines) else ""
    return Refused(
        _("Không hoàn tác được: có hồ sơ %s") % what,
        why="; ".join(lines) + more,
        remedy=_("Bỏ các thay đổi đó trước, hoặc sửa từng hồ sơ thay vì hoàn tác cả lần nhập."),
    )


def _restore(tables: list[Touched]) -> None:
    """The keys of the database find what still hangs on an added row; only then is it named."""
    try:
        with transaction.atomic():
            for table in tables:
                _remove_added(table)
            for table in reversed(tables):
                _change_back(table)
                _put_back(table)
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        _refuse_dependents(tables)
        raise _in_the_way(
            [str(error.__cause__ or error).splitlines()[0]], 1, _("đang được dùng ở nơi khác")
        ) from error


def _remove_added(table: Touched) -> None:
    if not table.added:
        return
    removed = execute(
        f"DELETE FROM {table.name} t USING undo_trace u"
        " WHERE u.table_name = %(t)s AND u.added AND NOT u.removed AND t.id = u.row_id",
        {"t": table.name},
    )
    _refuse_missing(table.added - removed)


def _change_back(table: Touched) -> None:
    """Changed rows get their old values."""
    if not table.changed:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
            " FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attname <> 'id'",
            [table.name],
        )
        columns = cursor.fetchone()[0]
    changed = execute(
        f"UPDATE {table.name} t SET ({columns}) ="
        f" (SELECT {columns} FROM jsonb_populate_record(t, u.before)) FROM undo_trace u"
        " WHERE u.table_name = %(t)s AND NOT u.added AND NOT u.removed"
        " AND t.id = u.row_id",
        {"t": table.name},
    )
    _refuse_missing(table.changed - changed)


def _put_back(table: Touched) -> None:
    """Removed rows come back with their ids."""
    if not table.removed:
        return
    execute(
        f"INSERT INTO {table.name} SELECT r.* FROM undo_trace u,"
        f" jsonb_populate_record(NULL::{table.name}, u.before) r"
        " WHERE u.table_name = %(t)s AND u.removed AND NOT u.added",
        {"t": table.name},
    )


def _refuse_missing(rows: int) -> None:
    """A row out of sight would be left half undone: then nothing is undone."""
    if rows:
        raise _in_the_way(
            [_("%s dòng nay ngoài phạm vi quản lý của bạn") % number(rows)],
            1,
            _("đã chuyển đi nơi khác"),
        )
