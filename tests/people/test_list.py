"""The list of people as of a day: search without accents, filters, order by given name."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person, Post
from hientai.people.queries import PeopleFilter, PeoplePages, listed, people_on, register
from tests.people.conftest import put

DAY = date(2024, 6, 1)


def codes(on: date = DAY, **asked: object) -> list[str]:
    _total, found = people_on(on, PeopleFilter(**asked))
    return [row.code for row in listed(found, on)]


def test_people_come_in_the_order_of_given_names(people):
    """P1: An, Ánh, Bình, Dũng, as Vietnamese lists do."""
    assert codes() == ["CB004", "CB001", "CB003", "CB002"]


def test_every_anh_comes_before_every_ánh(people, units):
    """The tone of the given name counts before the other names, in the database's order too."""
    for code, name in (
        ("CB101", "Phạm Thu Anh"),
        ("CB102", "Bùi Hải Anh"),
        ("CB103", "Lê Hải Ánh"),
    ):
        put(code, name, "female", None, units["STC"])
    put("CB104", "Vũ Hải Ân", "male", None, units["STC"])
    found = ["CB004", "CB102", "CB101", "CB103", "CB001", "CB104"]
    assert codes()[:6] == found


def test_a_name_is_found_without_accents_and_word_by_word(people):
    assert codes(search="dang dung") == ["CB002"]
    assert codes(search="ĐẶNG") == ["CB002"]
    assert codes(search="anh nguyen") == ["CB001"]


def test_a_word_is_found_at_its_beginning_and_not_inside_another(people):
    """ "an" finds An and Ánh, not Trần, Hoàng or Đặng."""
    assert codes(search="an") == ["CB004", "CB001"]


def test_several_words_are_whole_then_the_last_a_beginning_then_each(people, units):
    """P3: "ha an" is Hà An; only where nobody is called so is a word read as a beginning."""
    put("CB301", "Đỗ Hà An", "female", None, units["STC"])
    put("CB302", "Đỗ Hải Anh", "female", None, units["STC"])
    assert codes(search="ha an") == ["CB301"]
    assert codes(search="do ha") == ["CB301"]
    assert codes(search="do hai a") == ["CB302"]
    assert codes(search="do h an") == ["CB301", "CB302"]


def test_a_code_is_found_by_its_beginning(people):
    assert codes(search="cb003") == ["CB003"]
    assert len(codes(search="CB00")) == 4


def test_filters_narrow_together(people, units):
    assert codes(unit_id=units["HN"].pk, sex="female") == ["CB001"]
    assert codes(unit_id=units["STC"].pk) == ["CB004", "CB003"]
    assert codes(category="public_employee") == []
    assert codes(field="personnel", title="none", degree_level="doctor") == ["CB003"]


def test_the_degree_filter_asks_for_the_highest_held_on_the_day(people):
    Degree.objects.create(person=people["CB002"], level="master", awarded_on=date(2024, 6, 2))
    assert codes(degree_level="master") == ["CB001"]
    assert codes(on=date(2024, 6, 2), degree_level="master") == ["CB001", "CB002"]
    assert codes(on=date(2024, 6, 2), degree_level="university") == ["CB004"]


def test_who_left_before_the_day_is_not_on_its_list(people):
    Post.objects.filter(person=people["CB003"]).update(period=DateRange(date(2015, 1, 1), DAY))
    assert "CB003" not in codes()
    assert "CB003" in codes(on=date(2024, 5, 31))


def test_a_far_part_of_the_list_is_the_same_as_by_walking_there(people, monkeypatch):
    monkeypatch.setattr(register, "KEPT", 1)
    for asked in (PeopleFilter(), PeopleFilter(search="CB0")):
        pages = PeoplePages(DAY, asked)
        assert [person.code for person in pages[1:3]] == ["CB001", "CB003"]
        assert len(pages) == 4


def test_the_whole_list_is_what_its_pages_are(people, monkeypatch):
    """R6: the workbook holds everybody, in order, however many are read at once."""
    monkeypatch.setattr(register, "PORTION", 3)
    pages = PeoplePages(DAY, PeopleFilter())
    assert list(pages) == pages[:9]
    assert [one.code for one in pages] == codes()


def test_a_change_of_the_register_is_seen_at_once(people, units):
    """The order is kept only as long as the mark of the data stands."""
    assert len(PeoplePages(DAY, PeopleFilter())) == 4
    put("CB005", "Lê Thị Yến", "female", date(1990, 1, 1), units["STC"])
    assert [p.code for p in PeoplePages(DAY, PeopleFilter())[:9]][-1] == "CB005"


def test_a_page_is_dressed_in_one_query(people, django_assert_num_queries):
    _total, everybody = people_on(DAY, PeopleFilter())
    with django_assert_num_queries(1):
        rows = listed(everybody, DAY)
    assert [(r.unit_name, r.degree_level) for r in rows][:2] == [
        ("Sở Tài chính", "university"),
        ("Sở Nội vụ", "master"),
    ]


