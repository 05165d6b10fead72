"""English beside Vietnamese: chosen in the header, kept for the user, whole pages of it (N2)."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from hientai.accounts.models import User
from hientai.rules.decrees.catalogue import rules_in_force
from hientai.shared.vietnamese import day, known_day, number, percent, typed_day
from hientai.shared.vocabulary import CATEGORIES
from tests.site.test_permissions import (  # noqa: F401  the city of the table, and its clients
    as_the_application,
    clients,
    things,
)

pytestmark = pytest.mark.django_db

COOKIE = "hientai_language"


def test_pages_are_vietnamese_whatever_the_browser_prefers() -> None:
    page = Client().get("/dang-nhap/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert page.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in page.content.decode()


def test_the_switch_needs_no_script_and_leads_back_to_the_page() -> None:
    client = Client()
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/?next=/de-an/"})
    assert answer.headers["Location"] == "/dang-nhap/?next=/de-an/"
    page = client.get("/dang-nhap/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page


@pytest.mark.parametrize("language", ["fr", "", "en\r\nSet-Cookie: a=b"])
def test_an_unknown_language_changes_nothing(language: str) -> None:
    answer = Client().post(
        "/ngon-ngu/", {"language": language, "next": "https://elsewhere.example/"}
    )
    assert COOKIE not in answer.cookies
    assert answer.headers["Location"] == "/"


def test_the_choice_is_kept_for_the_user_in_another_browser(
    clients: dict[str, Client],  # noqa: F811
) -> None:
    user = User.objects.get(username="nguoixem")
    clients["viewer"].post("/ngon-ngu/", {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"
    elsewhere = Client()
    signed_in = elsewhere.post(
        "/dang-nhap/", {"username": "nguoixem", "password": "mot-cum-tu-dai-va-de-nho"}
    )
    assert signed_in.cookies[COOKIE].value == "en"


def test_figures_and_days_are_written_as_the_language_writes_them() -> None:
    with translation.override("en"):
        assert number(1234567) == "1,234,567"
        assert percent(Decimal("0.142")) == "14.2%"
        assert day(date(2024, 6, 1)) == "1 Jun 2024"
        assert typed_day(date(2024, 6, 1)) == "01/06/2024"
        born = [known_day(date(1980, 6, 1), part) for part in ("day", "month", "year")]
        assert born == ["1 Jun 1980", "Jun 1980", "1980"]
    with translation.override("vi"):
        assert (number(1234567), percent(0.142)) == ("1.234.567", "14,2\N{NO-BREAK SPACE}%")
        assert day(date(2024, 6, 1)) == "01/06/2024"
        born = [known_day(date(1980, 6, 1), part) for part in ("day", "month", "year")]
        assert born == ["01/06/1980", "06/1980", "1980"]


def test_labels_of_codes_and_titles_of_rules_follow_the_language() -> None:
    with translation.override("en"):
        assert CATEGORIES.label("civil_servant") == "Civil servant"
        titles = {line.code: line.title for line in rules_in_force(date(2024, 6, 1))}
        assert titles["nd101.age"] == "Age when first sent to postgraduate study"
    assert CATEGORIES.label("civil_servant") == "Công chức"


def test_what_files_write_is_read_again_in_every_language() -> None:
    with translation.override("en"):
        assert [CATEGORIES.code_of(text) for text in CATEGORIES.written] == list(CATEGORIES.codes)
        assert "Công chức" in CATEGORIES.written


@pytest.mark.parametrize("password", ["ngan", "password1234"])
def test_a_weak_password_is_refused_in_vietnamese(password: str) -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert [m for m in refused.value.messages if not m.startswith("Mật khẩu")] == []
