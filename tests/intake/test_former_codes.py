"""A file that names a person by a code from before a merger means that person (P3, P6)."""

from hientai.intake.services import commit, preview
from hientai.people.models import Person
from hientai.people.queries import merging as queries
from hientai.people.services import merging
from tests.intake.conftest import ON, person


def taken(path):
    batch = preview(actor=None, path=path, unit="HN", on=ON)
    return commit(actor=None, batch=batch)


def test_a_file_under_the_former_code_changes_the_person_and_makes_nobody(units, book):
    taken(book([person("a1"), person("a2")]))
    kept, merged = Person.objects.order_by("code")
    choices = {one.id: "kept" for one in queries.conflicts_of(kept, merged)}
    merging.merge(actor=None, kept=kept, merged=merged, choices=choices, ground="Biên bản 05")
    taken(book([person(merged.code, **{"Họ và tên": "Trần Thị Mới"})]))
    found = Person.objects.get()
    assert (found.code, found.name) == (kept.code, "Trần Thị Mới")
