"""A refusal says what, why, by which clause and what to do, in the form asked for (L7)."""

import json
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from hientai.shared.refused import Refused
from hientai.webkit.refusals import RefusedPages

REFUSED = Refused(
    "Chưa ghi được tệp.", why="Tệp có mật khẩu.", clause="QĐ 1698, mục tiêu", remedy="Bỏ mật khẩu."
)


def answer(method: str, **headers: str) -> tuple[int, str]:
    request: HttpRequest = getattr(RequestFactory(), method)("/nhap/", headers=headers)
    request.user, request.on = AnonymousUser(), date(2024, 6, 1)
    response = RefusedPages(lambda _: None).process_exception(request, REFUSED)
    return response.status_code, response.content.decode()


def test_the_page_shows_all_four_parts_and_where() -> None:
    status, page = answer("get")
    assert status == 422
    for part in ("Chưa ghi được tệp.", "Tệp có mật khẩu.", "QĐ 1698, mục tiêu", "Bỏ mật khẩu."):
        assert part in page
    assert "/nhap/" in page


def test_a_refused_change_is_a_conflict() -> None:
    assert answer("post")[0] == 409


def test_a_program_gets_the_parts_under_stable_names() -> None:
    status, body = answer("get", accept="application/json")
    assert status == 422
    assert json.loads(body) == {
        "refused": "Chưa ghi được tệp.",
        "why": "Tệp có mật khẩu.",
        "clause": "QĐ 1698, mục tiêu",
        "remedy": "Bỏ mật khẩu.",
    }


def test_an_error_that_is_no_refusal_is_left_to_others() -> None:
    request = RequestFactory().get("/")
    assert RefusedPages(lambda _: None).process_exception(request, ValueError("x")) is None
