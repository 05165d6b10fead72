"""What an act does to a scheme's figures: who left, came, moved, waits, stands still (O2, S3)."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from hientai.organisations.models import Succession, UnitEvent, UnitVersion
from hientai.people.models import Post
from hientai.reforms.models import Reform
from hientai.trials.queries.effects import Followed, effects_of, followed, readings_around

pytestmark = pytest.mark.django_db
LAST, END = date(2024, 6, 30), date(2024, 7, 1)
TARGET = "2.1.a.1"


@pytest.fixture
def ended(put, units) -> Reform:
    """One at a department, two at a district; the districts end, one of the two has a place."""
    put("S1")
    put("D1", "Q-DONGDA")
    moved = put("D2", "Q-DONGDA")
    event = UnitEvent.objects.create(kind="dissolve", on=END, ground="NQ 15")
    for version in UnitVersion.objects.filter(type="district", period__contains=END):
        Succession.objects.create(event=event, predecessor_id=version.unit_id)
        version.period = DateRange(version.period.lower, END)
        version.save()
    reform = Reform.objects.create(
        name="Giải thể",
        on=END,
        ground="NQ 15",
        steps=[],
        state="done",
        written_at=timezone.now(),
        written_by="Nội vụ",
        done_at=timezone.now(),
        ended=[units["Q-DONGDA"].pk],
    )
    old = Post.objects.get(person=moved)
    Post.objects.filter(pk=old.pk).update(period=DateRange(old.period.lower, END))
    left = old.pk
    old.pk, old.unit, old.period = None, units["STC"], DateRange(END, None)
    old.save(force_insert=True)
    reform.posts.create(left_id=left, taken=old, from_unit=units["Q-DONGDA"])
    return reform


def test_an_act_is_followed_by_who_moved_and_who_waits(ended) -> None:
    posts = Post.objects.filter(period__contains=END)
    ids = dict(posts.values_list("person__code", "person"))
    assert followed(ended) == Followed(frozenset({ids["D2"]}), frozenset({ids["D1"]}))


def test_a_target_counts_the_same_persons_and_names_each_difference(ended, ask) -> None:
    """Before - left + came = after; one moved, one waits and stands still at the last day."""
    found = effects_of(ask(LAST), ask(END), followed(ended))
    [effect] = [one for one in found.targets if one.item == TARGET]
    assert (effect.before, effect.left, effect.came, effect.after) == (3, 0, 0, 3)
    assert (effect.moved, effect.waiting) == (1, 1)
    assert [(part.members, part.last_day) for part in effect.frozen] == [(1, LAST)]
    assert effect.changed


def test_who_leaves_the_group_with_the_act_is_counted_as_left(ended, ask) -> None:
    Post.objects.filter(person__code="S1").update(period=DateRange(date(2010, 1, 1), END))
    found = effects_of(ask(LAST), ask(END), followed(ended))
    [effect] = [one for one in found.targets if one.item == TARGET]
    assert (effect.before, effect.left, effect.came, effect.after) == (3, 1, 0, 2)


def test_an_act_names_the_schemes_that_reach_its_units_and_no_other(ended, version) -> None:
    """What the day alone changes in another province is no effect of the act."""

    def slugs() -> list[str]:
        return [after.version.scheme.slug for _before, after in readings_around(ended)]

    step = {"row": 3, "what": "dissolve", "code": "Q-DONGDA", "into": []}
    ended.steps = [step]
    assert slugs() == ["hanoi-1698"]
    ended.steps = [{**step, "code": "ELSEWHERE"}]
    assert slugs() == []
