"""No view runs without its permission, and what is not yours is not found (A1)."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from hientai.webkit.guard import PUBLIC, SIGNED_IN, guarded


class Officer:
    """A signed-in user who may see people, and who notes the days entered."""

    is_authenticated = True
    roles: tuple = ()
    held: tuple = ()

    def __init__(self) -> None:
        self.entered: list[date] = []

    def may(self, permission: str) -> bool:
        return permission == "people:view"

    def enter(self, on: date) -> None:
        self.entered.append(on)

    def stand_in(self, chosen: int | None) -> None:
        assert chosen is None


@pytest.fixture(autouse=True)
def sign_in_address(settings) -> None:
    settings.LOGIN_URL = "/dang-nhap/"


def asked(user: object, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/nguoi/?tim=an", headers=headers)
    request.user, request.on, request.session = user, date(2024, 6, 1), {}
    return request


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hồ sơ")


def test_nobody_signed_in_is_sent_to_sign_in_and_back_to_the_same_address() -> None:
    response = guarded("people:view")(answer)(asked(AnonymousUser()))
    assert response.status_code == 302
    assert response["Location"] == "/dang-nhap/?next=%2Fnguoi%2F%3Ftim%3Dan"


def test_a_program_that_asks_for_json_is_told_401_and_no_page() -> None:
    response = guarded("people:view")(answer)(asked(AnonymousUser(), accept="application/json"))
    assert (response.status_code, response.content) == (401, b"")


def test_without_the_permission_the_page_does_not_exist() -> None:
    with pytest.raises(Http404):
        guarded("people:edit")(answer)(asked(Officer()))


def test_with_the_permission_the_view_runs_inside_the_users_scope() -> None:
    officer = Officer()
    assert guarded("people:view")(answer)(asked(officer)).content.decode() == "hồ sơ"
    assert officer.entered == [date(2024, 6, 1)]


def test_every_signed_in_user_may_open_a_page_that_asks_for_no_more() -> None:
    assert guarded(SIGNED_IN)(answer)(asked(Officer())).status_code == 200


def test_a_public_page_opens_without_a_scope() -> None:
    assert guarded(PUBLIC)(answer)(asked(AnonymousUser())).status_code == 200


def test_a_page_is_rendered_before_the_scope_ends() -> None:
    def later(request: HttpRequest) -> TemplateResponse:
        return TemplateResponse(request, "webkit/empty.html", {"text": "trống"})

    assert guarded("people:view")(later)(asked(Officer())).is_rendered
