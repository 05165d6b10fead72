"""Every page speaks of one day, chosen in the header and kept for the session (R2, S6)."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hientai.webkit.day import ChosenDay


@pytest.fixture(autouse=True)
def opening_day(settings) -> None:
    settings.HIENTAI_TODAY = "2024-06-01"


def opened(address: str, session: dict[str, str]) -> tuple[HttpRequest, HttpResponse]:
    request = RequestFactory().get(address)
    request.session, request.user = session, AnonymousUser()
    return request, ChosenDay(lambda _: HttpResponse("ok"))(request)


def test_a_page_opens_on_the_day_of_the_installation() -> None:
    request, _ = opened("/", {})
    assert request.on == date(2024, 6, 1)


def test_a_day_in_the_address_is_kept_for_the_next_page() -> None:
    session: dict[str, str] = {}
    assert opened("/?on=2025-12-31", session)[0].on == date(2025, 12, 31)
    assert opened("/nguoi/", session)[0].on == date(2025, 12, 31)


def test_a_day_may_be_written_as_vietnamese_write_it() -> None:
    assert opened("/?on=31/12/2025", {})[0].on == date(2025, 12, 31)


def test_an_empty_day_goes_back_to_today() -> None:
    session = {"on": "2025-12-31"}
    assert opened("/?on=", session)[0].on == date(2024, 6, 1)
    assert session == {}


@pytest.mark.parametrize("text", ["2024-02-30", "hôm qua", "2024", "06/2024", "9999-01-01"])
def test_what_is_no_day_is_refused_in_words_and_not_kept(text: str) -> None:
    session: dict[str, str] = {}
    _, response = opened(f"/?on={text}", session)
    assert response.status_code == 422
    assert "không phải là một ngày" in response.content.decode()
    assert session == {}
