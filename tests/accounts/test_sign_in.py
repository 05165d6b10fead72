"""A3: sign-in is throttled without letting an outsider lock a user out; sessions end."""

import time

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory, override_settings

from hientai.accounts.models import User
from hientai.accounts.services import client_address

PASSWORD = "mot-cum-tu-dai-va-de-nho"


@pytest.fixture
def user(sees_all: None) -> User:
    """Somebody who can sign in."""
    return User.objects.create(username="lan", name="Lan", password=make_password(PASSWORD))


def tries(name: str, password: str, *, address: str = "10.0.0.1", to: str = "/", **extra: str):
    """One try to sign in from an address."""
    return Client(REMOTE_ADDR=address).post(
        "/dang-nhap/", {"username": name, "password": password, "next": to}, **extra
    )


def test_the_right_password_opens_a_new_session_with_a_new_key(user: User) -> None:
    client = Client()
    client.get("/dang-nhap/")
    client.session.save()
    before = client.session.session_key
    answer = client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session.session_key != before
    user.refresh_from_db()
    assert user.last_login is not None


def test_eight_wrong_tries_close_the_name_for_that_address_with_the_time_to_wait(
    user: User,
) -> None:
    for _ in range(7):
        assert tries("lan", "sai").status_code == 200
    locked = tries("lan", "sai")
    assert locked.status_code == 429
    assert "Hãy đợi 15 phút" in locked.content.decode()
    assert 0 < int(locked["Retry-After"]) <= 900
    assert tries("lan", PASSWORD).status_code == 429
    assert tries("lan", PASSWORD, address="10.0.0.2").status_code == 302


def test_another_spelling_of_the_name_is_no_further_try(user: User) -> None:
    """The name is the same with capitals, so its tries are counted together."""
    for at in range(8):
        tries("LAN" if at % 2 else " lan", "sai")
    assert tries("Lan", PASSWORD).status_code == 429


@override_settings(HIENTAI_SIGN_IN_LIMITS=(8, 16, 1000))
def test_an_address_that_tries_many_names_is_closed_whoever_signs_in_between(user: User) -> None:
    for at in range(15):
        tries(f"nguoi-{at}", "sai")
    assert tries("lan", PASSWORD).status_code == 302
    tries("nguoi-x", "sai")
    assert tries("lan", PASSWORD).status_code == 429


@override_settings(HIENTAI_SIGN_IN_LIMITS=(8, 1000, 16))
def test_a_name_tried_from_everywhere_is_closed_except_where_its_user_is_known(
    user: User,
) -> None:
    assert tries("lan", PASSWORD, address="10.9.9.9").status_code == 302
    for at in range(16):
        tries("lan", "sai", address=f"10.0.1.{at}")
    assert tries("lan", PASSWORD, address="10.0.2.1").status_code == 429
    assert tries("lan", PASSWORD, address="10.9.9.9").status_code == 302


def test_no_header_is_believed_unless_the_installation_names_it() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6")
    assert client_address(request) == "10.0.0.1"


@override_settings(HIENTAI_CLIENT_HEADER="X-Forwarded-For")
def test_of_the_header_of_a_proxy_only_its_own_word_is_believed() -> None:
    make = RequestFactory().get
    told = make("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 7.7.7.7")
    nonsense = make("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="' OR 1=1")
    assert client_address(told) == "7.7.7.7"
    assert client_address(nonsense) == "10.0.0.1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ac.example/",
        "//ac.example",
        "///ac.example",
        "javascript:alert(1)",
        "\\\\ac.example",
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(user: User, elsewhere: str) -> None:
    assert tries("lan", PASSWORD, to=elsewhere)["Location"] == "/"


def test_a_changed_password_ends_the_other_sessions(user: User) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    new = "mot-cum-tu-khac-hẳn-2024"
    answer = here.post(
        "/mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert answer.status_code == 302
    assert here.get("/mat-khau/").status_code == 200
    assert there.get("/mat-khau/").status_code == 302


def session_of(user: User, **told: int) -> Client:
    """A signed-in browser whose session says when it began and was seen."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session.update(told)
    session.save()
    return client


def test_an_idle_session_ends(user: User) -> None:
    now = int(time.time())
    assert session_of(user, began=now - 4000, seen=now - 3500).get("/mat-khau/").status_code == 200
    assert session_of(user, began=now - 4000, seen=now - 3700).get("/mat-khau/").status_code == 302


def test_no_session_lasts_longer_than_a_working_day(user: User) -> None:
    now = int(time.time())
    assert session_of(user, began=now - 43300, seen=now).get("/mat-khau/").status_code == 302


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(user: User) -> None:
    answer = tries("lan", PASSWORD)
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_form_from_elsewhere_is_refused_in_vietnamese(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Yêu cầu bị từ chối" in answer.content.decode()


def test_a_host_that_is_not_ours_is_answered_with_400(db: None) -> None:
    assert Client().get("/dang-nhap/", HTTP_HOST="ac.example").status_code == 400


def test_every_answer_carries_the_headers_that_bind_the_browser(db: None) -> None:
    for address in ("/dang-nhap/", "/khong-co/", "/suc-khoe/"):
        headers = Client().get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
