"""The order of a list: points first, a tie by hand with a note, else by given name (N2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.nominations.domain.ordering import Candidate, arranged, ordered
from hientai.shared.refused import Refused

people = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10_000),
        score=st.integers(0, 4),
        name_order=st.sampled_from(["an", "binh", "chi", "dung"]),
        may_go=st.booleans(),
        by_hand=st.none() | st.integers(1, 5),
    ),
    unique_by=lambda one: one.key,
    max_size=30,
)


def test_equal_points_share_a_rank_and_the_next_rank_counts_them() -> None:
    placed = ordered([Candidate(1, 2, "b"), Candidate(2, 2, "a"), Candidate(3, 1, "a")])
    assert [(one.key, one.position, one.rank, one.tied) for one in placed] == [
        (2, 1, 1, 2),
        (1, 2, 1, 2),
        (3, 3, 3, 1),
    ]


def test_a_tie_is_parted_by_hand_before_the_name() -> None:
    placed = ordered([Candidate(1, 2, "a"), Candidate(2, 2, "b", by_hand=1)])
    assert [one.key for one in placed] == [2, 1]


def test_whoever_may_not_go_stands_behind_everybody_who_may() -> None:
    placed = ordered([Candidate(1, 9, "a", may_go=False), Candidate(2, 0, "b")])
    assert [one.key for one in placed] == [2, 1]


def test_an_order_by_hand_does_not_go_across_points() -> None:
    two = [Candidate(1, 2, "a"), Candidate(2, 1, "b")]
    with pytest.raises(Refused):
        arranged(two, [2, 1])
    with pytest.raises(Refused):
        arranged(two, [3])
    with pytest.raises(Refused):
        arranged(two, [1, 1])


@given(people)
def test_everybody_has_one_place_and_points_never_stand_behind_fewer(candidates) -> None:
    placed = ordered(candidates)
    by_key = {one.key: one for one in candidates}
    assert sorted(one.key for one in placed) == sorted(by_key)
    assert [one.position for one in placed] == list(range(1, len(placed) + 1))
    merits = [(not by_key[one.key].may_go, -by_key[one.key].score) for one in placed]
    assert merits == sorted(merits)
    for one in placed:
        before = sum(m < (not by_key[one.key].may_go, -by_key[one.key].score) for m in merits)
        assert one.rank == before + 1


@given(people, st.randoms())
def test_the_order_does_not_depend_on_how_people_came_in(candidates, chance) -> None:
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert ordered(shuffled) == ordered(candidates)


@given(people.filter(bool), st.data())
def test_what_is_arranged_stands_in_that_order(candidates, data) -> None:
    merit = data.draw(st.sampled_from([(one.may_go, one.score) for one in candidates]))
    tie = [one.key for one in candidates if (one.may_go, one.score) == merit]
    wanted = data.draw(st.permutations(tie))
    places = arranged(candidates, wanted)
    placed = ordered(
        [Candidate(c.key, c.score, c.name_order, c.may_go, places.get(c.key)) for c in candidates]
    )
    assert [one.key for one in placed if one.key in places] == list(wanted)
