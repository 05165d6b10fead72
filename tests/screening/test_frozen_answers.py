"""Who stands still in a group is known wherever the group is: one person's answers, sister quotas,
printed tables (O2, R2, S2, S6)."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit, UnitAttribute, UnitVersion
from hientai.people.models import Person, Post
from hientai.screening.cli import person
from hientai.screening.queries.answers import Answer, answer, answers_of, person_on
from hientai.screening.queries.figures import quota_figure, quota_figures, with_sisters
from hientai.screening.queries.frozen import frozen_parts
from hientai.shared.refused import Refused
from hientai.training.queries.kept import forget_all
from hientai.training.queries.readings import Reading
from tests.ended import END, LAST, QUOTA, move

pytestmark = pytest.mark.django_db


def of_quota(asked: Reading, someone: Person) -> Answer:
    """The answer on the page of a person for the quota."""
    return next(one for one in answers_of(asked, someone.pk, someone.code) if one.quota.id == QUOTA)


@pytest.mark.parametrize("at_hand", [False, True], ids=["alone", "everybody at hand"])
class TestOnePerson:
    @pytest.fixture
    def asked(self, districts, ask, at_hand: bool) -> Callable[[], Reading]:
        """The day after, before or after somebody has asked about everybody."""

        def make() -> Reading:
            forget_all()
            read = ask(END)
            if at_hand:
                quota_figure(read, QUOTA)
            return read

        return make

    def test_the_answer_is_that_of_the_last_day_and_says_so(self, districts, asked) -> None:
        waiting = answer(asked(), person_on(asked(), "D2"), QUOTA)
        assert (waiting.part, waiting.verdict, waiting.frozen_on) == ("eligible", "passed", LAST)
        trained = answer(asked(), person_on(asked(), "D1"), QUOTA)
        assert (trained.part, trained.frozen_on) == ("trained", LAST)
        assert answer(asked(), person_on(asked(), "S1"), QUOTA).frozen_on is None

    def test_the_page_of_a_person_says_what_the_list_says(self, districts, units, asked) -> None:
        """One of the three holds another post by now and belongs no more."""
        move(districts["D3"], units["SNV"], fields=["it"])
        read = asked()
        parts = dict(quota_figure(read, QUOTA).screening.people.select("person_id", "part").rows())
        for someone in districts.values():
            assert of_quota(asked(), someone).part == parts[someone.pk]
        assert of_quota(asked(), districts["D3"]).frozen_on == LAST
        assert of_quota(asked(), districts["S2"]).frozen_on is None

    def test_who_has_left_service_is_answered_for_what_stands_still(self, districts, asked) -> None:
        Post.objects.filter(person=districts["D2"]).update(period=DateRange(None, END))
        given = answers_of(asked(), districts["D2"].pk, "D2")
        assert QUOTA in {one.quota.id for one in given}
        assert {one.frozen_on for one in given} == {LAST}

    def test_who_has_left_a_unit_that_lives_is_not_in_service(self, districts, asked) -> None:
        Post.objects.filter(person=districts["S2"]).update(period=DateRange(None, END))
        assert answers_of(asked(), districts["S2"].pk, "S2") == []
        with pytest.raises(Refused, match="S2"):
            person_on(asked(), "S2")


def test_the_command_says_the_day_an_answer_speaks_of(districts) -> None:
    asked = ["D2", "--quota", QUOTA, "--on", END.isoformat(), "--json"]
    given = json.loads(CliRunner().invoke(person, asked, catch_exceptions=False).output)
    assert (given["part"], given["frozen_on"]) == ("eligible", LAST.isoformat())


def test_the_page_of_a_quota_tells_how_many_of_the_known_people_stand_still(districts, ask) -> None:
    places = quota_figure(ask(END), QUOTA).places
    assert (places.members, places.frozen) == (5, 3)
    assert quota_figure(ask(LAST), QUOTA).places.frozen == 0


def test_who_stands_still_in_one_quota_and_lives_in_its_sister_is_one_person(
    units, put, end, ask
) -> None:
    """B.1 is for leaders of wards, B.2 for those of communes of districts that stay rural. The
    commune ends; its chair becomes the chair of a ward, its deputy waits."""
    UnitAttribute.objects.create(
        unit=units["H-DONGANH"], name="planned_urban", value="false",
        period=DateRange(date(2010, 1, 1), None),
    )  # fmt: skip
    leads = {"category": "commune_cadre", "fields": None}
    chair = put("C1", "X-HAIBOI", title="commune_chair", **leads)
    put("C2", "X-HAIBOI", title="commune_vice_chair", **leads)
    ward = Unit.objects.create(code="P-MOI")
    UnitVersion.objects.create(
        unit=ward, name="UBND phường Hải Bối", name_folded="ubnd phuong hai boi", type="commune",
        kind="ward", bloc="state", parent=units["Q-DONGDA"], period=DateRange(END, None),
    )  # fmt: skip
    end("X-HAIBOI")
    move(chair, ward)
    read = ask(END)
    assert [len(frozen_parts(read, one)) for one in ("B.1", "B.2")] == [0, 1]
    figures = quota_figures(read)
    assert [figures[one].places.members for one in ("B.1", "B.2")] == [1, 2]
    both = with_sisters(read, figures["B.2"])
    assert both is not None
    assert (both.members, both.frozen) == (2, 1)
    assert both.surplus == both.places - 2
