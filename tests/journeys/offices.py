"""The offices that send people on courses, who works there, and whom they may send."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.services import institutions
from hientai.training.models import Turn
from hientai.upkeep.services import tie
from tests.journeys.city import City, official, unit, user
from tests.programmes.made import approved, written

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng")
GIVEN = ("Thị Hạnh", "Văn Khôi", "Minh Quân", "Thị Ngọc", "Đức Thắng")
NAMES = tuple(f"{family} {given}" for given in GIVEN for family in FAMILIES)
"""Thirty-five names, of which no two are alike."""
COURSE = (date(2024, 9, 9), date(2024, 9, 13))
PLACES = 24


@dataclass(frozen=True)
class Offices:
    """Who does a step of the story, and whom it is about, by codes."""

    officer: User
    head: User
    home_affairs: User
    committee: User
    clerk: User
    nominee: User
    stranger: User
    course: TrainingClass
    masters: list[str]
    managers: list[str]


def staffed(city: City) -> Offices:
    """Six people who send, one who is sent, and an officer whom it does not concern."""
    whole = Unit.objects.get(code="HN")
    home_affairs = unit("SNV", "Sở Nội vụ", "department", whole)
    course = opened_class(city, whole)
    managers, masters = officials(city, 1, PLACES + 2), officials(city, 27, 7)
    sends_elsewhere(managers[3])
    grows_old(masters[2])
    nominee = user("hanh.nguyen", NAMES[0], "learner", city.finance)
    tie(user=nominee, person=Person.objects.get(code=managers[0]), since=date(2022, 1, 1))
    return Offices(
        officer=city.officer,
        head=user("giamdoc.stc", "Đỗ Hữu Tùng", "unit_officer", city.finance),
        home_affairs=user("canbo.snv", "Bùi Thị Lan", "unit_officer", home_affairs),
        committee=user("vanphong.ub", "Ngô Xuân Trường", "unit_officer", whole),
        clerk=user("vanthu.ub", "Lý Thị Thanh", "unit_officer", whole),
        nominee=nominee,
        stranger=user("canbo.syt", "Hồ Thị Nga", "unit_officer", city.health),
        course=course,
        masters=masters,
        managers=managers,
    )


def officials(city: City, first: int, count: int) -> list[str]:
    """Deputies of divisions of the department of finance; their codes."""
    codes = [f"HN-{at:06d}" for at in range(100 + first, 100 + first + count)]
    for at, code in enumerate(codes):
        name, born = NAMES[first - 1 + at], date(1986, 1 + at % 12, 3 + at % 26)
        official(city.finance, code, name, "division_deputy", born)
    return codes


def opened_class(city: City, whole: Unit) -> TrainingClass:
    """A class of twenty-four for the quota A.1.1, at a school that has an address."""
    version = approved(written(city.finance))
    school = unit("TLHP", "Trường Đào tạo cán bộ Lê Hồng Phong", "training_institution", whole)
    address = {"address": "số 220 đường Láng, quận Đống Đa"}
    held = institutions.describe(actor=None, unit=school, facts=address)
    terms = Terms(
        code="TC-01.K2",
        title="Quản lý tài chính công, khóa 2",
        starts_on=COURSE[0],
        ends_on=COURSE[1],
        places=PLACES,
        form="full_time",
        ground="Kế hoạch 20/KH-STC",
        scheme="hanoi-1698",
        item="A.1.1",
    )
    return open_class(
        actor=None, version=version, institution=held, unit=city.finance, terms=terms, on=COURSE[0]
    )


def sends_elsewhere(code: str) -> None:
    """Somebody is in a class of another programme on the days of the course."""
    Turn.objects.create(
        person=Person.objects.get(code=code),
        programme="Bồi dưỡng ngạch chuyên viên chính",
        starts_on=date(2024, 9, 2),
        ends_on=date(2024, 10, 4),
        result="studying",
    )


def grows_old(code: str) -> None:
    """Somebody is older than the law lets be sent to postgraduate study for the first time."""
    Person.objects.filter(code=code).update(birth_date=date(1975, 4, 12))


def seen_by(who: User, on: date, *tables: type) -> list[int]:
    """How many rows of each table the application's role sees for somebody."""
    with transaction.atomic():
        reader = User.objects.get(pk=who.pk).stand_in(None)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
        reader.enter(on)
        return [table.objects.count() for table in tables]  # type: ignore[attr-defined]