def test_a_name_that_is_out_of_sight_is_not_found(people, units, as_app):
    """A1: the search looks past the walls for its speed and gives away no more than they do."""
    put("CB201", "Đỗ Thị Bình", "female", None, units["STC"])
    elsewhere = [unit for unit in units.values() if unit != units["STC"]]
    as_app([units["STC"].pk])
    assert codes(search="do thi binh") == ["CB201"]
    as_app([unit.pk for unit in elsewhere])
    assert codes(search="do thi binh") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_named(ARRAY['do'])")
        assert cursor.fetchone() == (0,)


def test_marks_of_a_query_language_in_a_name_are_only_letters(people, units):
    put("CB202", "K'Sơn Y-Bhiăng", "male", None, units["STC"])
    assert codes(search="k'son") == ["CB202"]
    assert codes(search="y-bhi") == ["CB202"]
    assert codes(search="& ' | !") == []


DAY_MOVED = date(2024, 1, 1)


def move(person: Person, unit: Unit, on: date) -> None:
    Post.objects.filter(person=person).update(period=DateRange(date(2015, 1, 1), on))
    Post.objects.create(
        person=person,
        unit=unit,
        category="civil_servant",
        title="head",
        fields=["finance"],
        period=DateRange(on, None),
    )
    person.unit = unit
    person.save()


def test_the_list_gives_away_no_more_than_the_walls(people, units, as_app):
    """A1: with people who moved, and degrees of before and after, for each reader, day, filter."""
    moved, stayed = people["CB003"], people["CB004"]
    move(moved, units["SNV"], DAY_MOVED)
    Degree.objects.create(person=moved, level="master", awarded_on=date(2009, 1, 1))
    Degree.objects.filter(person=moved, level="doctor").update(awarded_on=date(2024, 3, 1))
    Degree.objects.create(person=stayed, level="master", awarded_on=None)
    days = (date(2023, 12, 31), DAY_MOVED, DAY)
    filters = [{}, {"degree_level": "master"}, {"degree_level": "doctor"}, {"title": "none"}]
    filters += [{"search": "binh"}, {"search": "CB003"}, {"unit_id": units["STC"].pk}]
    told = {}
    for reader in (["SNV"], ["STC"], ["SNV", "STC"]):
        as_app([units[code].pk for code in reader])
        for on in days:
            for asked in filters:
                listed_now = codes(on=on, **asked)
                assert listed_now == through_walls(on, **asked), (reader, on, asked)
                told[reader[0], len(reader), on, *asked.items()] = listed_now
    assert told["STC", 1, days[0], ("degree_level", "master")] == ["CB004", "CB003"]
    assert told["STC", 1, days[0], ("degree_level", "doctor")] == []
    assert told["STC", 1, DAY] == ["CB004"]


def test_what_moved_between_two_days_is_what_the_walls_show(people, units, as_app):
    """A1, O3: of who left, the post in the own units; of who came, also the one before."""
    move(people["CB003"], units["SNV"], DAY_MOVED)
    snv, stc = units["SNV"].pk, units["STC"].pk
    expected = {
        "SNV": {(snv, snv): 2, (stc, snv): 1},
        "STC": {(stc, stc): 1, (stc, None): 1},
        "both": {(snv, snv): 2, (stc, snv): 1, (stc, stc): 1},
    }
    for reader, own in (("SNV", [snv]), ("STC", [stc]), ("both", [snv, stc])):
        as_app(own)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM people_between(%s, %s)", [date(2023, 12, 31), DAY])
            assert {(was, now): n for was, now, n in cursor.fetchall()} == expected[reader]
            cursor.execute(
                """SELECT a.unit_id, b.unit_id, count(*)
                FROM (SELECT * FROM people_post WHERE period @> date '2023-12-31') a
                FULL JOIN (SELECT * FROM people_post WHERE period @> %s::date) b USING (person_id)
                GROUP BY 1, 2""",
                [DAY],
            )
            assert {(was, now): n for was, now, n in cursor.fetchall()} == expected[reader]


def through_walls(on: date, **asked: object) -> list[str]:
    """The same list asked of the tables themselves, row by row behind the walls between units."""
    search = str(asked.get("search", ""))
    wanted = Person.objects.filter(name_folded__contains=search) if search else Person.objects
    if search.startswith("CB"):
        wanted = Person.objects.filter(code=search)
    found = []
    for person in wanted.order_by("name_key", "pk"):
        posts = Post.objects.filter(person=person, kind="main", period__contains=on)
        if "title" in asked:
            posts = posts.filter(title=asked["title"])
        if "unit_id" in asked:
            posts = posts.filter(unit=asked["unit_id"])
        held = [d.level for d in person.degrees.all() if (d.awarded_on or date.min) <= on]
        highest = max(held, key=("university", "master", "doctor").index, default=None)
        if posts.exists() and asked.get("degree_level") in (None, highest):
            found.append(person.code)
    return found


def test_what_comes_after_the_list_is_planned_as_ever(people, units, as_app):
    """The list alone is planned by its own word; what comes after it is not."""
    as_app([units["STC"].pk])
    assert len(PeoplePages(DAY, PeopleFilter(title="head"))) == 0
    with connection.cursor() as cursor:
        for kind in ("hashjoin", "mergejoin", "nestloop", "seqscan"):
            cursor.execute(f"SHOW enable_{kind}")
            assert cursor.fetchone() == ("on",)
