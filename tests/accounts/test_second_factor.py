"""A3: a second step by a code from an app or from paper, and roles that ask for it."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pyotp
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from hientai.accounts.models import Factor, User
from hientai.accounts.services.demands import demand, end_demand
from hientai.accounts.services.factors import new_recovery_codes, recovery_left, try_code
from hientai.accounts.services.sealed import sealed
from hientai.audit.models import Event
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from tests.accounts.conftest import PASSWORD, phone, sign_in

SECRET = b"12345678901234567890"
AppOf = Callable[[User], pyotp.TOTP]


def code(client: Client, typed: str):
    """The second step."""
    return client.post("/dang-nhap/ma/", {"code": typed})


def inside(client: Client) -> bool:
    """Whether the browser is signed in."""
    return client.get("/bao-mat/").status_code == 200


def test_with_an_app_the_password_alone_opens_nothing(lan: User, app_of: AppOf) -> None:
    app, client = app_of(lan), Client()
    first = sign_in(client, next="/bao-mat/")
    assert first["Location"] == "/dang-nhap/ma/"
    assert not inside(client)
    assert code(client, app.now())["Location"] == "/bao-mat/"
    assert inside(client)


def test_a_code_opens_once(lan: User, app_of: AppOf) -> None:
    app, typed = app_of(lan), ""
    for opened in (True, False):
        client = Client()
        sign_in(client)
        typed = typed or app.now()
        code(client, typed)
        assert inside(client) is opened


def test_without_a_first_step_a_code_is_worth_nothing(lan: User, app_of: AppOf) -> None:
    app, client = app_of(lan), Client()
    assert code(client, app.now())["Location"] == "/dang-nhap/"
    assert not inside(client)


def test_the_first_step_is_forgotten_after_ten_minutes(lan: User, app_of: AppOf) -> None:
    app, client = app_of(lan), Client()
    sign_in(client)
    session = client.session
    session["pending"] = session["pending"] | {"since": session["pending"]["since"] - 601}
    session.save()
    assert code(client, app.now())["Location"] == "/dang-nhap/"


def test_a_password_changed_between_the_steps_stops_the_second(lan: User, app_of: AppOf) -> None:
    app, client = app_of(lan), Client()
    sign_in(client)
    lan.enter(today())
    lan.set_password("mot-cum-tu-khac-han")
    lan.save(update_fields=["password"])
    assert code(client, app.now())["Location"] == "/dang-nhap/"


def test_a_code_on_paper_opens_once_and_is_used_up(lan: User, app_of: AppOf) -> None:
    app_of(lan)
    lan.enter(today())
    kept = new_recovery_codes(user=lan)
    assert (len(set(kept)), recovery_left(lan)) == (10, 10)
    typed = kept[3].replace("-", " ").upper()
    for opened in (True, False):
        client = Client()
        sign_in(client)
        code(client, typed)
        assert inside(client) is opened
    lan.enter(today())
    assert recovery_left(lan) == 9


def test_ten_wrong_codes_from_anywhere_make_the_codes_rest(lan: User, app_of: AppOf) -> None:
    app, now = app_of(lan), timezone.now()
    lan.enter(today())
    for _try in range(10):
        assert not try_code(user=lan, typed="000000", now=now)
    with pytest.raises(Refused, match="quá nhiều lần"):
        try_code(user=lan, typed=app.at(now), now=now)
    later = now + timedelta(minutes=61)
    assert try_code(user=lan, typed=app.at(later), now=later)


def test_wrong_codes_close_the_name_for_that_address_like_wrong_passwords(
    lan: User, app_of: AppOf
) -> None:
    app_of(lan)
    client = Client(REMOTE_ADDR="10.0.0.7")
    sign_in(client)
    answers = [code(client, "000000").status_code for _try in range(8)]
    assert answers == [422] * 7 + [429]
    assert code(client, "000000").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.0.0.7")).status_code == 429


def test_an_app_is_registered_by_its_first_code_after_the_password_once_more(lan: User) -> None:
    client = Client()
    client.force_login(lan)
    asked = client.get("/bao-mat/ung-dung/")
    assert asked["Location"] == "/bao-mat/xac-nhan/?next=/bao-mat/ung-dung/"
    again = {"password": PASSWORD, "next": "/bao-mat/ung-dung/"}
    assert client.post("/bao-mat/xac-nhan/", again)["Location"] == "/bao-mat/ung-dung/"
    page = client.get("/bao-mat/ung-dung/").content.decode()
    app = pyotp.TOTP(spelled_on(page))
    assert client.post("/bao-mat/ung-dung/", {"code": "000000"}).status_code == 422
    kept = client.post("/bao-mat/ung-dung/", {"code": app.now()}).content.decode()
    assert len(re.findall(r"<code>[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}</code>", kept)) == 10
    assert sign_in(Client())["Location"] == "/dang-nhap/ma/"


def spelled_on(page: str) -> str:
    """The secret as the page spells it."""
    found = re.search(r'class="spelled">([A-Z2-7 ]+)<', unescape(page))
    assert found
    return found[1].replace(" ", "")


def test_a_role_that_asks_for_it_has_the_app_set_up_before_the_session_opens(
    make_user: Callable[..., User],
) -> None:
    make_user("lan", role="owner")
    demand(role="owner", since=date(2024, 6, 1), until=None, ground="Quy chế 12")
    client = Client()
    assert sign_in(client)["Location"] == "/dang-nhap/thiet-lap/"
    assert not inside(client)
    app = pyotp.TOTP(spelled_on(client.get("/dang-nhap/thiet-lap/").content.decode()))
    assert (
        "Mã dự phòng" in client.post("/dang-nhap/thiet-lap/", {"code": app.now()}).content.decode()
    )
    assert inside(client)


@pytest.mark.parametrize(
    ("role", "since", "until", "asked"),
    [
        ("owner", date(2024, 6, 1), None, True),
        ("owner", date(2024, 6, 2), None, False),
        ("owner", date(2024, 1, 1), date(2024, 5, 31), False),
        ("owner", date(2024, 1, 1), date(2024, 6, 1), True),
        ("viewer", date(2024, 1, 1), None, False),
    ],
)
def test_it_is_asked_of_holders_of_the_role_from_its_first_to_its_last_day(
    make_user: Callable[..., User], role: str, since: date, until: date | None, asked: bool
) -> None:
    """The day of the tests is 1/6/2024."""
    make_user("lan", role="owner")
    demand(role=role, since=since, until=until, ground="Quy chế 12")
    to = sign_in(Client())["Location"]
    assert to == ("/dang-nhap/thiet-lap/" if asked else "/")


def test_a_demand_ends_today_and_stays_in_the_trace(make_user: Callable[..., User]) -> None:
    make_user("lan", role="owner")
    made = demand(role="owner", since=date(2024, 1, 1), until=None, ground="Quy chế 12")
    with pytest.raises(Refused, match="đã được yêu cầu"):
        demand(role="owner", since=date(2024, 3, 1), until=None, ground="Quy chế 13")
    end_demand(demand=made, on=today())
    assert sign_in(Client())["Location"] == "/"
    grounds = Event.objects.filter(table_name="accounts_demand", row_id=made.pk)
    assert [event.operation for event in grounds.order_by("id")] == ["I", "U"]


def test_who_must_have_it_cannot_take_the_last_one_away(
    make_user: Callable[..., User], app_of: AppOf
) -> None:
    lan = make_user("lan", role="owner")
    demand(role="owner", since=date(2024, 1, 1), until=None, ground="Quy chế 12")
    app, client = app_of(lan), Client()
    sign_in(client)
    code(client, app.now())
    number = Factor.objects.get(user=lan, kind="app").pk
    answer = client.post(f"/bao-mat/{number}/bo/")
    assert answer.status_code == 409
    assert "đòi hỏi xác thực hai bước" in answer.content.decode()


def ask(sql: str, *words: object) -> list[tuple]:
    """Raw SQL, as an injected statement would say it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.fetchall() if cursor.description else []


