"""Two screenings held side by side lose and invent nobody (N2, S6), decided without a database."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from hientai.screening.domain.screening import PART_ENUM, Part
from hientai.trials.domain.changes import directions, moved

PLACED = st.dictionaries(
    st.integers(1, 8), st.sampled_from([part.value for part in Part if part is not Part.OUTSIDE])
)


def side(placed: dict[int, str]) -> pl.DataFrame:
    """A screening: who is not in it stands outside the group."""
    schema = {"person_id": pl.Int64, "part": PART_ENUM}
    return pl.DataFrame({"person_id": list(placed), "part": list(placed.values())}, schema=schema)


@given(PLACED, PLACED)
def test_exactly_those_move_whose_part_differs(was: dict[int, str], now: dict[int, str]) -> None:
    outside = Part.OUTSIDE.value
    expected = {
        (person, was.get(person, outside), now.get(person, outside))
        for person in was.keys() | now.keys()
        if was.get(person, outside) != now.get(person, outside)
    }
    assert set(moved(side(was), side(now)).iter_rows()) == expected


@given(PLACED, PLACED)
def test_the_way_back_is_the_same_people_the_other_way(
    was: dict[int, str], now: dict[int, str]
) -> None:
    there, back = directions(moved(side(was), side(now))), directions(moved(side(now), side(was)))
    assert {(after, before): n for (before, after), n in there.items()} == back
