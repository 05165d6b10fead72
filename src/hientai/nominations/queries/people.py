"""Who may be meant by lines of a pasted text or a file, as far as the reader may see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from hientai.nominations.domain.pasting import Known, Register, Said
from hientai.organisations.models import UnitVersion
from hientai.people.models import FormerCode, Person

FIELDS = ("id", "code", "name", "name_folded", "birth_date", "birth_precision", "unit_id")


def register_for(said: Sequence[Said]) -> Register:
    """The people whom the lines may mean: by code (in capitals, as the register keeps it), by a
    former code, and by name."""
    codes = {one.code for one in said if one.code}
    names = {one.name_folded for one in said if one.name}
    people = Person.objects.all()
    by_code = {row.code: row for row in _known(people.filter(code__in=codes))}
    former = FormerCode.objects.filter(code__in=codes - set(by_code))
    kept = dict(former.values_list("code", "person_id"))
    now = {row.person_id: row for row in _known(people.filter(pk__in=kept.values()))}
    by_code |= {code: now[person] for code, person in kept.items() if person in now}
    by_name = defaultdict(list)
    for row in _known(people.filter(name_folded__in=names)):
        by_name[row.name_folded].append(row)
    return Register(by_code, {name: tuple(rows) for name, rows in by_name.items()})


def _known(people: "QuerySet[Person]") -> Iterable[Known]:
    rows: list[Any] = list(people.values_list(*FIELDS))
    units = dict(
        UnitVersion.objects.filter(
            unit__in={row[-1] for row in rows if row[-1]}, period__upper_inf=True
        ).values_list("unit_id", "name")
    )
    return [
        Known(row[0], row[1], row[2], row[3], row[4], row[5], units.get(row[6], "")) for row in rows
    ]