def test_nobody_reads_or_writes_the_factors_of_another(
    make_user: Callable[..., User], lan: User, app_of: AppOf
) -> None:
    """As the application's role, below the web layer."""
    other = make_user("binh")
    app_of(lan)
    other.enter(today())
    assert ask("SELECT * FROM accounts_factor") == []
    ask("UPDATE accounts_factor SET wrong = 0")
    ask("DELETE FROM accounts_factor")
    with pytest.raises(DatabaseError):
        ask(
            "INSERT INTO accounts_factor (user_id, kind, name, sealed, made_at, wrong)"
            " VALUES (%s, 'passkey', '', '', now(), 0)",
            lan.pk,
        )
    lan.enter(today())
    assert Factor.objects.filter(user=lan, kind="app").count() == 1


def test_a_factor_written_or_moved_by_sql_opens_nothing(
    make_user: Callable[..., User], lan: User, app_of: AppOf
) -> None:
    """What it is checked against is sealed by the server, for its user alone."""
    binh = make_user("binh")
    app = app_of(binh)
    mine = Factor.objects.get(user=binh, kind="app").sealed
    app_of(lan)
    Factor.objects.filter(user=lan, kind="app").update(sealed=mine)
    assert not try_code(user=lan, typed=app.now(), now=timezone.now())
    Factor.objects.filter(user=lan, kind="app").update(
        sealed=json.dumps({"secret": SECRET.hex(), "last": 0})
    )
    assert not try_code(user=lan, typed=phone(SECRET).now(), now=timezone.now())


def test_the_key_of_before_still_opens_what_it_sealed(lan: User, app_of: AppOf) -> None:
    with override_settings(SECRET_KEY="khoa-cu"):
        told = sealed({"secret": SECRET.hex(), "last": 0}, of=f"app:{lan.pk}")
    app = phone(SECRET)
    app_of(lan)
    Factor.objects.filter(user=lan, kind="app").update(sealed=told)
    assert not try_code(user=lan, typed=app.now(), now=timezone.now())
    with override_settings(SECRET_KEY_FALLBACKS=["khoa-cu"]):
        assert try_code(user=lan, typed=app.now(), now=timezone.now())
