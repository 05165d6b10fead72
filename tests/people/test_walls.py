"""What the database itself refuses and hides (P1, A1), and the verbs that say so in words."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations import services as unit_services
from hientai.people import queries, services
from hientai.people.models import Degree, Grade, Person, Post, Rating
from hientai.shared.refused import Refused

DAY = date(2024, 6, 1)
GROUND = "Quyết định 12/QĐ-SNV"


def test_the_database_refuses_a_second_main_post_on_the_same_days(people, units):
    """P1: one main post a day."""
    with (
        pytest.raises(IntegrityError, match="person_has_one_main_post_a_day"),
        transaction.atomic(),
    ):
        Post.objects.create(
            person=people["CB001"],
            unit=units["STC"],
            category="civil_servant",
            period=DateRange(DAY, None),
        )


@pytest.mark.parametrize("until", [date(2015, 1, 2), None])
def test_the_database_refuses_a_main_post_that_reaches_into_the_one_held_since(
    people, units, until
):
    """P1: one main post a day, whether the other has an end or not (held since 01/01/2015)."""
    other = {"person": people["CB001"], "unit": units["STC"], "category": "civil_servant"}
    with (
        pytest.raises(IntegrityError, match="person_has_one_main_post_a_day"),
        transaction.atomic(),
    ):
        Post.objects.create(period=DateRange(date(2010, 1, 1), until), **other)
    before = Post.objects.create(period=DateRange(date(2010, 1, 1), date(2015, 1, 1)), **other)
    with (
        pytest.raises(IntegrityError, match="person_has_one_main_post_a_day"),
        transaction.atomic(),
    ):
        Post.objects.filter(pk=before.pk).update(period=DateRange(date(2010, 1, 1), until))


def test_the_database_refuses_two_ended_main_posts_of_one_day_but_not_one_beside_it(people, units):
    """P1: of former times too; a concurrent post may stand beside the main one."""
    other = {"person": people["CB001"], "unit": units["STC"], "category": "civil_servant"}
    held = DateRange(date(2010, 1, 1), date(2012, 1, 1))
    Post.objects.create(period=held, **other)
    Post.objects.create(period=held, kind="concurrent", **other)
    Post.objects.create(period=DateRange(DAY, None), kind="concurrent", **other)
    with (
        pytest.raises(IntegrityError, match="person_has_one_main_post_a_day"),
        transaction.atomic(),
    ):
        Post.objects.create(period=DateRange(date(2011, 12, 31), date(2013, 1, 1)), **other)


@pytest.mark.parametrize("held", [None, date(2012, 1, 1)])
@pytest.mark.parametrize("until", [None, date(2012, 1, 1)])
def test_the_database_refuses_two_grades_on_one_day(people, held, until):
    """P1: one grade a day, with or without an end on either side."""
    Grade.objects.create(person=people["CB001"], period=DateRange(date(2011, 1, 1), held))
    with pytest.raises(IntegrityError, match="person_has_one_grade_a_day"), transaction.atomic():
        Grade.objects.create(person=people["CB001"], period=DateRange(date(2010, 1, 1), until))


def test_the_database_keeps_a_person_on_whom_rows_hang(people):
    """What hangs on a person goes first, or nobody goes."""
    with pytest.raises(IntegrityError, match="people_post"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person WHERE id = %s", [people["CB001"].pk])


def test_the_database_refuses_a_degree_dated_before_birth(people):
    with pytest.raises(IntegrityError, match="before birth"), transaction.atomic():
        Degree.objects.create(person=people["CB001"], level="master", awarded_on=date(1986, 3, 14))


def test_the_database_refuses_a_birth_put_after_a_degree(people):
    with pytest.raises(IntegrityError, match="before birth"), transaction.atomic():
        Person.objects.filter(pk=people["CB001"].pk).update(birth_date=date(2011, 1, 1))


def test_the_database_refuses_two_ratings_of_one_year(people):
    Rating.objects.create(person=people["CB001"], year=2023, rating="good")
    with pytest.raises(IntegrityError, match="one_rating_a_year"), transaction.atomic():
        Rating.objects.create(person=people["CB001"], year=2023, rating="fair")


def test_the_verbs_refuse_the_same_in_words(people, units):
    """L7's promise holds for data too: what, why and what to do."""
    person = people["CB001"]
    asked = {"actor": None, "person": person, "on": DAY, "ground": GROUND}
    with pytest.raises(Refused, match="đã có vị trí chính tại SNV từ 01/01/2015"):
        services.appoint(unit=units["STC"], category="civil_servant", **asked)
    with pytest.raises(Refused, match="trước ngày sinh"):
        services.record_degree(level="master", awarded_on=date(1980, 1, 1), **asked)
    services.rate(year=2023, rating="good", **asked)
    with pytest.raises(Refused, match="Năm 2023 đã có xếp loại"):
        services.rate(year=2023, rating="fair", **asked)
    with pytest.raises(Refused, match="không có trong danh mục"):
        services.discipline(form="scolded", **asked)


