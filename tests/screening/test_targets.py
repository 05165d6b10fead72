"""R2, S3, P5: progress of the scheme's targets from the register, as of two days."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import UnitVersion
from hientai.people.models import Post
from hientai.screening.queries.figures import target_figures
from hientai.screening.queries.former import former_counts
from hientai.screening.queries.listings import Behind, people_of_target, units_of_target
from tests.city import DAY, LONG_AGO, study

pytestmark = pytest.mark.django_db
FINANCE = "2.1.a.1"


def codes(asked, which: Behind, target: str = FINANCE) -> list[str]:
    return [row["code"] for row in people_of_target(asked, target, which)[:]]


def test_members_who_completed_over_members_and_both_lists_behind(put, version, ask) -> None:
    study(put("P1"), version, "A.1.1")
    put("P2")
    put("P3", "SNV", fields=["personnel"])
    asked = ask()
    figure = target_figures(asked)[FINANCE].progress
    assert (figure.done, figure.members, figure.goal_percent) == (1, 2, 20.0)
    assert (codes(asked, Behind.COUNTED), codes(asked, Behind.MISSING)) == (["P1"], ["P2"])


def test_turns_of_another_quota_do_not_count_for_the_target(put, version, ask) -> None:
    study(put("P1"), version, "A.1.5")
    assert target_figures(ask())[FINANCE].progress.done == 0


def test_two_days_differ_as_the_posts_and_the_completions_do(put, version, units, ask) -> None:
    first = put("P1", until=date(2024, 1, 1))
    Post.objects.create(
        person=first,
        unit=units["SNV"],
        category="civil_servant",
        title="division_head",
        fields=["personnel"],
        period=DateRange(date(2024, 1, 1), None),
    )
    study(first, version, "A.1.1")
    study(put("P2"), version, "A.1.1", starts_on=date(2024, 2, 5), ends_on=date(2024, 2, 9))
    early, late = ask(date(2023, 6, 1)), ask()
    before, after = (target_figures(asked)[FINANCE].progress for asked in (early, late))
    assert (before.done, before.members, before.trained_outside) == (1, 2, 0)
    assert (after.done, after.members, after.trained_outside) == (1, 1, 1)
    assert codes(late, Behind.LEFT) == ["P1"]


def test_who_left_service_is_named_in_the_list_of_those_who_left(put, version, ask) -> None:
    study(put("P1", until=date(2024, 1, 1)), version, "A.1.1")
    asked = ask()
    assert codes(asked, Behind.LEFT) == ["P1"]
    assert target_figures(asked)[FINANCE].progress.members == 0


def test_membership_unknown_stands_outside_the_figure(put, version, ask) -> None:
    study(put("P1", fields=None), version, "A.1.1")
    asked = ask()
    figure = target_figures(asked)[FINANCE].progress
    assert (figure.members, figure.unknown, figure.trained_unknown) == (0, 1, 1)
    assert codes(asked, Behind.UNKNOWN) == ["P1"]


def test_each_organ_shows_what_is_missing(put, version, ask) -> None:
    study(put("P1"), version, "A.1.1")
    put("P2")
    put("P3", "Q-DONGDA")
    rows = {row["organ_code"]: row for row in units_of_target(ask(), FINANCE)}
    assert (rows["STC"]["done"], rows["STC"]["missing"], rows["STC"]["short"]) == (1, 1, 0)
    assert (rows["Q-DONGDA"]["done"], rows["Q-DONGDA"]["short"]) == (0, 1)


def test_an_officer_sees_the_progress_of_the_own_units_only(
    put, version, units, ask, as_app
) -> None:
    study(put("P1"), version, "A.1.1")
    put("P2", "Q-DONGDA")
    as_app([units["Q-DONGDA"].pk])
    figure = target_figures(ask())[FINANCE].progress
    assert (figure.done, figure.members, figure.trained_outside, figure.turns) == (0, 1, 0, 0)


def test_the_whole_scheme_has_a_figure_for_every_target_that_can_be_counted(version, ask) -> None:
    figures = target_figures(ask(DAY))
    measured = [key for key, figure in figures.items() if figure.progress is not None]
    assert len(figures) == 18
    assert len(measured) == 16


def test_who_shared_the_quota_is_told_apart_from_who_left_the_group(
    put, version, units, ask
) -> None:
    """R2: those who were trained and left stand beside the figure; nobody else among them."""
    left = put("P1", until=date(2024, 1, 1))
    Post.objects.create(
        person=left,
        unit=units["SNV"],
        category="civil_servant",
        title="none",
        fields=["personnel"],
        period=DateRange(date(2024, 1, 1), None),
    )
    never, before_service = put("P2", title="none"), put("P3", "SNV", since=date(2023, 9, 1))
    for person in (left, never, before_service, put("P4")):
        study(person, version, "A.1.1")
    Post.objects.filter(person=before_service).update(fields=["personnel"])
    asked = ask()
    figure = target_figures(asked)[FINANCE].progress
    assert (figure.done, figure.trained_outside) == (1, 3)
    assert former_counts(asked, FINANCE) == {"left": 1, "never": 1, "unknown_then": 1}
    assert codes(asked, Behind.LEFT) == ["P1"]
    assert codes(asked, Behind.NEVER) == ["P2"]
    assert codes(asked, Behind.UNKNOWN_THEN) == ["P3"]


def test_membership_then_is_read_from_the_units_of_that_day(put, version, units, ask) -> None:
    """R2, O1: a rural commune that became a ward in 2024 was rural when its chair completed."""
    rural = UnitVersion.objects.get(unit=units["X-HAIBOI"])
    UnitVersion.objects.filter(pk=rural.pk).update(period=DateRange(LONG_AGO, date(2024, 1, 1)))
    rural.pk, rural.kind, rural.period = None, "ward", DateRange(date(2024, 1, 1), None)
    rural.save(force_insert=True)
    person = put("P1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
    study(person, version, "B.1")
    asked = ask()
    assert target_figures(asked)["2.2.1"].progress.done == 1
    assert former_counts(asked, "2.2.2") == {"left": 1, "never": 0, "unknown_then": 0}
