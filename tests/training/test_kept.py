"""Figures are kept by the state of the data, the scope and the day, and by nothing less."""

from dataclasses import dataclass

import polars as pl
import pytest
from django.db import connection, transaction

from hientai.screening.domain.screening import Part
from hientai.screening.queries.figures import quota_figure
from hientai.training.queries.kept import ROOM, Sight, kept, peek, sight, size_of
from tests.city import study


@dataclass(frozen=True)
class Held:
    """A figure made of parts."""

    name: str
    parts: dict[str, list[pl.DataFrame]]


def settled(mark: int = 1, scope: str = "on") -> Sight:
    return Sight(mark, scope, settled=True)


def test_a_figure_is_made_once_for_one_state_of_the_data() -> None:
    made: list[int] = []
    for _time in range(3):
        kept(settled(), "figure", lambda: made.append(1))
    assert made == [1]


def test_another_state_scope_or_question_is_another_figure() -> None:
    found = [
        kept(settled(), "figure", lambda: "a"),
        kept(settled(mark=2), "figure", lambda: "b"),
        kept(settled(scope="{1}"), "figure", lambda: "c"),
        kept(settled(), "other", lambda: "d"),
    ]
    assert found == ["a", "b", "c", "d"]


def test_what_was_read_after_a_change_in_the_same_transaction_is_not_kept() -> None:
    before, after = (Sight(1, "on", settled=False) for _time in range(2))
    told = [kept(seen, "figure", lambda: 1) for seen in (before, before)]
    assert told == [1, 1]
    assert kept(after, "figure", lambda: 2) == 2
    assert kept(settled(), "figure", lambda: 3) == 3


def test_what_one_reading_made_after_a_change_is_made_once() -> None:
    made: list[int] = []
    mine = Sight(1, "on", settled=False)
    for _time in range(3):
        kept(mine, "figure", lambda: made.append(1))
    assert made == [1]
    assert peek(mine, "other") is None


def test_too_much_makes_room_by_dropping_what_was_used_longest_ago() -> None:
    rows = ROOM // 8 * 6 // 10  # of 8 bytes each: more than half of the room
    kept(settled(), "old", lambda: pl.DataFrame({"n": pl.int_range(rows, eager=True)}))
    kept(settled(), "new", lambda: pl.DataFrame({"n": pl.int_range(rows, eager=True)}))
    assert len(kept(settled(), "new", lambda: "made again")) == rows
    assert kept(settled(), "old", lambda: "made again") == "made again"


def test_a_figure_weighs_what_its_frames_and_its_many_things_take() -> None:
    frame = pl.DataFrame({"n": pl.int_range(1_000_000, eager=True)})
    assert 8_000_000 <= size_of(Held("figure", {"of": [frame]})) < 8_100_000
    assert size_of(list(range(100_000))) >= 8 * 100_000
    assert size_of({}) < 1_000


@pytest.mark.django_db
def test_a_transaction_that_wrote_is_not_settled_until_the_next_one(put, version, ask) -> None:
    person = put("P1")
    assert not sight().settled
    with connection.cursor() as cursor:  # as if the next transaction had begun
        cursor.execute("SELECT set_config('hientai.raised', '', true)")
    asked = ask()
    assert asked.seen.settled
    assert quota_figure(asked, "A.1.1").screening.funnel.eligible == 1
    with transaction.atomic():
        study(person, version, "A.1.1")
        assert quota_figure(ask(), "A.1.1").screening.funnel.of(Part.TRAINED) == 1
        assert quota_figure(asked, "A.1.1").screening.funnel.of(Part.TRAINED) == 0
