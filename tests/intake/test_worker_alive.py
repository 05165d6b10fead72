"""Who asks learns whether the background does any work (P3)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from hientai.intake.queries.workers import worker_alive

NOW = datetime(2024, 6, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def signed(sees_all):
    """Puts a worker in the table whose last sign is so many seconds old; as the application."""

    def put(seconds: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
                [NOW - timedelta(seconds=seconds)],
            )

    return put


def test_a_worker_that_signed_a_moment_ago_is_alive(signed) -> None:
    signed(12)
    assert worker_alive(NOW)


def test_a_worker_silent_for_more_than_a_minute_is_dead(signed) -> None:
    signed(61)
    assert not worker_alive(NOW)


def test_where_no_worker_ever_began_none_is_alive(sees_all) -> None:
    assert not worker_alive(NOW)


def test_one_living_worker_is_enough_beside_a_dead_one(signed) -> None:
    signed(3600)
    signed(5)
    assert worker_alive(NOW)
