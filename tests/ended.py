"""Districts of the small city that end in the middle of the scheme, and what becomes of them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Succession, Unit, UnitEvent, UnitVersion
from hientai.people.models import Person, Post
from hientai.schemes.domain.amending import with_continuation
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.models import SchemeVersion
from hientai.schemes.services import accept, propose
from tests.city import study

END = date(2024, 7, 1)
LAST = date(2024, 6, 30)
TARGET, QUOTA = "2.1.a.1", "A.1.1"


@pytest.fixture
def end(units: dict[str, Unit]) -> Callable[..., None]:
    """Ends units on a day by an act."""

    def make(*codes: str, on: date = END) -> None:
        event = UnitEvent.objects.create(kind="dissolve", on=on, ground="Nghị quyết 15/NQ")
        for code in codes:
            Succession.objects.create(event=event, predecessor=units[code])
            last = UnitVersion.objects.get(unit=units[code], period__contains=on)
            last.period = DateRange(last.period.lower, on)
            last.save()

    return make


def move(person: Person, unit: Unit, on: date = END, **post: object) -> None:
    """The main post ends on a day and another begins."""
    old = Post.objects.get(person=person)
    Post.objects.filter(pk=old.pk).update(period=DateRange(old.period.lower, on))
    old.pk, old.unit, old.period = None, unit, DateRange(on, None)
    for name, value in post.items():
        setattr(old, name, value)
    old.save(force_insert=True)


@pytest.fixture
def districts(put, version: SchemeVersion, units: dict[str, Unit], end) -> dict[str, Person]:
    """Two at departments, three at districts, one of each trained; then the districts end."""
    made = {
        "S1": put("S1"),
        "S2": put("S2", "SNV"),
        "D1": put("D1", "Q-DONGDA"),
        "D2": put("D2", "H-DONGANH"),
        "D3": put("D3", "H-DONGANH"),
    }
    study(made["S1"], version, QUOTA)
    study(made["D1"], version, QUOTA)
    # The commune lives on, under the city.
    old = UnitVersion.objects.get(unit=units["X-HAIBOI"])
    UnitVersion.objects.filter(pk=old.pk).update(period=DateRange(old.period.lower, END))
    old.pk, old.parent, old.period = None, units["HN"], DateRange(END, None)
    old.save(force_insert=True)
    end("Q-DONGDA", "H-DONGANH")
    return made


def carry_on(kind: str, since: date, **who: list[str]) -> None:
    """An amendment says from a day what becomes of the part that stands still."""
    act = Act(number="20/QĐ-UBND", clause="Điều 1", certainty="uncertain")
    said = [{name: codes} for name, codes in who.items()]
    made = Continuation.model_validate(
        {
            "id": "CT.1",
            "clause": act.cited,
            "group": TARGET,
            "kind": kind,
            "title": "Lãnh đạo cấp xã tiếp nhận",
            "since": since,
            "when": {"all": said} if said else None,
            "act": act,
        }
    )
    proposal = propose(
        slug="hanoi-1698",
        change=lambda pack: with_continuation(pack, made),
        since=since,
        act=act,
    )
    accept(actor=None, proposal=proposal)
