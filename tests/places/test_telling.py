"""Units are told of the places they are given, owners of what units answer (C3, nomination)."""

from datetime import date

import pytest
from django.db import connection

from hientai.accounts.models import User
from hientai.notices.models import Notice
from hientai.places.models import Seat
from hientai.places.services import answering, dividing
from hientai.places.services.seats import release_lapsed
from hientai.places.services.telling import ANSWERED, GIVEN, LAPSED
from tests.city import DAY
from tests.journeys.city import user
from tests.places.conftest import UNTIL, held, wish
from tests.places.test_divisions import AFTER, offered

pytestmark = pytest.mark.django_db
LATER = date(2024, 8, 1)


@pytest.fixture
def users(units) -> dict[str, User]:
    """The owner of the scheme, and the officers of two departments."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    made = {
        "owner": user("chu.dean", "Nguyễn Thị Mai", "owner", units["HN"]),
        "finance": user("canbo.stc", "Trần Thu Hà", "unit_officer", units["STC"]),
        "home": user("canbo.snv", "Lê Văn Khôi", "unit_officer", units["SNV"]),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return made


def told(users: dict[str, User], kind: str) -> dict[str, list[str]]:
    """What each of the users was told of a kind: the texts, in the order of telling."""
    names = {one.pk: name for name, one in users.items()}
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    for notice in Notice.objects.filter(kind=kind).order_by("pk"):
        assert "STC" not in notice.title and "A.1.1" not in notice.title  # it goes by mail
        found.setdefault(names[notice.user_id], []).append(notice.text)
    return found


def test_each_unit_is_told_what_it_is_given_and_the_owner_what_it_answers(version, users) -> None:
    parts = offered(version, {"STC": 5, "SNV": 3})
    given = told(users, GIVEN)
    assert set(given) == {"finance", "home"}
    assert "5 chỗ" in given["finance"][0] and "30/06/2024" in given["finance"][0]
    answering.answer(actor=None, part=parts["STC"], accepted=4, wanted=9, on=DAY)
    answering.give_back(actor=None, part=parts["STC"], places=1, why="thiếu người", on=DAY)
    answers = told(users, ANSWERED)
    assert set(answers) == {"owner"}
    assert "STC" in answers["owner"][0] and "nhận 4 chỗ" in answers["owner"][0]
    assert "trả lại 1 chỗ" in answers["owner"][1] and "thiếu người" in answers["owner"][1]


def test_what_is_taken_back_and_given_again_is_told_to_those_units(version, users) -> None:
    parts = offered(version, {"STC": 5, "SNV": 3})
    answering.answer(actor=None, part=parts["SNV"], accepted=3, wanted=6, on=DAY)
    division = parts["STC"].division
    dividing.return_unused(actor=None, division=division, on=AFTER)
    dividing.offer_again(actor=None, division=division, on=AFTER)
    given = told(users, GIVEN)
    assert "thu lại 5 chỗ" in given["finance"][-1]
    assert "thu lại 3 chỗ" in given["home"][-2] and "giao thêm 6 chỗ" in given["home"][-1]


def test_who_held_places_that_lapsed_is_told_how_many(version, put, users) -> None:
    held(*(wish(put(f"P{n}")) for n in range(3)), wish(put("P9", unit="SNV")))
    release_lapsed(on=UNTIL)
    assert told(users, LAPSED) == {}
    release_lapsed(on=LATER)
    assert set(told(users, LAPSED)) == {"owner", "finance", "home"}
    titles = Notice.objects.filter(user=users["finance"], kind=LAPSED)
    assert [one.title for one in titles] == ["3 chỗ giữ đã hết hạn và được trả lại"]
    assert not Seat.objects.filter(state="held").exists()
    release_lapsed(on=LATER)
    assert titles.count() == 1
