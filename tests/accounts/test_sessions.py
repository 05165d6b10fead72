"""A3: sessions are listed and ended, by their user and by who manages accounts."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from hientai.accounts.models import Session, User
from hientai.accounts.services.sessions import end_sessions
from hientai.audit.models import Event
from hientai.webkit.day import today
from tests.accounts.conftest import sign_in

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36"
)
PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0"


@pytest.fixture
def browsers(lan: User) -> tuple[Client, Client]:
    """Two browsers in which the same user is signed in."""
    both = Client(HTTP_USER_AGENT=WINDOWS), Client(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="10.0.0.5")
    for one in both:
        sign_in(one)
    return both


def key_of(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_the_page_lists_where_one_is_signed_in(browsers: tuple[Client, Client]) -> None:
    page = browsers[0].get("/bao-mat/").content.decode()
    assert page.index("Chrome · Windows") and page.index("Firefox · Android")
    assert "10.0.0.5" in page
    assert page.count("phiên này") == 1


def test_one_session_is_ended_and_the_other_goes_on(browsers: tuple[Client, Client]) -> None:
    here, there = browsers
    row = Session.objects.get(browser="Firefox · Android")
    here.post(f"/bao-mat/phien/{row.session_key}/dong/")
    assert there.get("/bao-mat/").status_code == 302
    assert here.get("/bao-mat/").status_code == 200


def test_all_others_are_ended_at_once(browsers: tuple[Client, Client]) -> None:
    here, there = browsers
    here.post("/bao-mat/phien/khac/dong/")
    assert [client.get("/bao-mat/").status_code for client in (here, there)] == [200, 302]


def test_nobody_ends_the_session_of_another(
    make_user: Callable[..., User], browsers: tuple[Client, Client]
) -> None:
    """The name under which a session is kept opens and ends nothing for another user."""
    stranger, row = Client(), Session.objects.get(browser="Firefox · Android")
    connection.cursor().execute("RESET ROLE")
    make_user("binh")
    connection.cursor().execute("SET LOCAL ROLE hientai_app")
    sign_in(stranger, "binh")
    stranger.post(f"/bao-mat/phien/{row.session_key}/dong/")
    assert browsers[1].get("/bao-mat/").status_code == 200


def test_a_copy_of_the_table_opens_no_session(browsers: tuple[Client, Client]) -> None:
    """What is kept is the hash of the key, and as a key it is worth nothing."""
    kept = list(Session.objects.values_list("session_key", flat=True))
    assert key_of(browsers[0]) not in kept
    for word in kept:
        thief = Client()
        thief.cookies["sessionid"] = word
        assert thief.get("/bao-mat/").status_code == 302


def test_a_changed_password_ends_the_others_rows_and_all(browsers: tuple[Client, Client]) -> None:
    here, there = browsers
    new = "mot-cum-tu-khac-hẳn-2024"
    old = "mot-cum-tu-dai-va-de-nho"
    here.post("/mat-khau/", {"old_password": old, "new_password1": new, "new_password2": new})
    assert [client.get("/bao-mat/").status_code for client in (here, there)] == [200, 302]
    assert Session.objects.filter(user__username="lan").count() == 1


def test_who_manages_accounts_ends_every_session_of_a_user_and_the_trace_tells(
    make_user: Callable[..., User], lan: User
) -> None:
    chief, there = Client(), Client()
    chief.force_login(make_user("chu", role="owner"))
    sign_in(there)
    page = chief.get("/tai-khoan/nguoi/lan/").content.decode()
    assert "Kết thúc mọi phiên" in page
    chief.post("/tai-khoan/nguoi/lan/phien/")
    assert there.get("/bao-mat/").status_code == 302
    User.objects.get(username="chu").enter(today())
    told = Event.objects.filter(table_name="accounts_user", row_id=lan.pk).latest("id")
    assert (told.actor_label, told.after) == ("Người chu", {"sessions": "ended"})


def test_a_reader_ends_nobody_elses_sessions_below_the_pages_either(
    make_user: Callable[..., User], lan: User
) -> None:
    binh = make_user("binh")
    sign_in(Client())
    binh.enter(today())
    with pytest.raises(DatabaseError, match="who manages"), transaction.atomic():
        end_sessions(user=lan)
    assert Session.objects.filter(user=lan).count() == 1
