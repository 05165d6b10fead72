"""A1, A4: the database itself bars who only looks from handing in files and from the law."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.db import ProgrammingError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment, User
from hientai.intake.models import ImportBatch
from tests.intake.conftest import ON


@pytest.fixture
def batch(units) -> ImportBatch:
    """A batch of the department of home affairs."""
    return ImportBatch.objects.create(unit=units["SNV"], on=ON, file_name="a.xlsx")


@pytest.fixture(params=["viewer", "auditor"])
def looker(request, units) -> User:
    """Somebody who sees the city and may change nothing."""
    user = User.objects.create(username="xem", name="Xem", password=make_password("mat-khau-12-3"))
    period = DateRange(date(2020, 1, 1), None)
    RoleAssignment.objects.create(user=user, role=request.param, unit=units["HN"], period=period)
    return user


def test_who_only_looks_writes_no_batch_and_no_part_of_one(batch, looker, units):
    looker.enter(ON)
    assert ImportBatch.objects.filter(pk=batch.pk).exists()
    assert ImportBatch.objects.update(state="committed") == 0
    assert ImportBatch.objects.all().delete()[0] == 0
    with pytest.raises(ProgrammingError), transaction.atomic():
        ImportBatch.objects.create(unit=units["SNV"], on=ON, file_name="b.xlsx")
    with pytest.raises(ProgrammingError), transaction.atomic():
        batch.parts.create(name="file", content=b"")


def test_who_only_looks_writes_no_correction_of_the_law(looker):
    looker.enter(ON)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO law_correction SELECT (jsonb_populate_record(NULL::law_correction,"
            " jsonb_build_object('id', 1, 'state', 'draft'))).*"
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE law_correction SET state = state")
        assert cursor.rowcount == 0


def test_the_officer_of_a_unit_writes_its_batches_and_no_others(batch, officer, units):
    officer.enter(ON)
    assert ImportBatch.objects.update(state="previewed") == 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        ImportBatch.objects.create(unit=units["STC"], on=ON, file_name="b.xlsx")
