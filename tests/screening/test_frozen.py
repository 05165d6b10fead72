"""A group whose units ended stands still at its last day until an amendment carries it on: every
figure, list and reason, nobody lost by the event and nobody counted twice (O2, S2, S6)."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from hientai.organisations.models import UnitVersion
from hientai.people.models import Post
from hientai.screening.domain.freezing import each_once, resting, united
from hientai.screening.queries.events import minimum_figures
from hientai.screening.queries.figures import quota_figure, quota_figures, target_figures
from hientai.screening.queries.frozen import frozen_parts, shown_on
from hientai.screening.queries.listings import Behind, people_of_quota, people_of_target
from tests.city import study
from tests.ended import END, LAST, QUOTA, TARGET, carry_on, move

pytestmark = pytest.mark.django_db


class TestTheDayAfter:
    def test_nobody_is_lost_by_the_event_alone(self, districts, ask) -> None:
        """O2: 5 members, 2 of them trained, on the last day and on the day after."""
        before, after = (target_figures(ask(on))[TARGET].progress for on in (LAST, END))
        assert (before.members, before.done, before.goal_persons) == (5, 2, 1)
        assert (after.members, after.done, after.goal_persons) == (5, 2, 1)
        assert after.percent == before.percent == 40.0

    def test_the_part_says_since_when_and_by_which_act(self, districts, ask) -> None:
        [part] = target_figures(ask(END))[TARGET].frozen
        assert (part.last_day, part.since, part.members) == (LAST, END, 3)
        assert ("unit_type", "district") in part.footings
        assert part.grounds == ("Nghị quyết 15/NQ",)
        assert target_figures(ask(LAST))[TARGET].frozen == ()

    def test_the_funnel_keeps_everybody_once(self, districts, ask) -> None:
        """N2: the parts still sum to everybody, who stands still among them."""
        before, after = (quota_figure(ask(on), QUOTA).screening.funnel for on in (LAST, END))
        assert (before.everybody, before.members, before.trained) == (5, 5, 2)
        assert (after.everybody, after.members, after.trained) == (5, 5, 2)

    def test_every_quota_asked_at_once_says_what_one_alone_says(self, districts, ask) -> None:
        asked = ask(END)
        alone = quota_figure(asked, QUOTA).screening.funnel
        assert quota_figures(ask(END))[QUOTA].screening.funnel == alone
        assert minimum_figures(asked) == ()

    def test_who_stands_still_is_listed_at_the_unit_of_the_last_day(self, districts, ask) -> None:
        rows = people_of_quota(ask(END), QUOTA)
        found = {row["code"]: (row["unit_code"], row["frozen_on"]) for row in rows[:10]}
        assert found["D1"] == ("Q-DONGDA", LAST)
        assert found["S1"] == ("STC", None)
        members = people_of_target(ask(END), TARGET, Behind.MEMBERS)
        assert sorted(row["code"] for row in members[:10]) == ["D1", "D2", "D3", "S1", "S2"]


class TestCountedOnce:
    def test_who_now_belongs_to_the_living_part_counts_as_living(self, districts, units, ask):
        """S2: one of the three moved to a department with the same title and field."""
        move(districts["D2"], units["STC"])
        figure = target_figures(ask(END))[TARGET]
        assert figure.progress.members == 5
        assert sum(part.members for part in figure.frozen) == 2
        rows = people_of_target(ask(END), TARGET, Behind.MEMBERS)[:10]
        assert next(r["unit_code"] for r in rows if r["code"] == "D2") == "STC"

    def test_who_moved_and_belongs_no_more_stays_in_the_part(self, districts, units, ask):
        move(districts["D3"], units["SNV"], fields=["it"])
        assert target_figures(ask(END))[TARGET].progress.members == 5
        shown = shown_on(ask(END), TARGET).filter(pl.col("code") == "D3")
        assert shown["unit_code"].to_list() == ["H-DONGANH"]

    def test_what_is_completed_after_the_last_day_does_not_move_the_part(
        self, districts, version, ask
    ):
        """S3: the numerator is measured on the last day like the denominator."""
        study(districts["D3"], version, QUOTA, starts_on=END, ends_on=END + timedelta(days=4))
        on = END + timedelta(days=30)
        assert target_figures(ask(on))[TARGET].progress.done == 2

    def test_a_living_member_who_leaves_service_is_not_kept(self, districts, ask):
        Post.objects.filter(person=districts["S2"]).update(period=DateRange(date(2015, 1, 1), END))
        assert target_figures(ask(END))[TARGET].progress.members == 4


class TestWhatIsNotGone:
    def test_one_district_of_two_ending_freezes_nothing(self, put, version, end, ask):
        put("D1", "Q-DONGDA")
        end("Q-DONGDA")
        assert frozen_parts(ask(END), TARGET) == ()
        assert target_figures(ask(END))[TARGET].progress.members == 0

    def test_a_unit_that_is_classed_otherwise_takes_its_people_along(
        self, put, version, units, ask
    ):
        put("C1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
        old = UnitVersion.objects.get(unit=units["X-HAIBOI"])
        UnitVersion.objects.filter(pk=old.pk).update(period=DateRange(old.period.lower, END))
        old.pk, old.kind, old.period = None, "ward", DateRange(END, None)
        old.save(force_insert=True)
        assert frozen_parts(ask(END), "2.2.2") == ()

    def test_units_that_ended_before_the_scheme_took_effect_are_not_its_own(
        self, put, version, end, ask
    ):
        put("D1", "Q-DONGDA")
        end("Q-DONGDA", "H-DONGANH", "X-HAIBOI", on=date(2021, 1, 1))
        assert frozen_parts(ask(END), TARGET) == ()


class TestCarriedOn:
    """An amendment says from a day what becomes of the part that stands still (S6)."""

    def test_the_group_lives_again_from_the_day_and_stands_still_the_day_before(
        self, districts, units, put, ask
    ) -> None:
        put("C1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
        on = END + timedelta(days=31)
        carry_on("continues", on, title=["commune_chair"], unit_type=["commune"])
        assert target_figures(ask(on - timedelta(days=1)))[TARGET].progress.members == 5
        figure = target_figures(ask(on))[TARGET]
        assert (figure.progress.members, figure.progress.done, figure.frozen) == (3, 1, ())

    def test_who_took_over_with_a_course_behind_them_counts_as_trained(
        self, districts, units, ask
    ) -> None:
        move(districts["D1"], units["X-HAIBOI"], category="commune_cadre", title="commune_chair")
        carry_on("continues", END, title=["commune_chair"], unit_type=["commune"])
        figure = target_figures(ask(END))[TARGET].progress
        assert (figure.members, figure.done) == (3, 2)

    def test_a_part_that_ends_is_counted_no_more(self, districts, ask) -> None:
        carry_on("ends", END)
        figure = target_figures(ask(END))[TARGET]
        assert (figure.progress.members, figure.progress.done, figure.frozen) == (2, 1, ())
        assert target_figures(ask(LAST))[TARGET].progress.members == 5

    def test_a_widening_leaves_the_part_that_stands_still(self, districts, put, ask) -> None:
        put("C1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
        carry_on("widens", END, title=["commune_chair"], unit_type=["commune"])
        figure = target_figures(ask(END))[TARGET]
        assert (figure.progress.members, sum(p.members for p in figure.frozen)) == (6, 3)


def memberships() -> st.SearchStrategy[list[tuple[int, bool | None]]]:
    """Some people of twelve, each a member, no member, or in doubt."""
    return st.lists(
        st.tuples(st.integers(1, 12), st.sampled_from([True, False, None])),
        unique_by=lambda row: row[0],
    )


def frame(rows: list[tuple[int, bool | None]]) -> pl.DataFrame:
    schema = {"person_id": pl.Int64, "member": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


class TestForEveryTree:
    """Whatever ended, and wherever people went: the pure decisions about any memberships."""

    @given(people=memberships(), rests=st.sets(st.integers(1, 12)))
    def test_with_the_same_people_the_figure_after_is_the_figure_of_the_last_day(
        self, people: list[tuple[int, bool | None]], rests: set[int]
    ) -> None:
        """Some belonged only through units that end: without them they surely do not."""
        after = [(p, False if p in rests else member) for p, member in people]
        [part] = each_once(frame(after), [resting(frame(people), frame(after))])
        whole = united(frame(after), [part])
        assert dict(whole.rows()) == dict(people)
        assert set(part["person_id"]) == {p for p, m in people if p in rests and m is not False}

    @given(living=memberships(), parts=st.lists(memberships(), max_size=3))
    def test_nobody_is_counted_twice_and_nobody_sure_is_lost(
        self, living: list[tuple[int, bool | None]], parts: list[list[tuple[int, bool | None]]]
    ) -> None:
        said = [frame([row for row in part if row[1] is not False]) for part in parts]
        whole = united(frame(living), each_once(frame(living), said))
        assert whole["person_id"].is_unique().all()
        anywhere = {p for rows in (living, *parts) for p, member in rows if member}
        assert set(whole.filter(pl.col("member").fill_null(False))["person_id"]) == anywhere
