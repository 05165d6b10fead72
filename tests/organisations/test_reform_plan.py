"""Many units changed as one act (O2), judged as a whole: pure decisions, no database."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import Plan, Step, What, events_of, plan

FOUNDED, DAY = date(2010, 1, 1), date(2025, 7, 1)
TREE = {
    "HN": ("city", None),
    "SKHDT": ("department", "HN"),
    "STC": ("department", "HN"),
    "TT": ("service_unit", "SKHDT"),
    "Q": ("district", "HN"),
    "X1": ("commune", "Q"),
    "X2": ("commune", "Q"),
    "MN": ("service_unit", "Q"),
}


def version(unit_type: str = "commune", parent: str | None = None, **more) -> Version:
    return Version(f"tên {parent}", unit_type, "none", "state", parent, FOUNDED, **more)


def register(**more: list[Version]) -> dict[str, list[Version]]:
    return {code: [version(*what)] for code, what in TREE.items()} | more


def judged(*steps: Step, units: dict[str, list[Version]] | None = None) -> Plan:
    numbered = [replace(step, row=at) for at, step in enumerate(steps, start=2)]
    return plan(numbered, units or register(), DAY)


def step(what: What, code: str, *into: str, **more: str) -> Step:
    return Step(0, what, code, into, **more)


def wards(*codes: str) -> list[Step]:
    return [
        step(What.FOUND, code, name=f"UBND phường {code}", unit_type="commune", parent="HN")
        for code in codes
    ]


def whys(plan: Plan) -> str:
    return "; ".join(str(one) for one in plan.wrong)


def test_departments_merge_and_what_stands_under_one_follows_it():
    """O2: Sở Kế hoạch và Đầu tư goes on in Sở Tài chính, its centre with it."""
    done = judged(step(What.MERGE, "SKHDT", "STC"), step(What.RENAME, "STC", name="Sở Tài chính"))
    assert not done.wrong
    assert set(done.ended) == {"SKHDT"}
    assert done.opened["TT"].parent == "STC" and done.opened["TT"].since == DAY
    assert done.after["STC"].name == "Sở Tài chính"
    assert done.followed == {"TT"}


def test_a_district_ends_and_its_communes_merge_into_one_founded_in_the_same_act_in_any_order():
    """O2: the order of the lines does not matter."""
    steps = [
        step(What.DISSOLVE, "Q", parent="HN"),
        step(What.MERGE, "X1", "P1"),
        step(What.MERGE, "X2", "P1"),
        step(What.MOVE, "MN", parent="P1"),
        *wards("P1"),
    ]
    one, other = judged(*steps), judged(*reversed(steps))
    assert not one.wrong and not other.wrong
    assert one.after == other.after
    assert set(one.after) == {"HN", "SKHDT", "STC", "TT", "P1", "MN"}
    assert one.after["MN"].parent == "P1"


def test_sub_units_of_a_dissolved_unit_go_where_its_line_says():
    done = judged(step(What.DISSOLVE, "Q", parent="HN"))
    assert not done.wrong
    assert {done.after[code].parent for code in ("X1", "X2", "MN")} == {"HN"}


def test_a_unit_does_not_end_while_it_is_unknown_where_its_sub_units_go():
    """O2: nobody is left behind."""
    done = judged(step(What.DISSOLVE, "Q"))
    assert "còn 3 đơn vị trực thuộc chưa biết về đâu: MN, X1, X2" in whys(done)
    assert (done.wrong[0].row, done.wrong[0].column) == (2, "Mã đơn vị")


def test_a_unit_to_be_founded_later_under_one_that_ends_is_left_behind_too():
    units = register(MOI=[replace(version("service_unit", "TT"), since=date(2026, 1, 1))])
    done = judged(step(What.DISSOLVE, "TT"), units=units)
    assert "còn 1 đơn vị trực thuộc chưa biết về đâu: MOI" in whys(done)


def test_a_sub_unit_may_take_the_place_of_the_unit_it_stood_under():
    done = judged(step(What.MERGE, "Q", "X1"))
    assert not done.wrong
    assert done.after["X1"].parent == "HN"
    assert done.after["X2"].parent == "X1"


def test_a_split_names_two_parts_and_where_sub_units_go():
    parts = [step(What.FOUND, c, name=c, unit_type="department", parent="HN") for c in ("A", "B")]
    assert "ít nhất hai" in whys(judged(step(What.SPLIT, "SKHDT", "A"), *parts))
    assert "trực thuộc" in whys(judged(step(What.SPLIT, "SKHDT", "A", "B"), *parts))
    done = judged(step(What.SPLIT, "SKHDT", "A", "B", parent="B"), *parts)
    assert not done.wrong
    assert done.after["TT"].parent == "B"


def test_wrong_cells_are_told_all_at_once_with_row_and_column():
    done = judged(
        step(What.MERGE, "X1", "X2"),
        step(What.MERGE, "X2", "KHONG-CO"),
        step(What.RENAME, "LA", name="Lạ"),
        step(What.FOUND, "STC", name="Sở", unit_type="department", parent="HN"),
        step(What.MOVE, "MN", parent="X1"),
        step(What.MOVE, "TT", parent="STC"),
        step(What.DISSOLVE, "TT"),
    )
    assert [(one.row, one.column) for one in done.wrong] == [
        (2, "Mã đơn vị tiếp nhận"),
        (3, "Mã đơn vị tiếp nhận"),
        (4, "Mã đơn vị"),
        (5, "Mã đơn vị"),
        (6, "Mã đơn vị cấp trên"),
        (8, "Mã đơn vị"),
    ]


def test_units_may_not_come_to_stand_under_themselves():
    assert "nằm dưới chính nó" in whys(judged(step(What.MOVE, "Q", parent="X1")))
    both = (step(What.MOVE, "X1", parent="X2"), step(What.MOVE, "X2", parent="X1"))
    assert "nằm dưới chính nó" in whys(judged(*both))


def test_a_unit_with_a_later_change_is_refused_with_its_day():
    later = replace(version("department", "HN"), since=date(2026, 1, 1))
    units = register(STC=[version("department", "HN", until=date(2026, 1, 1)), later])
    done = judged(step(What.RENAME, "STC", name="Khác"), units=units)
    assert "đã có thay đổi ghi vào ngày 01/01/2026" in whys(done)


def test_each_ending_leaves_its_succession():
    """O2: successors are recorded, or that there is none."""
    done = judged(
        step(What.DISSOLVE, "Q", parent="HN"),
        step(What.MERGE, "X1", "P1"),
        step(What.MERGE, "X2", "P1"),
        *wards("P1"),
    )
    said = {(event.what, event.parts) for event in events_of(done)}
    assert said == {
        (What.DISSOLVE, (("Q", None),)),
        (What.MERGE, (("X1", "P1"), ("X2", "P1"))),
        (What.FOUND, ((None, "P1"),)),
    }


CODES = [f"U{n}" for n in range(12)]


@st.composite
def registers(draw) -> dict[str, list[Version]]:
    units = {"U0": [version("city")]}
    for at, code in enumerate(CODES[1:], start=1):
        parent = CODES[draw(st.integers(0, at - 1))]
        units[code] = [version(draw(st.sampled_from(["district", "commune"])), parent)]
    return units


@st.composite
def acts(draw) -> list[Step]:
    known, new = st.sampled_from(CODES), st.sampled_from(["N1", "N2", "N3"])
    places = st.one_of(known, new)
    maybe = st.one_of(st.just(""), places)
    one = st.one_of(
        st.builds(
            lambda c, p: step(What.FOUND, c, name=c, unit_type="commune", parent=p), new, maybe
        ),
        st.builds(lambda c: step(What.RENAME, c, name=f"mới {c}"), known),
        st.builds(lambda c, p: step(What.MOVE, c, parent=p), known, places),
        st.builds(lambda c, s, p: step(What.MERGE, c, s, parent=p), known, places, maybe),
        st.builds(
            lambda c, s, p: step(What.SPLIT, c, *s, parent=p),
            known,
            st.lists(places, min_size=2, max_size=3),
            maybe,
        ),
        st.builds(lambda c, p: step(What.DISSOLVE, c, parent=p), known, maybe),
    )
    return draw(st.lists(one, min_size=1, max_size=8))


@settings(max_examples=400, deadline=None)
@given(units=registers(), steps=acts())
def test_an_act_without_a_wrong_cell_leaves_one_whole_tree_and_loses_nothing(units, steps):
    """O2: history stays; the day before is untouched, the day itself has no orphan."""
    before = {code: held[0] for code, held in units.items()}
    done = judged(*steps, units=units)
    assert done.before == before
    if done.wrong:
        return
    after = done.after
    ended = {s.code for s in steps if s.what in (What.MERGE, What.SPLIT, What.DISSOLVE)}
    founded = {s.code for s in steps if s.what is What.FOUND}
    assert set(after) == (set(before) - ended) | founded
    for code in after:
        above, climbed = after[code].parent, 0
        while above is not None:
            assert above in after
            above, climbed = after[above].parent, climbed + 1
            assert climbed <= len(after)
    told = [part for event in events_of(done) for part in event.parts]
    for code in ended:
        heirs = [heir for past, heir in told if past == code]
        assert heirs
        assert all(heir is None or heir in after for heir in heirs)
    kept = set(before) & set(after)
    moved = {c for c in kept if after[c].parent != before[c].parent}
    stated = {s.code for s in steps if s.what is What.MOVE}
    assert all(c in stated or before[c].parent in ended for c in moved)
    assert all(v.since == DAY for c, v in after.items() if v != before.get(c))
    assert DAY - timedelta(days=1) > FOUNDED
