"""A2: sealing goes on beside those who write; nothing is lost by it and no alarm is false.

Each example lets three connections write to a traced table, wait, and commit or give up in any
order, with sealings in between, as the worker does them.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hientai.audit import queries, services
from hientai.audit.models import Event, Segment

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 3
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "read", "commit", "give up", "seal"]),
        st.integers(0, WRITERS - 1),
    ),
    max_size=14,
)
numbers: Iterator[int] = iter(range(1, 10**6))


def act(writer: psycopg.Connection, step: str) -> None:
    if step == "write":
        writer.execute(
            "INSERT INTO organisations_unit (code) VALUES (%s), (%s)",
            [f"U{next(numbers)}", f"U{next(numbers)}"],
        )
    elif step == "read":
        writer.execute(
            "INSERT INTO audit_recordread (at, transaction, actor_label, person_id, purpose)"
            " VALUES (now(), 0, 'Lê Thị Lan', 7, '')"
        )
    elif step == "commit":
        writer.commit()
    else:
        writer.rollback()


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_late_writers_are_sealed_later_and_raise_no_alarm(
    db: None, steps: list[tuple[str, int]]
) -> None:
    with ExitStack() as stack:
        parameters = connection.get_connection_params()
        named = ("dbname", "user", "password", "host", "port")
        own = {name: parameters[name] for name in named if name in parameters}
        writers = [stack.enter_context(psycopg.connect(**own)) for _ in range(WRITERS)]
        for step, who in steps:
            if step == "seal":
                services.seal()
                assert queries.verified().whole
            else:
                act(writers[who], step)
        for writer in writers:
            writer.commit()
    services.seal()
    found = queries.verified()
    assert (found.whole, list(found.tails)) == (True, [])
    assert sum(Segment.objects.filter(book="event").values_list("count", flat=True)) == (
        Event.objects.count()
    )
