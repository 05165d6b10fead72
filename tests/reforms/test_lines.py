"""Two days side by side (O2): nobody is counted twice and nobody is lost, whatever the act."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import Plan, Step, What, events_of, plan
from hientai.reforms.domain.lines import lines

BEGUN, DAY = date(2000, 1, 1), date(2025, 7, 1)
NEW = ("N1", "N2", "N3")


@st.composite
def acts(draw: st.DrawFn) -> tuple[Plan, list[str]]:
    """A tree of one top, some districts and their communes; an act over it; each person's unit."""
    districts = [f"D{at}" for at in range(draw(st.integers(2, 5)))]
    communes = {f"{d}X{at}": d for d in districts for at in range(draw(st.integers(0, 4)))}
    parents: dict[str, str | None] = {"T": None, **dict.fromkeys(districts, "T"), **communes}
    steps = [Step(1, What.FOUND, code, (), code, "commune", "", "T") for code in NEW]
    going_on = [*NEW, "T"]
    for code in [*districts, *communes]:
        what = draw(st.sampled_from([None, *What]))
        into = draw(st.permutations(going_on))
        if what is What.MERGE:
            steps.append(Step(2, what, code, tuple(into[:1]), parent="T"))
        elif what is What.SPLIT:
            steps.append(Step(2, what, code, tuple(into[:2]), parent="T"))
        elif what is What.DISSOLVE:
            steps.append(Step(2, what, code, parent="T"))
    versions = {
        code: [Version(code, "city" if code == "T" else "commune", "", "state", above, BEGUN)]
        for code, above in parents.items()
    }
    found = plan(steps, versions, DAY)
    assert not found.wrong
    people = draw(st.lists(st.sampled_from([*parents]), max_size=40))
    return found, people


def follow(done: Plan, unit: str) -> str:
    """Where somebody's post stands after the act: along with a merger, else where it was."""
    step = done.ended.get(unit)
    return step.into[0] if step and step.what is What.MERGE else unit


def side_by_side(done: Plan, people: list[str]):
    codes = sorted({*done.before, *done.after})
    number = {code: at for at, code in enumerate(codes)}
    links = [
        (number[one], number[other])
        for event in events_of(done)
        for one, other in event.parts
        if one and other and one != other
    ]
    flows = Counter((number[unit], number[follow(done, unit)]) for unit in people)
    return lines(
        [number[code] for code in done.before],
        [number[code] for code in done.after],
        links,
        [(was, now, n) for (was, now), n in flows.items()],
        dict(enumerate(codes)),
    )


@given(acts())
def test_everybody_counts_once_on_each_day(act) -> None:
    done, people = act
    found = side_by_side(done, people)
    assert sum(line.before for line in found) == len(people)
    assert sum(line.after for line in found) == len(people)


@given(acts())
def test_who_moved_stayed_and_waits_are_all(act) -> None:
    """Moved + stayed + waiting = all; who waits stands in the line of the unit that ended."""
    done, people = act
    moved = sum(follow(done, unit) != unit for unit in people)
    waiting = sum(follow(done, unit) in done.ended for unit in people)
    stayed = sum(unit in done.after for unit in people)
    assert moved + stayed + waiting == len(people)
    found = side_by_side(done, people)
    assert sum(line.stayed for line in found) == len(people)
    assert all(line.left == line.came == 0 for line in found)
    unplaced = sum(line.after for line in found if not line.now)
    assert unplaced == sum(
        done.ended[unit].what is What.DISSOLVE for unit in people if unit in done.ended
    )


@given(acts())
def test_each_unit_of_a_day_stands_in_one_line(act) -> None:
    done, people = act
    found = side_by_side(done, people)
    assert sorted(code for line in found for code in line.past) == sorted(done.before)
    assert sorted(code for line in found for code in line.now) == sorted(done.after)


def test_who_waits_since_an_earlier_act_is_counted_on_both_days() -> None:
    found = lines([1], [1], [], [(1, 1, 3), (2, 2, 4)], {1: "STC", 2: "HUYEN"})
    assert [(line.past, line.before, line.now, line.after) for line in found] == [
        ((), 4, (), 4),
        (("STC",), 3, ("STC",), 3),
    ]
