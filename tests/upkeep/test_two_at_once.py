"""P6: two officers fill in one cell at the same moment: the second is told, nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from hientai.intake.services import CellsRefused
from hientai.people.models import Degree
from hientai.upkeep.services.fill import Filled, fill
from tests.journeys.city import City, founded
from tests.upkeep.conftest import TODAY

WAITING = """
SELECT count(*) FROM pg_locks WHERE NOT granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def sent(city: City, subject: str) -> str:
    """What the grid answers to who fills in the subject of Nguyễn Thu An, seen blank."""
    rows = {0: Filled("HN-000002", {"subject": subject})}
    try:
        fill(actor=city.officer, unit=city.finance, on=TODAY, rows=rows, ground="hồ sơ gốc")
    except CellsRefused as refused:
        return refused.cells[0].reason
    finally:
        connections.close_all()
    return "written"


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_told_what_the_first_one_wrote(settings) -> None:
    settings.HIENTAI_TODAY = TODAY.isoformat()
    city = founded()
    with ThreadPoolExecutor(1) as second:
        with transaction.atomic():
            rows = {0: Filled("HN-000002", {"subject": "Kinh tế"})}
            fill(actor=city.officer, unit=city.finance, on=TODAY, rows=rows, ground="hồ sơ gốc")
            answer = second.submit(sent, city, "Luật")
            wait_for_the_second()
        told = answer.result(timeout=30)
    assert told == "hồ sơ nay ghi «Kinh tế», nội dung định ghi là «Luật»"
    subjects = Degree.objects.filter(person__code="HN-000002").values_list("subject", flat=True)
    assert list(subjects) == ["Kinh tế"]


def wait_for_the_second() -> None:
    """Until it has read what the page needs and stands at the lock of the first."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the second never came to wait")
