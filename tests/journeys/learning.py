"""A class whose thirty learners a registered decision sent: who keeps, teaches and attends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from hientai.accounts.models import User
from hientai.attendance.services import Entry, close, put, show_codes
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.documents import services as documents
from hientai.evaluation.models import Form
from hientai.nominations import services as nominations
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.domain.contents import read_lines
from hientai.programmes.domain.rooms import RoomTold
from hientai.programmes.models import Institution, Version
from hientai.programmes.services import institutions, lecturers, writing
from hientai.results.domain.points import read
from hientai.results.models import Part
from hientai.results.services import Given, grade
from hientai.timetables.domain.plan import Planned
from hientai.timetables.models import Learner, Session
from hientai.timetables.services import write
from hientai.upkeep.services import tie
from tests.attendance.made import code_of
from tests.decisions.made import drafted, issued, waiting
from tests.evaluation.made import answered, form_of, learn
from tests.journeys.city import SINCE, City, official, unit, user
from tests.journeys.offices import officials
from tests.nominations.made import DAY, approve
from tests.programmes.made import CONTENTS, approved, written

GROUND = "Kế hoạch 20/KH-STC"
FIRST, LAST = date(2024, 9, 9), date(2024, 9, 13)
EARLIER = date(2024, 8, 27)
SENT = 30
FIFTH = "\n | Ôn tập, kiểm tra cuối khóa | 4 | 4"


@dataclass(frozen=True)
class Learning:
    """Who does a step of the story; the class; its learners by code, in the order they were sent.

    `before` is an earlier class of the school with five other learners.
    """

    owner: User
    school: User
    lecturer: User
    officer: User
    learners: Sequence[User]
    stranger: User
    held: TrainingClass
    before: TrainingClass
    codes: list[str]


def sent_to_class(city: City) -> Learning:
    """Thirty officials of finance are learners of a class of the scheme by registered decision."""
    whole = Unit.objects.get(code="HN")
    home = unit("TLHP", "Trường Đào tạo cán bộ Lê Hồng Phong", "training_institution", whole)
    school = _school(home)
    version = _five_days(city)
    held = _opened(city, school, version, "TC-05.K2", FIRST, LAST)
    before = _opened(city, school, version, "TC-05.K1", EARLIER, EARLIER)
    codes = officials(city, 1, SENT)
    _decided(city, held, codes)
    learn(before, [Person.objects.get(code=one) for one in officials(city, SENT + 1, 5)])
    teacher = official(home, "HN-000600", "Hoàng Thị Yến", "none", date(1980, 2, 3))
    lecturers.add(
        actor=None, unit=home, kind="permanent", since=SINCE, ground=GROUND, person=teacher
    )
    return Learning(
        owner=city.owner,
        school=user("giaovu.tlhp", "Bùi Thị Nga", "institution", home),
        lecturer=_tied("yen.hoang", teacher, "lecturer"),
        officer=city.officer,
        learners=[
            _tied(name, Person.objects.get(code=code), "learner")
            for name, code in zip(("hanh.nguyen", "hanh.tran", "hanh.le"), codes, strict=False)
        ],
        stranger=user("canbo.syt", "Hồ Thị Nga", "unit_officer", city.health),
        held=held,
        before=before,
        codes=codes,
    )


def _school(home: Unit) -> Institution:
    address = {"address": "số 220 đường Láng, quận Đống Đa"}
    held = institutions.describe(actor=None, unit=home, facts=address)
    rooms = [RoomTold(name="Phòng 301", places=40, kind="classroom")]
    institutions.write_rooms(actor=None, institution=held, rooms=rooms)
    return held


def _five_days(city: City) -> Version:
    version = written(city.finance, "TC-05")
    writing.write_lines(actor=None, version=version, lines=read_lines(CONTENTS + FIFTH))
    version.refresh_from_db()
    return approved(version)


def _opened(
    city: City, school: Institution, version: Version, code: str, first: date, last: date
) -> TrainingClass:
    """A class; the one of five days serves the quota A.1.1."""
    serves = {"scheme": "hanoi-1698", "item": "A.1.1"} if first == FIRST else {}
    terms = Terms(
        code=code,
        title=f"Quản lý tài chính công, khóa {code[-1]}",
        starts_on=first,
        ends_on=last,
        places=SENT,
        form="full_time",
        ground=GROUND,
        **serves,
    )
    return open_class(
        actor=None, version=version, institution=school, unit=city.finance, terms=terms, on=DAY
    )


def _decided(city: City, held: TrainingClass, codes: Sequence[str]) -> None:
    """The list of the unit, approved; its decision, registered."""
    terms = nominations.Terms(training_class=held, fund="city_budget")
    listed = nominations.open_list(actor=None, unit=city.finance, terms=terms, on=DAY)
    people = Person.objects.filter(code__in=codes).order_by("code").values_list("pk", flat=True)
    nominations.nominate(actor=None, nomination_list=listed, people=list(people), on=DAY)
    body = documents.issuing_body(actor=None, unit=city.finance, on=DAY)
    issued(drafted(body, waiting(approve(listed))))


def _tied(name: str, person: Person, role: str) -> User:
    made = user(name, person.name, role, person.unit)
    tie(user=made, person=person, since=date(2022, 1, 1))
    return made


def session_of(held: TrainingClass, day: date, hour: int) -> Session:
    """The session of a class that begins at an hour of a day."""
    begins = timezone.make_aware(datetime.combine(day, time(hour)))
    return Session.objects.get(training_class=held, state="planned", hours__startswith=begins)


def another_class_shows_a_code(held: TrainingClass) -> str:
    """The code that stands on the wall of an earlier class at this moment."""
    starts = datetime.combine(EARLIER, time(8))
    one = Planned(starts=starts, ends=starts.replace(hour=11), periods=4, title="Khai giảng")
    write(actor=None, held_class=held, after=[one], kind="laid_out", ground=GROUND, on=DAY)
    session = Session.objects.get(training_class=held)
    show_codes(actor=None, session=session, now=timezone.now())
    return code_of(session)


def everybody_is_there(held: TrainingClass, on: date) -> None:
    """At every session whose roll is open still; then it is closed."""
    learners = list(Learner.objects.filter(training_class=held))
    rows = Session.objects.filter(training_class=held, state="planned")
    for session in rows.exclude(roll__state="closed").order_by("hours"):
        here = [Entry(one.pk, "present") for one in learners]
        put(actor=None, session=session, entries=here, how="list", on=on)
        close(actor=None, session=session, on=on)


def everybody_is_marked(part: Part, on: date) -> None:
    """Eight points for everybody."""
    held, mark = part.training_class, read("8", part.scale)
    given = [Given(one.pk, part.pk, mark) for one in Learner.objects.filter(training_class=held)]
    grade(actor=None, held_class=held, given=given, on=on)


def four_answer(held: TrainingClass) -> Form:
    """The form of a class of five learners, of whom four answer."""
    form = form_of(held)
    answered(form, [8, 8, 9, 9])
    return form
