"""Pure: places divided by the largest remainder, returned ones offered again in order."""

from hypothesis import given
from hypothesis import strategies as st

from hientai.places.domain.dividing import Wanting, again, shares

CODES = st.sampled_from([f"U{n:02}" for n in range(12)])
WEIGHTS = st.dictionaries(CODES, st.integers(0, 500), max_size=12)
CAPS = st.dictionaries(CODES, st.integers(0, 60))
TOTALS = st.integers(0, 400)
UNITS = st.lists(
    st.builds(Wanting, CODES, st.integers(0, 30), st.integers(0, 30)),
    unique_by=lambda one: one.code,
    max_size=12,
)


def test_three_departments_share_ten_places_by_their_people() -> None:
    """Hand-reckoned: 10 × 41/85 = 4,82; 10 × 30/85 = 3,53; 10 × 14/85 = 1,65."""
    assert shares(10, {"STC": 41, "SNV": 30, "SYT": 14}) == {"STC": 5, "SNV": 3, "SYT": 2}


def test_what_a_cap_cuts_off_goes_to_the_others() -> None:
    assert shares(10, {"STC": 80, "SNV": 10, "SYT": 10}, {"STC": 4}) == {
        "STC": 4,
        "SNV": 3,
        "SYT": 3,
    }


@given(TOTALS, WEIGHTS, CAPS)
def test_parts_add_up_to_the_places_or_to_what_can_be_taken(total, weights, caps) -> None:
    given_out = shares(total, weights, caps)
    room = sum(caps.get(code, total) for code, weight in weights.items() if weight)
    assert sum(given_out.values()) == min(total, room)
    assert all(n >= 0 for n in given_out.values())
    assert all(n <= caps[code] for code, n in given_out.items() if code in caps)
    assert all(weights[code] for code, n in given_out.items() if n)


@given(TOTALS, WEIGHTS)
def test_without_caps_nobody_is_further_than_one_place_from_the_exact_part(total, weights) -> None:
    whole = sum(weights.values())
    for code, n in shares(total, weights).items():
        if whole:
            assert n * whole - whole < total * weights[code] < n * whole + whole


@given(TOTALS, WEIGHTS, CAPS, st.one_of(st.none(), st.integers(0, 60)))
def test_a_heavier_unit_gets_no_less(total, weights, caps, one_cap) -> None:
    """Among units of the same cap."""
    all_caps = caps if one_cap is None else dict.fromkeys(weights, one_cap)
    given_out = shares(total, weights, all_caps)
    for one, weight in weights.items():
        for other, lighter in weights.items():
            if weight > lighter and all_caps.get(one) == all_caps.get(other):
                assert given_out[one] >= given_out[other]


@given(st.integers(0, 200), UNITS)
def test_returned_places_go_to_the_largest_unmet_need(places, units) -> None:
    answers = {one.code: one for one in again(places, units)}
    asking = {one.code: one for one in units if one.wanted > one.has}
    assert set(answers) == set(asking)
    assert sum(a.places for a in answers.values()) == min(
        places, sum(one.unmet for one in asking.values())
    )
    lacking = {code: one.unmet - answers[code].places for code, one in asking.items()}
    assert all(left >= 0 for left in lacking.values())
    for code, one in answers.items():
        if one.places:  # who got one did not lack less than anybody lacks in the end
            assert lacking[code] + 1 >= max(lacking.values())


@given(st.integers(0, 100), UNITS)
def test_one_place_more_takes_nothing_away(places, units) -> None:
    fewer = {one.code: one.places for one in again(places, units)}
    more = {one.code: one.places for one in again(places + 1, units)}
    assert all(more[code] >= n for code, n in fewer.items())


def test_equal_needs_go_to_who_has_fewest_then_by_code_and_each_is_told_why() -> None:
    units = [Wanting("SYT", 5, 2), Wanting("SNV", 4, 1), Wanting("STC", 9, 6), Wanting("SCT", 3, 3)]
    answers = again(4, units)
    assert [(a.code, a.places) for a in answers] == [("SNV", 2), ("SYT", 1), ("STC", 1)]
    assert "được 2, 4 chỗ trả lại chia lần lượt thì hết" in answers[0].why
    assert again(0, units)[0].why.endswith("0 chỗ trả lại đã hết trước khi đến lượt")
