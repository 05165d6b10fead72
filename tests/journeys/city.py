"""A small city for the journeys: two departments, a few officials, one user of each role."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from hientai.accounts.models import RoleAssignment, User
from hientai.classes.services import Terms, open_class
from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Degree, Grade, Person, Post, Rating
from hientai.places.models import Allotment, Division
from hientai.programmes.services import institutions, lecturers
from hientai.schemes.models import Scheme
from hientai.schemes.services import load_pack
from hientai.shared.vietnamese import fold, given_name_key
from hientai.training.models import Turn
from tests.programmes.made import approved, written

PASSWORD = "mot-cum-tu-dai-va-de-nho"
SINCE = date(2008, 1, 1)


@dataclass(frozen=True)
class City:
    """What a journey needs to know of the city."""

    owner: User
    officer: User
    viewer: User
    finance: Unit
    health: Unit
    head: Person
    stranger: Person


def founded() -> City:
    """Write the city: the officer's reach is the department of finance alone."""
    whole = unit("HN", "Ủy ban nhân dân thành phố Hà Nội", "city", None)
    finance = unit("STC", "Sở Tài chính", "department", whole)
    health = unit("SYT", "Sở Y tế", "department", whole)
    head = official(finance, "HN-000001", "Trần Quốc Bình", "division_head", date(1979, 5, 2))
    official(finance, "HN-000002", "Nguyễn Thu An", "division_deputy", date(1986, 3, 9))
    official(finance, "HN-000003", "Lê Thị Cúc", "none", None)
    stranger = official(health, "HN-000004", "Đặng Văn Dũng", "division_head", date(1983, 8, 1))
    return City(
        owner=user("chude-an", "Nguyễn Thị Mai", "owner", whole),
        officer=user("canbo.stc", "Phạm Văn Long", "unit_officer", finance),
        viewer=user("nguoixem", "Vũ Thị Hoa", "viewer", whole),
        finance=finance,
        health=health,
        head=head,
        stranger=stranger,
    )


def scheme_runs(city: City) -> None:
    """Load the scheme; the head of finance completed A.1.1 in 2023, one turn waits for a match."""
    load_pack("hanoi-1698", accepted_by="Sở Nội vụ")
    scheme = Scheme.objects.get(slug="hanoi-1698")
    Turn.objects.create(
        person=city.head,
        scheme=scheme,
        item_id="A.1.1",
        programme="Quản lý tài chính công",
        starts_on=date(2023, 3, 1),
        ends_on=date(2023, 4, 15),
        result="completed",
    )
    Turn.objects.create(
        person=city.stranger,
        stated_scheme="Đề án 1698",
        stated_item="A11",
        programme="Quản lý đầu tư công",
        starts_on=date(2023, 5, 8),
        ends_on=date(2023, 5, 12),
        result="completed",
    )


def programmes_stand(city: City) -> int:
    """A programme of the department of finance in force, a school, a class; the key of a lecturer
    whose record the department of health keeps."""
    version = approved(written(city.finance))
    whole = Unit.objects.get(code="HN")
    school = unit("TCB", "Trường Bồi dưỡng cán bộ", "training_institution", whole)
    held = institutions.describe(actor=None, unit=school, facts={"address": "Hà Đông"})
    terms = Terms(
        code="TC-01.K1",
        title="Quản lý tài chính công, khóa 1",
        starts_on=date(2024, 6, 3),
        ends_on=date(2024, 6, 6),
        places=40,
        form="full_time",
        ground="Kế hoạch 20/KH-STC",
    )
    open_class(
        actor=None,
        version=version,
        institution=held,
        unit=city.finance,
        terms=terms,
        on=terms.starts_on,
    )
    return lecturers.add(
        actor=None,
        unit=city.health,
        kind="visiting",
        since=SINCE,
        ground="Công văn 12",
        name="Đoàn Thị Mai",
        workplace="Học viện Hành chính",
    ).pk


def divided(city: City) -> Division:
    """Ten places of A.1.1 to be given, six of them to the department of health."""
    made = Division.objects.create(
        scheme=Scheme.objects.get(slug="hanoi-1698"),
        item_id="A.1.1",
        phase="GD1",
        title="Giao chỗ A.1.1 năm 2024",
        total=10,
        basis=Division.Basis.HAND,
        as_of=date(2024, 6, 1),
        answer_by=date(2024, 6, 30),
        return_by=date(2024, 9, 30),
        ground="Kế hoạch 45/KH-UBND",
        made_by=city.owner.name,
    )
    Allotment.objects.create(division=made, unit=city.health, offered=6)
    made.state, made.offered_at = Division.State.OFFERED, timezone.now()
    made.save()
    return made


def unit(code: str, name: str, type: str, parent: Unit | None) -> Unit:
    """One unit that has stood since 2008."""
    made = Unit.objects.create(code=code)
    UnitVersion.objects.create(
        unit=made,
        name=name,
        name_folded=fold(name),
        type=type,
        parent=parent,
        period=DateRange(SINCE, None),
    )
    return made


def user(username: str, name: str, role: str, at: Unit) -> User:
    """Somebody who signs in with the common password."""
    made = User.objects.create(username=username, name=name, password=make_password(PASSWORD))
    RoleAssignment.objects.create(user=made, role=role, unit=at, period=DateRange(SINCE, None))
    return made


def official(at: Unit, code: str, name: str, title: str, born: date | None) -> Person:
    """A civil servant in finance and planning with a university degree and good ratings."""
    made = Person.objects.create(
        code=code,
        name=name,
        name_folded=fold(name),
        name_key=given_name_key(name),
        sex="male",
        birth_date=born,
        unit=at,
        service_start=date(2010, 3, 1),
        probation_end=date(2011, 3, 1),
        managed_by_committee=False,
    )
    period = DateRange(date(2010, 3, 1), None)
    Post.objects.create(
        person=made,
        unit=at,
        category="civil_servant",
        title=title,
        position="Tài chính – kế hoạch",
        fields=["finance_planning"],
        period=period,
    )
    Grade.objects.create(person=made, grade="specialist", period=period)
    Degree.objects.create(person=made, level="university", awarded_on=date(2009, 6, 1))
    for year in (2021, 2022, 2023):
        Rating.objects.create(person=made, year=year, rating="good")
    return made
