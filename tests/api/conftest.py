"""The city that programs ask about, through the application's role, as in service."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from hientai.approvals.services import submit
from hientai.documents.services import issuing_body
from hientai.intake.models import ImportBatch
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.people.models import Person
from hientai.places.services.telling import GIVEN
from hientai.upkeep.models import CorrectionRequest
from tests.api.programs import Program, token_of
from tests.decisions.made import decided_in
from tests.documents.made import drafted
from tests.journeys.city import City, divided, founded, programmes_stand, scheme_runs

ON = date(2024, 6, 1)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker) -> Iterator[City]:
    """One city for the file, taken away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = founded()
        scheme_runs(made)
        programmes_stand(made)
        drafted(issuing_body(actor=None, unit=made.health, on=ON))
        submit(
            actor=None,
            key="hanoi-1698/A.1.1",
            title="Danh sách của Sở Y tế",
            unit=made.health,
            subject=("tests.list", 1),
            on=ON,
        )
        divided(made)
        tell(to=[made.owner.pk], kind=GIVEN, title=Said("Có việc mới"), link="/cho/", on=ON)
        ImportBatch.objects.create(unit=made.health, on=ON, file_name="y-te.xlsx", state="refused")
        decided_in(made.health, made.stranger)
        CorrectionRequest.objects.create(
            person=Person.objects.get(code="HN-000004"), field="sex", said="Nam", reason="ghi sót"
        )
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def programs(city: City, django_db_blocker) -> dict[str, Program]:
    """A program of each role of the city, and one without a token."""
    with django_db_blocker.unblock():
        roles = ("viewer", "officer", "owner")
        return {"nobody": Program()} | {
            role: Program(token_of(getattr(city, role))) for role in roles
        }


@pytest.fixture(autouse=True)
def as_the_application(city: City, django_db_blocker) -> Iterator[None]:
    """Each request looks through the application's role; what it wrote is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
            # The city is there already, as far as these requests see: figures may be kept.
            cursor.execute("SELECT set_config('hientai.raised', '', true)")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def officer(programs: dict[str, Program]) -> Program:
    """A program of the department of finance."""
    return programs["officer"]


@pytest.fixture
def owner(programs: dict[str, Program]) -> Program:
    """A program that sees the whole city."""
    return programs["owner"]
