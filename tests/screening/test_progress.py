"""R2, P5: progress of a target in persons, as of a day."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.screening.domain import progress
from hientai.screening.domain.progress import Pace, Place
from hientai.training.domain.phases import Phase

PHASE = Phase(start=date(2022, 5, 19), end=date(2025, 12, 31))


def members(**belongs: bool | None) -> pl.DataFrame:
    """Persons p1, p2, … and whether each belongs on the day."""
    return pl.DataFrame(
        {"person_id": [int(name[1:]) for name in belongs], "member": list(belongs.values())},
        schema={"person_id": pl.Int64, "member": pl.Boolean},
    )


def turns(*completions: tuple[int, date]) -> pl.DataFrame:
    """Person-turns that count: person and day of completion."""
    return pl.DataFrame(
        {
            "person_id": [p for p, _ in completions],
            "completed_on": [d for _, d in completions],
            "turns": [1] * len(completions),
        },
        schema={"person_id": pl.Int64, "completed_on": pl.Date, "turns": pl.Int32},
    )


def test_a_member_who_completed_is_done_and_one_who_did_not_is_missing() -> None:
    people = progress.places(members(p1=True, p2=True), turns((1, date(2023, 3, 1))))
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=20)
    assert (figure.members, figure.done, figure.percent) == (2, 1, 50.0)


def test_a_person_trained_twice_counts_once_and_both_turns_are_shown_as_turns() -> None:
    people = progress.places(
        members(p1=True, p2=True), turns((1, date(2023, 3, 1)), (1, date(2024, 3, 1)))
    )
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=20)
    assert (figure.done, figure.turns) == (1, 2)
    assert people.filter(pl.col("person_id") == 1)["first_on"].item() == date(2023, 3, 1)


def test_who_was_trained_outside_stands_beside_the_figure_and_not_in_it() -> None:
    people = progress.places(
        members(p1=True, p2=False), turns((2, date(2023, 3, 1)), (9, date(2023, 3, 1)))
    )
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=20)
    assert (figure.members, figure.done, figure.trained_outside) == (1, 0, 2)


def test_membership_unknown_stands_outside_and_is_shown() -> None:
    people = progress.places(members(p1=True, p2=None), turns((2, date(2023, 3, 1))))
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=20)
    assert (figure.members, figure.done, figure.unknown, figure.trained_unknown) == (1, 0, 1, 1)


def test_a_group_without_members_has_no_percent() -> None:
    people = progress.places(members(p1=False), turns())
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=20)
    assert figure.percent is None
    assert figure.pace is Pace.NOT_MEASURED


@pytest.mark.parametrize(
    ("count", "goal", "needed"), [(409, 20, 82), (410, 20, 82), (10, 70, 7), (3, 100, 3), (1, 5, 1)]
)
def test_the_goal_in_persons_is_rounded_up(count: int, goal: float, needed: int) -> None:
    people = progress.places(members(**{f"p{i}": True for i in range(count)}), turns())
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_percent=goal)
    assert figure.goal_persons == figure.missing == needed


def test_the_phase_begins_on_the_day_the_scheme_takes_effect() -> None:
    assert PHASE.elapsed(date(2022, 5, 18)) == 0
    assert PHASE.elapsed(date(2025, 12, 31)) == 1
    assert PHASE.elapsed(date(2027, 1, 1)) == 1
    # 745 of 1,323 days have passed at the end of 1/6/2024.
    assert PHASE.elapsed(date(2024, 6, 1)) == pytest.approx(745 / 1323)


def test_where_it_should_be_by_now_is_linear_in_the_phase() -> None:
    ten = {f"p{i}": True for i in range(1, 11)}
    people = progress.places(members(**ten), turns(*((i, date(2023, 1, 1)) for i in range(1, 6))))
    figure = progress.measure(
        people,
        phase=Phase(date(2022, 1, 1), date(2023, 12, 31)),
        on=date(2022, 12, 31),
        goal_percent=100,
    )
    assert figure.expected_percent == pytest.approx(50.0)
    assert figure.gap_points == pytest.approx(0.0)
    assert figure.pace is Pace.ON_SCHEDULE


@pytest.mark.parametrize(
    ("done", "pace"), [(2, Pace.BEHIND), (8, Pace.AHEAD), (10, Pace.REACHED), (5, Pace.ON_SCHEDULE)]
)
def test_the_pace_is_told_in_one_word(done: int, pace: Pace) -> None:
    ten = {f"p{i}": True for i in range(1, 11)}
    finished = ((i, date(2022, 2, 1)) for i in range(1, done + 1))
    people = progress.places(members(**ten), turns(*finished))
    figure = progress.measure(
        people,
        phase=Phase(date(2022, 1, 1), date(2023, 12, 31)),
        on=date(2022, 12, 31),
        goal_percent=100,
    )
    assert figure.pace is pace


def test_a_number_of_heads_is_a_goal_too() -> None:
    people = progress.places(members(p1=True, p2=True, p3=True), turns((1, date(2023, 1, 1))))
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_count=2)
    assert (figure.goal_persons, figure.missing) == (2, 1)


def test_a_place_that_was_used_stays_used_when_the_person_leaves_the_group() -> None:
    people = progress.places(members(p1=True, p2=False), turns((2, date(2023, 1, 1))))
    figure = progress.measure(people, phase=PHASE, on=date(2024, 6, 1), goal_count=4)
    assert (figure.done, figure.achieved, figure.missing, figure.percent) == (0, 1, 3, 25.0)


def test_two_days_differ_as_the_group_and_the_completions_differ() -> None:
    early = progress.measure(
        progress.places(members(p1=True, p2=True, p3=True), turns((1, date(2023, 1, 1)))),
        phase=PHASE,
        on=date(2023, 6, 1),
        goal_percent=100,
    )
    late = progress.measure(
        progress.places(
            members(p1=True, p2=True, p3=False), turns((1, date(2023, 1, 1)), (2, date(2024, 1, 1)))
        ),
        phase=PHASE,
        on=date(2024, 6, 1),
        goal_percent=100,
    )
    assert (early.done, early.members) == (1, 3)
    assert (late.done, late.members) == (2, 2)


def test_each_unit_shows_its_members_its_done_and_what_is_missing() -> None:
    people = progress.places(
        members(p1=True, p2=True, p3=True, p4=None, p5=False),
        turns((1, date(2023, 1, 1)), (5, date(2023, 1, 1))),
    )
    standings = pl.DataFrame(
        {
            "person_id": [1, 2, 3, 4, 5],
            "organ_code": ["STC", "STC", "SNV", "SNV", "STC"],
            "organ_name": [
                "Sở Tài chính",
                "Sở Tài chính",
                "Sở Nội vụ",
                "Sở Nội vụ",
                "Sở Tài chính",
            ],
        }
    )
    rows = {
        row["organ_code"]: row
        for row in progress.by_unit(people, standings, 50.0).iter_rows(named=True)
    }
    assert (rows["STC"]["members"], rows["STC"]["done"], rows["STC"]["missing"]) == (2, 1, 1)
    assert rows["STC"]["short"] == 0
    assert (rows["SNV"]["members"], rows["SNV"]["done"], rows["SNV"]["unknown"]) == (1, 0, 1)
    assert rows["SNV"]["short"] == 1


def test_each_year_counts_first_completions_and_the_running_sum() -> None:
    people = progress.places(
        members(p1=True, p2=True, p3=True),
        turns((1, date(2022, 9, 1)), (1, date(2023, 9, 1)), (2, date(2023, 9, 1))),
    )
    assert progress.by_year(people).rows() == [(2022, 1, 1), (2023, 1, 2)]


DAYS = st.dates(date(2022, 5, 19), date(2025, 12, 31))


@settings(deadline=None)
@given(
    belongs=st.dictionaries(st.integers(1, 30), st.sampled_from([True, False, None])),
    completions=st.lists(st.tuples(st.integers(1, 40), DAYS)),
    on=DAYS,
    goal=st.integers(1, 100),
)
def test_progress_never_passes_100_percent_and_nobody_is_counted_twice(
    belongs: dict[int, bool | None], completions: list[tuple[int, date]], on: date, goal: int
) -> None:
    group = members(**{f"p{person}": member for person, member in belongs.items()})
    people = progress.places(group, turns(*completions))
    figure = progress.measure(people, phase=PHASE, on=on, goal_percent=goal)
    assert figure.percent is None or 0 <= figure.percent <= 100
    assert people["person_id"].n_unique() == people.height
    trained = {person for person, _ in completions}
    assert figure.done == len({p for p in trained if belongs.get(p) is True})
    assert figure.trained_unknown == len(
        {p for p in trained if p in belongs and belongs[p] is None}
    )
    assert figure.trained_outside == len({p for p in trained if belongs.get(p, False) is False})
    assert figure.turns == len(completions)
    assert set(people["place"].unique()) <= {place.value for place in Place}
