"""A city with its department of home affairs, people who answer there, and a route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.approvals import services as verbs
from hientai.approvals.domain.routes import Place, Step, Whose
from hientai.approvals.models import Route, Submission
from hientai.approvals.services.effects import Effects, _known
from hientai.organisations.models import Unit
from hientai.people.models import Person, Post
from hientai.upkeep.models import OwnRecord
from tests.departments import founded

TODAY = date(2024, 6, 3)  # a Monday
SINCE = date(2020, 1, 1)
KIND = "tests.list"
HEAD = Step("Thủ trưởng đơn vị chọn", Place(Whose.SUBMITTER), 5)
HOME = Step("Sở Nội vụ tổng hợp", Place(Whose.UNIT, "SNV"), 10)
CITY = Step("UBND Thành phố quyết định", Place(Whose.AUTHORITY), 10)


@dataclass
class Office:
    """Units by code, and users by sign-in name, each with a role at a unit."""

    units: dict[str, Unit]
    users: dict[str, User] = field(default_factory=dict)

    def employ(self, name: str, role: str, unit: str) -> User:
        """A user with a role at a unit."""
        user = User.objects.create(username=name, name=NAMES.get(name, name))
        RoleAssignment.objects.create(
            user=user, role=role, unit=self.units[unit], period=DateRange(SINCE, None)
        )
        self.users[name] = user
        return user

    def as_(self, name: str, deputy: int | None = None) -> User:
        """Look through the eyes of a user, by the application's role; the user, read anew."""
        back_to_owner()
        user = User.objects.get(username=name).stand_in(deputy)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
        user.enter(TODAY)
        return user

    def submitted(self, by: str = "lan", subject: int = 1, **more: Any) -> Submission:
        """What an officer of the department of finance submits."""
        user = self.as_(by)
        given = {"key": "de-an/A.1", "title": f"Danh sách {subject}", "unit": self.units["STC"]}
        return verbs.submit(actor=user, subject=(KIND, subject), **{**given, "on": TODAY, **more})

    def said(
        self, by: str, row: Submission, verdict: str = "agreed", reason: str = "", **more: Any
    ) -> verbs.Outcome:
        """What somebody answers."""
        user = self.as_(by, more.pop("deputy", None))
        seen = Submission.objects.get(pk=row.pk)
        given = {"on": TODAY, **more}
        return verbs.answer(actor=user, submission=seen, verdict=verdict, reason=reason, **given)


NAMES = {
    "lan": "Nguyễn Thị Lan",
    "minh": "Trần Văn Minh",
    "hoa": "Lê Thị Hoa",
    "tuan": "Phạm Anh Tuấn",
    "thu": "Đỗ Minh Thu",
}


def back_to_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def put(key: str, *steps: Step, issuer: Place | None = None, **more: Any) -> Route:
    """A route of the city."""
    given = {"since": SINCE, "source": "Quyết định 1, mục V", "title": f"Trình tự {key}", **more}
    return verbs.put_route(
        actor=None,
        key=key,
        steps=steps,
        issuer=issuer or Place(Whose.SUBMITTER),
        authority="HN",
        **given,
    )


def opened() -> Office:
    """The office with its people, and two routes: by the unit alone, and up to the city."""
    office = Office(founded(SINCE))
    office.employ("lan", "unit_officer", "STC")
    office.employ("minh", "unit_officer", "STC")
    office.employ("hoa", "unit_officer", "SNV")
    office.employ("tuan", "owner", "HN")
    put("de-an/A.*", HEAD)
    put("de-an/D.*", HEAD, HOME, CITY, issuer=Place(Whose.AUTHORITY))
    return office


@pytest.fixture
def office(sees_all: None, settings: Any) -> Office:
    """The office, looked at with sight of every unit until somebody enters."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    return opened()


@pytest.fixture
def happened() -> Any:
    """What the room above was told of outcomes: (what, subject, reason)."""
    told: list[tuple[str, int, str]] = []

    def note(what: str) -> Callable[[User | None, Submission], None]:
        return lambda actor, row: told.append((what, row.subject, row.reason))

    names = ("approved", "sent_back", "refused", "withdrawn")
    verbs.follow(KIND, Effects(**{name: note(name) for name in names}))
    yield told
    _known.pop(KIND)


def deputised(holder: User, by: User, since: date = SINCE, until: date | None = None) -> Deputy:
    """Somebody who stands in for another's role."""
    back_to_owner()
    held = RoleAssignment.objects.get(user=holder)
    period = DateRange(since, until)
    return Deputy.objects.create(assignment=held, user=by, period=period, ground="Giấy ủy quyền")


def person(unit: Unit, code: str, user: User | None = None, **more: Any) -> Person:
    """Somebody of the register, who may be a user."""
    made = Person.objects.create(
        code=code, name="Vũ Thị Mai", name_folded="vu thi mai", name_key="Mai", unit=unit, **more
    )
    Post.objects.create(
        person=made, unit=unit, category="civil_servant", period=DateRange(SINCE, None)
    )
    if user is not None:
        OwnRecord.objects.create(user=user, person=made)
    return made
