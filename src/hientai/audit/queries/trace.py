"""Reads of the trace."""

from django.db import connection
from django.db.models import QuerySet

from hientai.audit.models import Event


def data_mark() -> int:
    """A number that grows with every committed change of traced data: the key of cached figures."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_data_mark()")
        return int(cursor.fetchone()[0])


def trace_of(table_name: str, row_id: int) -> QuerySet[Event]:
    """Every change of one row, newest first, as far as the reader may see."""
    return Event.objects.filter(table_name=table_name, row_id=row_id).order_by("-id")


def events_of_batch(batch: int) -> QuerySet[Event]:
    """Every row that one import batch touched, in the order it touched them."""
    return Event.objects.filter(batch=batch).order_by("id")
