"""A class of a school with three learners who sign in, a guest, two who teach it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.classes.models import TrainingClass
from hientai.people.models import Person
from hientai.programmes.services import lecturers
from hientai.timetables.domain.plan import Planned
from hientai.timetables.models import Learner, Session
from hientai.timetables.services import add_guest, write
from hientai.upkeep.services import tie
from tests.evaluation.made import learn
from tests.journeys.city import City, founded, official, programmes_stand, user

TODAY = date(2024, 6, 1)
MONDAY, TUESDAY = date(2024, 6, 3), date(2024, 6, 4)
AFTER = date(2024, 6, 7)
GROUND = "Kế hoạch 20/KH-STC"


@dataclass(frozen=True)
class Scene:
    """The class `held`, its first three sessions, learners by the code of their person."""

    city: City
    held: TrainingClass
    first: Session
    second: Session
    third: Session
    learners: dict[str, Learner]
    guest: Learner
    users: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.users[name]


def laid_out() -> Scene:
    """Everything written by the operator of the machine."""
    with operator_scope("kiểm thử"):
        return _laid_out(founded())


def _laid_out(city: City) -> Scene:
    programmes_stand(city)
    held = TrainingClass.objects.get()
    people = dict(Person.objects.in_bulk(field_name="code"))
    teacher = official(city.health, "HN-000005", "Hoàng Thị Yến", "none", date(1980, 2, 3))
    taught_by = lecturers.add(
        actor=None, unit=city.finance, kind="permanent", since=TODAY, ground=GROUND, person=teacher
    )
    learn(held, [people[f"HN-00000{at}"] for at in (1, 2, 4)])
    guest = add_guest(
        actor=None,
        held_class=held,
        name="Phạm Thị Lan",
        organisation="UBND tỉnh Hà Nam",
        contact="",
        joined_on=MONDAY,
        ground=GROUND,
    )
    plan = [
        planned(MONDAY, 8, lecturers=(taught_by.pk,)),
        planned(MONDAY, 13),
        planned(TUESDAY, 8),
    ]
    write(actor=None, held_class=held, after=plan, kind="laid_out", ground=GROUND, on=TODAY)
    sessions = list(Session.objects.order_by("hours"))
    rows = Learner.objects.filter(person__isnull=False).select_related("person")
    return Scene(
        city,
        held,
        *sessions,
        learners={one.person.code: one for one in rows if one.person},
        guest=guest,
        users=_users(city, people, teacher),
    )


def planned(day: date, hour: int, **other: Any) -> Planned:
    """Four periods from an hour on."""
    starts = datetime.combine(day, time(hour))
    said: dict[str, Any] = {"title": "Ngân sách nhà nước", "periods": 4, **other}
    return Planned(starts=starts, ends=starts.replace(hour=hour + 3, minute=25), **said)


def _users(city: City, people: dict[str, Person], teacher: Person) -> dict[str, User]:
    """Learners by the words of their given names; who teaches the first session; the owner."""
    made = {"owner": city.owner, "viewer": city.viewer, "officer": city.officer}
    for name, role, person in (
        ("binh", "learner", people["HN-000001"]),
        ("an", "learner", people["HN-000002"]),
        ("cuc", "learner", people["HN-000003"]),
        ("dung", "learner", people["HN-000004"]),
        ("yen", "lecturer", teacher),
    ):
        made[name] = user(name, person.name, role, person.unit)
        tie(user=made[name], person=person, since=date(2022, 1, 1))
    made["nobody"] = user("khong-ai", "Lý Thị Mơ", "learner", city.finance)
    return made


def code_of(session: Session, ago: int = 0) -> str:
    """The code that is shown now, or that many half minutes ago: as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT attendance_code(secret, session_id, attendance_step(clock_timestamp()) - %s)"
            " FROM attendance_secret WHERE session_id = %s",
            [ago, session.pk],
        )
        found: str = cursor.fetchone()[0]
        if role == "hientai_app":
            cursor.execute("SET LOCAL ROLE hientai_app")
    return found


def opened_since(session: Session, minutes: int) -> None:
    """Let codes have been shown for so many minutes already."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE attendance_roll SET codes_since = codes_since - make_interval(mins => %s)"
            " WHERE session_id = %s",
            [minutes, session.pk],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
