"""Panels that have something to say of few people are asked together who those are."""

from hientai.people.models import Degree, Rating
from hientai.webkit.panels import Panel, with_something


def a_panel(slug, **named):
    return Panel(slug, slug, "person", "people:view", lambda request, person: slug, 10, **named)


def test_a_panel_without_rows_of_the_person_is_not_asked(people, django_assert_num_queries):
    always = a_panel("luon")
    degrees = a_panel("bang", rows_of=(Degree,))
    year = {"rows_by": lambda who: {"person_id": who.pk, "year": 2008}}
    of_2008 = a_panel("nam-2008", rows_of=(Rating,), **year)
    person, other = people["CB001"], people["CB002"]
    Degree.objects.filter(person__in=[person, other]).delete()
    Degree.objects.create(person=person, level="master")
    Rating.objects.create(person=other, year=2007, rating="good")
    with django_assert_num_queries(1):
        assert with_something([always, degrees, of_2008], person) == [always, degrees]
    assert with_something([always, degrees, of_2008], other) == [always]


def test_where_no_panel_names_a_table_nothing_is_asked(people, django_assert_num_queries):
    always = a_panel("luon")
    with django_assert_num_queries(0):
        assert with_something([always], people["CB001"]) == [always]
