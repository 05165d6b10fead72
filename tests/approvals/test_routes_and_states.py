"""Which route holds for whom, and what an answer makes of a submission: pure decisions (N1)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.approvals.domain.routes import (
    Place,
    Step,
    Whom,
    Whose,
    chosen,
    in_force,
    matches,
    patterns_of,
    step_of,
    steps_as_data,
)
from hientai.approvals.domain.states import (
    ANSWERS,
    State,
    Verdict,
    after,
    reason_for,
    refuse_another_step,
    refuse_closed,
)
from hientai.shared.refused import Refused

DAY = date(2024, 6, 3)
STEP = {"title": "Chọn", "whose": "submitter", "unit": "", "days": 5, "permission": "x"}


@dataclass
class Row:
    """A route as the table holds it."""

    key: str
    pk: int = 1
    blocs: list[str] = field(default_factory=list)
    managed: bool | None = None
    since: date = date(2020, 1, 1)
    steps: list[dict[str, Any]] = field(default_factory=lambda: [STEP])


keys = st.text("AB.1", min_size=1, max_size=5).map(lambda text: f"x/{text}")
rows = st.builds(
    Row,
    key=st.one_of(keys, keys.map(lambda key: f"{key}*"), st.just("x/*")),
    pk=st.integers(1, 999),
    blocs=st.lists(st.sampled_from(["state", "party", "mass"]), unique=True, max_size=2),
    managed=st.sampled_from([None, True, False]),
    since=st.dates(date(2020, 1, 1), date(2025, 1, 1)),
    steps=st.sampled_from([[STEP], []]),
)


def test_the_exact_key_comes_before_the_longer_pattern_and_that_before_the_shorter() -> None:
    routes = [Row("x/*"), Row("x/A.*"), Row("x/A.1"), Row("x/A.1*")]
    assert chosen(routes, "x/A.1", "state", None).key == "x/A.1"
    assert chosen(routes, "x/A.2", "state", None).key == "x/A.*"
    assert chosen(routes, "x/D.1", "state", None).key == "x/*"
    assert chosen(routes, "y/A.1", "state", None) is None


def test_whom_it_is_for_weighs_more_than_what_it_is_for() -> None:
    """A Party cadre goes through the Party's commission, whichever quota it is."""
    plain, party = Row("x/D.2"), Row("x/*", blocs=["party"])
    managed = Row("x/*", managed=True)
    routes = [plain, party, managed]
    assert chosen(routes, "x/D.2", "state", None) is plain
    assert chosen(routes, "x/D.2", "party", None) is party
    assert chosen(routes, "x/D.2", "party", True) is managed
    assert chosen(routes, "x/D.2", "state", False) is plain


def test_who_is_not_known_to_be_managed_is_not_treated_as_one() -> None:
    routes = [Row("x/*"), Row("x/*", managed=True), Row("x/*", managed=False)]
    assert chosen(routes, "x/A", "state", None).managed is None


@given(st.lists(rows, max_size=8), keys, st.sampled_from(["state", "party"]))
def test_what_is_chosen_fits_and_nothing_that_fits_is_closer(
    routes: list[Row], key: str, bloc: str
) -> None:
    found = chosen(routes, key, bloc, None)
    fits = [
        r
        for r in routes
        if matches(r.key, key) and Whom(tuple(r.blocs), r.managed).holds(bloc, None)
    ]
    assert (found is None) == (not fits)
    if found is not None:
        assert found in fits
        closer = [r for r in fits if r.blocs and not found.blocs and r.managed == found.managed]
        assert not closer


@given(keys)
def test_every_pattern_of_a_key_matches_it(key: str) -> None:
    assert all(matches(pattern, key) for pattern in patterns_of(key))


@given(st.lists(rows, max_size=8, unique_by=lambda r: r.pk), st.dates(DAY, date(2026, 1, 1)))
def test_of_each_route_the_last_version_begun_holds_and_none_that_was_stopped(
    routes: list[Row], on: date
) -> None:
    held = in_force(routes, on)
    spoken = [(r.key, tuple(sorted(r.blocs)), r.managed) for r in held]
    assert len(spoken) == len(set(spoken))
    for one in held:
        assert one.steps and one.since <= on
        same = (one.key, sorted(one.blocs), one.managed)
        later = [
            r
            for r in routes
            if (r.key, sorted(r.blocs), r.managed) == same
            and (one.since, one.pk) < (r.since, r.pk)
            and r.since <= on
        ]
        assert not later


def test_a_route_that_is_stopped_is_no_more_from_its_day() -> None:
    routes = [Row("x/*", 1), Row("x/*", 2, since=DAY, steps=[])]
    assert in_force(routes, DAY - timedelta(days=1)) == [routes[0]]
    assert in_force(routes, DAY) == []


def test_steps_come_back_from_the_table_as_they_were() -> None:
    steps = [
        Step("Đơn vị chọn", Place(Whose.SUBMITTER), 5),
        Step("Sở Nội vụ", Place(Whose.UNIT, "SNV"), 10),
    ]
    assert [step_of(one) for one in steps_as_data(steps)] == steps


@pytest.mark.parametrize(("whose", "unit"), [(Whose.UNIT, ""), (Whose.PARENT, "SNV")])
def test_a_unit_is_named_where_one_is_meant_and_nowhere_else(whose: Whose, unit: str) -> None:
    with pytest.raises(Refused, match="chưa rõ"):
        Place(whose, unit)


@given(st.integers(1, 9), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=12))
def test_a_submission_is_approved_by_as_many_agreements_as_it_has_steps(
    steps: int, verdicts: list[Verdict]
) -> None:
    state, step, agreed = State.OPEN, 0, 0
    for verdict in verdicts:
        if state is not State.OPEN:
            with pytest.raises(Refused, match="không còn chờ"):
                refuse_closed(state)
            break
        now = after(step, steps, verdict)
        agreed += verdict is Verdict.AGREED
        assert now.step in (step, step + 1)
        state, step = now.state, now.step
        assert step < steps
    assert (state is State.APPROVED) == (agreed == steps and verdict_agreed(verdicts, steps))


def verdict_agreed(verdicts: list[Verdict], steps: int) -> bool:
    return len(verdicts) >= steps and set(verdicts[:steps]) == {Verdict.AGREED}


def test_a_step_that_was_answered_meanwhile_is_refused() -> None:
    refuse_another_step(1, 1)
    with pytest.raises(Refused, match="vừa có người trả lời"):
        refuse_another_step(0, 1)


def test_whatever_does_not_agree_says_why() -> None:
    assert reason_for(Verdict.AGREED, " ") == ""
    assert reason_for(Verdict.SENT_BACK, " thiếu\n hồ sơ ") == "thiếu hồ sơ"
    for verdict in (Verdict.SENT_BACK, Verdict.REFUSED, Verdict.WITHDRAWN):
        with pytest.raises(Refused, match="lý do"):
            reason_for(verdict, " ")