def test_a_transfer_leaves_no_day_without_and_none_with_two_posts(people, units):
    person = people["CB001"]
    services.transfer(
        actor=None, person=person, unit=units["STC"], on=DAY, ground=GROUND, title="division_head"
    )
    spans = [(p.unit.code, p.period.lower, p.period.upper) for p in person.posts.order_by("period")]
    assert spans == [("SNV", date(2015, 1, 1), DAY), ("STC", DAY, None)]
    person.refresh_from_db()
    assert person.unit == units["STC"]


def test_a_post_in_a_unit_that_is_no_more_is_refused(people, units):
    unit_services.dissolve_unit(actor=None, unit=units["TTLT"], on=DAY, ground=GROUND)
    with pytest.raises(Refused, match="Đơn vị TTLT không tồn tại vào ngày 01/06/2024"):
        services.transfer(
            actor=None, person=people["CB001"], unit=units["TTLT"], on=DAY, ground=GROUND
        )


def test_people_follow_a_merger_to_the_unit_that_goes_on(people, units):
    """O2: the day before they are in the one unit, from the day on in the other."""
    unit_services.merge_units(
        actor=None, units=[units["STC"]], into=units["SNV"], on=DAY, ground=GROUND
    )
    assert services.follow_successors(actor=None, on=DAY, ground=GROUND) == 2
    assert queries.people_by_unit(date(2024, 5, 31)) == {units["SNV"].pk: 2, units["STC"].pk: 2}
    assert queries.people_by_unit(DAY) == {units["SNV"].pk: 4}
    assert set(Person.objects.values_list("unit__code", flat=True)) == {"SNV"}


def test_an_officer_sees_only_the_own_subtree_whatever_the_sql_asks(people, units, as_app):
    """A1: the wall stands below the web layer."""
    as_app([units["SNV"].pk, units["TTLT"].pk])
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM people_person ORDER BY code")
        assert cursor.fetchall() == [("CB001",), ("CB002",)]
        for table in ("post", "degree", "rating", "discipline", "grade", "plannedtitle"):
            cursor.execute(
                f"SELECT count(*) FROM people_{table} WHERE person_id = %s", [people["CB003"].pk]
            )
            assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE people_person SET name = 'x' WHERE code = 'CB003'")
        assert cursor.rowcount == 0


def test_an_officer_moves_nobody_out_of_the_own_scope(people, units, as_app):
    """A1: refused in words, and nothing of it is written."""
    as_app([units["SNV"].pk])
    person = people["CB001"]
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        services.transfer(actor=None, person=person, unit=units["STC"], on=DAY, ground=GROUND)
    assert [post.period.upper for post in person.posts.all()] == [None]


def test_without_any_scope_nobody_is_seen(people, as_app):
    as_app([])
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "written",
    [
        "INSERT INTO people_post (person_id, unit_id, kind, category, period) SELECT id, unit_id,"
        " 'concurrent', 'civil_servant', daterange('1970-01-01', '1971-01-01')",
        "INSERT INTO people_discipline (person_id, form, period, decision_number) SELECT id,"
        " 'warning', daterange('1970-01-01', '1971-01-01'), ''",
        "INSERT INTO people_plannedtitle (person_id, title, period) SELECT id,"
        " 'division_head', daterange('1970-01-01', '1971-01-01')",
    ],
)
def test_the_database_refuses_what_begins_before_birth_whichever_is_written_last(people, written):
    """P1: posts, sanctions and plans, also where the birth date is what changes."""
    one = people["CB001"]
    for born, then in (("1975-01-01", None), (None, "1975-01-01")):
        with pytest.raises(IntegrityError, match="begins_after_birth"), transaction.atomic():
            Person.objects.filter(pk=one.pk).update(birth_date=born)
            with connection.cursor() as cursor:
                cursor.execute(f"{written} FROM people_person WHERE id = %s", [one.pk])
            Person.objects.filter(pk=one.pk).update(birth_date=then)


@pytest.mark.parametrize(
    ("wall", "written"),
    [
        ("post_lasts", "UPDATE people_post SET period = 'empty'"),
        ("grade_lasts", "INSERT INTO people_grade (person_id, period) SELECT id, 'empty'"),
        (
            "rating_year_possible",
            "INSERT INTO people_rating (person_id, year, rating) SELECT id, -5, 'good'",
        ),
        (
            "retires_after_birth",
            "UPDATE people_person SET birth_date = '1980-01-01',"
            " own_retirement_date = '1979-01-01'",
        ),
    ],
)
def test_the_database_refuses_periods_without_a_day_and_days_that_cannot_be(people, wall, written):
    """P1: also what no page asks for."""
    found = " FROM people_person WHERE code = 'CB001'" if "SELECT" in written else ""
    with (
        pytest.raises(IntegrityError, match=wall),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(written + found)
