"""N2, L0, L7: everybody before one quota, in disjoint parts, with reasons counted beside."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.rules.engine import Certainty, Condition, Limit, Stage
from hientai.screening.domain import screening
from hientai.screening.domain.screening import Part

LIMIT = Limit(text="phải có", certainty=Certainty.RECALLED, clause="Điều 1")


def asks(column: str, *, group: bool = False) -> Condition:
    """A condition that a Boolean column answers."""
    return Condition(
        code=f"test.{column}",
        title=column,
        stage=Stage.REGISTER,
        holds=pl.col(column),
        value=pl.col(column).cast(pl.String),
        limit=LIMIT,
        needs=((column, column),),
        about_group=group,
    )


def proved(code: str) -> Condition:
    """A condition only the application can prove."""
    return Condition(
        code=code,
        title=code,
        stage=Stage.APPLICATION,
        holds=None,
        value=None,
        limit=LIMIT,
        needs=(),
    )


def people(rows: list[tuple[bool | None, bool | None, bool | None, bool | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(number, *row) for number, row in enumerate(rows, 1)],
        schema={
            "person_id": pl.Int64,
            "title": pl.Boolean,
            "unit": pl.Boolean,
            "rated": pl.Boolean,
            "serving": pl.Boolean,
        },
        orient="row",
    )


GROUP = [asks("title", group=True), asks("unit", group=True)]
OTHERS = [asks("rated"), asks("serving")]


def parts(found: screening.Screening) -> dict[int, str]:
    return dict(found.people.select("person_id", pl.col("part").cast(pl.String)).iter_rows())


def screened(rows, trained=(), others=None) -> screening.Screening:  # type: ignore[no-untyped-def]
    return screening.screen(
        GROUP,
        OTHERS if others is None else others,
        people(rows),
        pl.Series("person_id", list(trained), dtype=pl.Int64),
    )


def test_each_person_falls_in_the_part_a_reader_would_name() -> None:
    found = screened(
        [
            (True, True, True, True),  # 1 eligible
            (True, True, False, True),  # 2 failed
            (True, True, None, True),  # 3 unknown
            (True, True, False, None),  # 4 failed: a certain no goes before an unknown
            (True, None, True, True),  # 5 membership unknown
            (False, True, True, True),  # 6 outside
            (False, None, None, None),  # 7 outside: one certain no is enough
            (True, True, False, False),  # 8 already trained
            (True, None, False, True),  # 9 membership unknown before anything else
        ],
        trained=[8, 6],
    )
    assert parts(found) == {
        1: "eligible",
        2: "failed",
        3: "unknown",
        4: "failed",
        5: "membership_unknown",
        8: "trained",
        9: "membership_unknown",
    }
    funnel = found.funnel
    assert (funnel.everybody, funnel.outside, funnel.members) == (9, 2, 5)
    assert (funnel.trained, funnel.failed, funnel.unknown, funnel.eligible) == (1, 2, 1, 1)
    assert funnel.trained_outside == 1


def test_reasons_are_counted_beside_and_one_person_may_count_under_several() -> None:
    found = screened(
        [
            (True, True, False, False),
            (True, True, False, True),
            (True, True, None, True),
            (False, True, False, False),
        ]
    )
    counted = {count.condition.code: count for count in found.reasons}
    assert (counted["test.rated"].failed, counted["test.rated"].unknown) == (2, 1)
    assert (counted["test.serving"].failed, counted["test.serving"].alone) == (1, 0)
    assert counted["test.rated"].alone == 1
    assert counted["test.title"].failed == 1


def test_who_is_already_trained_is_not_counted_among_the_obstacles() -> None:
    found = screened([(True, True, False, True)], trained=[1])
    assert all(count.failed == 0 for count in found.reasons)


def test_who_only_lacks_a_proof_is_eligible_and_to_be_proved() -> None:
    found = screened([(True, True, True, True)], others=[*OTHERS, proved("commitment")])
    assert (found.funnel.eligible, found.funnel.to_be_proved) == (1, 1)
    assert found.people["verdict"].to_list() == ["to_be_proved"]


def test_the_masks_name_the_failed_conditions_by_position() -> None:
    found = screened([(True, True, False, None)])
    row = found.people.row(0, named=True)
    assert (row["failed"], row["unknown"]) == (0b0100, 0b1000)


def test_membership_is_true_false_or_null() -> None:
    frame = screening.membership(
        GROUP,
        people([(True, True, None, None), (True, None, None, None), (False, None, None, None)]),
    )
    assert frame["member"].to_list() == [True, None, False]


def test_a_quota_without_further_conditions_asks_membership_only() -> None:
    found = screened([(True, True, False, False), (None, True, True, True)], others=[])
    assert parts(found) == {1: "eligible", 2: "membership_unknown"}


def test_an_empty_register_gives_zeros() -> None:
    found = screened([])
    assert (found.funnel.everybody, found.funnel.members) == (0, 0)


ANSWER = st.sampled_from([True, False, None])


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(ANSWER, ANSWER, ANSWER, ANSWER), max_size=40),
    trained=st.sets(st.integers(1, 40)),
)
def test_the_parts_are_disjoint_and_sum_to_everybody(rows, trained) -> None:  # type: ignore[no-untyped-def]
    found = screened(rows, trained)
    assert sum(found.funnel.of(part) for part in Part) == len(rows)
    assert found.people["person_id"].n_unique() == found.people.height
    for number, (title, unit, rated, serving) in enumerate(rows, 1):
        part = parts(found).get(number, "outside")
        if title is False or unit is False:
            assert part == "outside"
        elif title is None or unit is None:
            assert part == "membership_unknown"
        elif number in trained:
            assert part == "trained"
        elif rated is False or serving is False:
            assert part == "failed"
        elif rated is None or serving is None:
            assert part == "unknown"
        else:
            assert part == "eligible"


OUTCOME = {True: "passed", False: "failed", None: "unknown"}


@settings(deadline=None)
@given(row=st.tuples(ANSWER, ANSWER, ANSWER, ANSWER), trained=st.booleans())
def test_one_person_is_placed_as_everybody_is(row, trained) -> None:  # type: ignore[no-untyped-def]
    found = screened([row], [1] if trained else [])
    outcomes = [OUTCOME[answer] for answer in row]
    part, verdict = screening.placed(outcomes[:2], outcomes[2:], trained)
    assert part.value == parts(found).get(1, "outside")
    if part is not Part.OUTSIDE:
        assert verdict == found.people["verdict"][0]
