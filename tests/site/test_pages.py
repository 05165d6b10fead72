"""Every answer carries the security headers; errors speak Vietnamese and give a way on (A1)."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from hientai.site import views
from hientai.webkit.headers import POLICY

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_the_sign_of_life_needs_no_sign_in_and_says_that_no_worker_runs(client: Client) -> None:
    response = client.get("/suc-khoe/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": True, "worker": False}


def test_the_sign_of_life_says_that_a_worker_runs(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert client.get("/suc-khoe/").json()["worker"] is True


def test_without_its_database_the_system_says_that_it_is_down(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(now: object) -> bool:
        raise OperationalError("connection refused")

    monkeypatch.setattr(views, "worker_alive", fail)
    response = client.get("/suc-khoe/")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "database": False, "worker": None}


def test_every_answer_forbids_foreign_scripts_styles_and_frames(client: Client) -> None:
    for address in ("/suc-khoe/", "/khong-co/"):
        response = client.get(address)
        assert response["Content-Security-Policy"] == POLICY
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"


def test_a_zero_byte_in_an_address_is_a_bad_request(client: Client) -> None:
    for address in ("/nguoi/?tim=a%00b", "/don-vi/%00/"):
        assert client.get(address).status_code == 400


def test_a_name_longer_than_any_account_is_told_at_sign_in(client: Client) -> None:
    response = client.post("/dang-nhap/", {"username": "x" * 5000, "password": "y"})
    assert response.status_code == 200
    assert "alert" in response.text


def test_the_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    for part in ("default-src 'self'", "script-src 'self'", "style-src 'self'"):
        assert part in POLICY


def test_nobody_signed_in_is_asked_to_sign_in_before_the_home_page(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/dang-nhap/")


def test_what_does_not_exist_says_so_in_vietnamese_and_leads_home(client: Client) -> None:
    response = client.get("/khong-co/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Không tìm thấy trang" in page
    assert 'href="/"' in page


def test_a_form_without_its_proof_of_origin_is_refused_in_vietnamese() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/dang-nhap/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "Yêu cầu bị từ chối" in response.content.decode()


def test_a_broken_page_needs_neither_user_nor_session() -> None:
    response = views.server_error(RequestFactory().get("/de-an/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in page
    assert "/de-an/" in page
