"""A4: a token asks in one own role at a unit, for some days, and never does more than its owner."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from hientai.accounts.domain.tokens import PREFIX, word_in
from hientai.accounts.models import RoleAssignment, Token, User
from hientai.accounts.services.tokens import asked_with, make_token, revoke_token, user_of
from hientai.audit.models import Event
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from tests.accounts.conftest import sign_in
from tests.api.programs import token_of
from tests.journeys.city import PASSWORD, City, founded

HERE = "10.0.0.7"


@pytest.fixture
def city(db: None) -> City:
    return founded()


def look_through_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")


def fault_of(word: str) -> str:
    return asked_with(word, HERE, today()).fault


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("Bearer ht_" + "a" * 43, "ht_" + "a" * 43),
        ("bearer  ht_" + "b" * 43 + " ", "ht_" + "b" * 43),
        ("Bearer xx_" + "a" * 43, ""),
        ("Basic ht_" + "a" * 43, ""),
        ("ht_" + "a" * 43, ""),
        ("", ""),
    ],
)
def test_a_word_is_read_from_the_header_alone_that_carries_it(header: str, word: str) -> None:
    assert word_in(header) == word


def test_only_the_hash_of_a_word_is_kept(city: City) -> None:
    word = token_of(city.officer)
    [kept] = Token.objects.all()
    assert word.startswith(PREFIX) and word.startswith(kept.start) and len(kept.start) < 10
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM accounts_token t")
        assert word not in cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(string_agg(after::text, ''), '') FROM audit_event")
        assert word not in cursor.fetchone()[0]


def test_a_token_acts_as_its_owner_in_one_role(city: City) -> None:
    asked = asked_with(token_of(city.officer), HERE, today())
    assert asked.fault == "" and asked.token is not None
    acting = user_of(asked.token)
    assert acting == city.officer
    assert [(role.role, role.unit.code) for role in acting.roles] == [("unit_officer", "STC")]


def test_a_token_of_one_role_has_nothing_of_the_others(city: City) -> None:
    """Its owner holds another role beside it."""
    RoleAssignment.objects.create(
        user=city.officer,
        role="owner",
        unit=Unit.objects.get(code="HN"),
        period=DateRange(date(2020, 1, 1), None),
    )
    user = User.objects.get(pk=city.officer.pk)
    [held] = [role for role in user.held if role.role == "unit_officer"]
    user.enter(today())
    _token, word = make_token(
        user=user, held=held, unit=held.unit, name="A", days=1, reads_only=False, on=today()
    )
    acting = user_of(asked_with(word, HERE, today()).token)
    assert not acting.may("schemes:load") and acting.may("people:edit")
    assert user.may("schemes:load")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('all'), audit_setting('roles')")
        assert cursor.fetchone() == ("off", f"unit_officer:{city.finance.pk}")


def test_a_token_is_narrowed_to_a_unit_below(city: City) -> None:
    acting = user_of(asked_with(token_of(city.owner, at=city.health), HERE, today()).token)
    assert [role.unit.code for role in acting.roles] == ["SYT"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT ARRAY(SELECT organisations_units_seen()), accounts_manages()")
        assert cursor.fetchone() == ([city.health.pk], False)


def test_a_token_for_looking_writes_nothing_below_the_pages_too(city: City) -> None:
    word = token_of(city.owner, reads_only=True)
    look_through_the_application()
    acting = user_of(asked_with(word, HERE, today()).token)
    assert acting.may("people:view") and not acting.may("people:edit")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('all'), audit_setting('units_written')")
        assert cursor.fetchone() == ("on", "{}")
        cursor.execute("UPDATE people_person SET name = 'X'")
        assert cursor.rowcount == 0


def test_what_a_token_does_is_signed_with_its_owner_and_its_name(city: City) -> None:
    word = token_of(city.owner)
    look_through_the_application()
    user_of(asked_with(word, HERE, today()).token)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET it_skill = 'B' WHERE code = 'HN-000001'")
    event = Event.objects.filter(table_name="people_person").latest("pk")
    assert event.actor_id == city.owner.pk
    assert event.actor_label == "Nguyễn Thị Mai (qua mã truy cập “Phần mềm cán bộ”)"


def test_a_token_ends_with_the_role(city: City) -> None:
    word = token_of(city.officer)
    RoleAssignment.objects.filter(user=city.officer).update(
        period=DateRange(date(2020, 1, 1), today())
    )
    assert fault_of(word) == "role"


def test_a_token_ends_after_its_last_day(city: City) -> None:
    word = token_of(city.officer, days=2)
    assert asked_with(word, HERE, today() + timedelta(days=1)).fault == ""
    assert asked_with(word, HERE, today() + timedelta(days=2)).fault == "over"


def test_a_token_ends_with_the_account(city: City) -> None:
    word = token_of(city.officer)
    User.objects.filter(pk=city.officer.pk).update(is_active=False)
    assert fault_of(word) == "inactive"


def test_a_revoked_token_opens_nothing_even_where_it_was_looked_up_before(city: City) -> None:
    word = token_of(city.officer)
    found = asked_with(word, HERE, today()).token
    city.officer.enter(today())
    assert revoke_token(token=Token.objects.get(), by=city.officer)
    assert fault_of(word) == "revoked"
    user_of(found)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('units'), audit_setting('units_written')")
        assert cursor.fetchone() == ("{}", "{}")


def test_a_word_that_is_none_opens_nothing(city: City) -> None:
    assert fault_of("ht_" + "x" * 43) == "unknown"


def test_a_unit_that_moved_out_of_the_role_ends_the_token(city: City) -> None:
    word = token_of(city.owner, at=city.health)
    city.health.versions.update(parent=None)
    assert fault_of(word) == "unit"


def test_nobody_makes_a_token_outside_of_the_own_role(city: City) -> None:
    with pytest.raises(Refused, match="không thuộc đơn vị của vai trò"):
        token_of(city.officer, at=city.health)
    held = city.owner.held[0]
    city.officer.enter(today())
    with pytest.raises(Refused, match="vai trò của chính người lập"):
        make_token(
            user=city.officer,
            held=held,
            unit=held.unit,
            name="A",
            days=1,
            reads_only=True,
            on=today(),
        )


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_is_good_for_a_year_at_most(city: City, days: int) -> None:
    with pytest.raises(Refused, match="từ 1 đến 366 ngày"):
        token_of(city.officer, days=days)


def test_how_often_is_asked_is_counted_for_each_token_and_each_address(
    city: City, settings
) -> None:
    settings.HIENTAI_API_LIMITS = (2, 1)
    one, other = token_of(city.officer), token_of(city.owner)
    assert [asked_with(one, HERE, today()).too_often for _ in range(3)] == [False, False, True]
    assert not asked_with(other, HERE, today()).too_often
    wrong = "ht_" + "y" * 43
    assert [asked_with(wrong, HERE, today()).too_often for _ in range(2)] == [False, True]
    assert not asked_with(wrong, "10.0.0.8", today()).too_often


def as_app(user: User) -> None:
    look_through_the_application()
    user.enter(today())


def test_nobody_sees_or_revokes_the_token_of_another(city: City) -> None:
    token_of(city.owner)
    as_app(city.officer)
    assert not Token.objects.exists()
    assert not Token.objects.update(revoked_at=timezone.now(), revoked_by="X")


def test_who_looks_after_the_account_revokes_but_cannot_take_a_token_over(city: City) -> None:
    token_of(city.officer)
    as_app(city.owner)
    with pytest.raises(DatabaseError, match="only its use and its end"), transaction.atomic():
        Token.objects.update(digest=b"mine")
    assert revoke_token(token=Token.objects.get(), by=city.owner)
    with pytest.raises(DatabaseError, match="only its use and its end"), transaction.atomic():
        Token.objects.update(revoked_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Token.objects.all().delete()


def test_nobody_writes_a_token_for_another_or_of_anothers_role(city: City) -> None:
    held = city.owner.held[0]
    as_app(city.officer)
    row = {
        "assignment_id": held.pk,
        "unit": held.unit,
        "name": "A",
        "start": "ht_",
        "last_day": today(),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Token.objects.create(user=city.owner, digest=b"1", **row)
    with pytest.raises(DatabaseError, match="role of its owner"), transaction.atomic():
        Token.objects.create(user=city.officer, digest=b"2", **row)


def test_a_scope_by_token_asks_for_the_key_of_the_server(city: City) -> None:
    token_of(city.officer)
    number = Token.objects.get().pk
    asked = "SELECT accounts_enter_by_token(%s, %s, 0, 'x')"
    with (
        pytest.raises(DatabaseError, match="key of the server"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(asked, [number, today()])


def pages_of(user: User) -> Client:
    client = Client()
    sign_in(client, user.username, PASSWORD)
    return client


def test_a_token_is_made_on_the_page_and_its_word_shown_once(city: City) -> None:
    client = pages_of(city.officer)
    held = city.officer.held[0]
    asked = {"name": "Phần mềm HRM", "held": held.pk, "unit": "", "days": 90}
    page = client.post("/bao-mat/ma-truy-cap/", asked).content.decode()
    [kept] = Token.objects.all()
    assert page.count(kept.start) == 1 and "Phần mềm HRM" in page
    assert kept.reads_only and kept.last_day == today() + timedelta(days=89)
    again = client.get("/bao-mat/ma-truy-cap/").content.decode()
    word = page[page.index(kept.start) :].split("<")[0]
    assert fault_of(word) == "" and word not in again and kept.start in again


def test_the_password_is_asked_again_before_a_token_is_made(city: City) -> None:
    client = pages_of(city.officer)
    session = client.session
    session["proved"] = 0
    session.save()
    asked = {"name": "HRM", "held": city.officer.held[0].pk, "days": 90}
    answer = client.post("/bao-mat/ma-truy-cap/", asked)
    assert answer.status_code == 302 and "xac-nhan" in answer["Location"]
    assert not Token.objects.exists()


def test_a_token_is_revoked_by_its_owner_and_by_who_looks_after_the_account(city: City) -> None:
    first, second = token_of(city.officer), token_of(city.officer)
    one, other = Token.objects.order_by("pk")
    pages_of(city.officer).post(f"/bao-mat/ma-truy-cap/{one.pk}/thu-hoi/")
    assert [fault_of(first), fault_of(second)] == ["revoked", ""]
    owner = pages_of(city.owner)
    assert "Phần mềm cán bộ" in owner.get("/tai-khoan/ma-truy-cap/?tim=can+bo").content.decode()
    owner.post(f"/tai-khoan/ma-truy-cap/{other.pk}/thu-hoi/")
    assert fault_of(second) == "revoked"


def test_nobody_revokes_the_token_of_another_on_the_pages(city: City) -> None:
    word = token_of(city.owner)
    number = Token.objects.get().pk
    client = pages_of(city.officer)
    assert client.post(f"/bao-mat/ma-truy-cap/{number}/thu-hoi/").status_code == 404
    assert client.post(f"/tai-khoan/ma-truy-cap/{number}/thu-hoi/").status_code == 404
    assert fault_of(word) == ""
