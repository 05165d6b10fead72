"""Every page that the table of permissions names is English in English (N2)."""

import pytest
from django.test import Client

from tests.site.english import data_of_the_pages, left_over
from tests.site.test_language import COOKIE
from tests.site.test_permissions import (  # noqa: F401  the city of the table, and its clients
    CASES,
    as_the_application,
    clients,
    things,
)

pytestmark = pytest.mark.django_db

# Papers stay Vietnamese, whoever takes them; what workbooks say is told where they are made.
FILES = (
    ".zip",
    ".xlsx",
    "=xlsx",
    "/xlsx/",
    ".docx",
    ".pdf",
    "/pdf/",
    ".css",
    "mau.png",
    "lich/in/",
)
FILES += ("tin-chi.json", "/ket-qua/bai/{work}/")
PAGES = [
    case[1]
    for case in CASES
    if case[0] == "GET" and case[5] == "200" and not case[1].endswith(FILES)
]


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_has_no_vietnamese_words_of_ours(
    address: str,
    clients: dict[str, Client],  # noqa: F811
    things: dict[str, int],  # noqa: F811
    data: list[str],
) -> None:
    """What is Vietnamese on it are names, the words of schemes and the clauses of the law."""
    client = clients["owner"]
    client.cookies[COOKIE] = "en"
    page = client.get(address.format(**things)).content.decode()
    client.cookies.pop(COOKIE)
    assert "<html" not in page or '<html lang="en">' in page
    assert left_over(page, data) == []


@pytest.fixture(scope="module")
def data(clients: dict[str, Client], django_db_blocker) -> list[str]:  # noqa: F811
    """Everything Vietnamese that the city, the schemes and the law themselves say."""
    with django_db_blocker.unblock():
        return data_of_the_pages()


def test_words_of_ours_left_in_vietnamese_are_found() -> None:
    page = '<p>Sở Tài chính: <b title="Đơn vị">x</b> <i lang="vi">Quy chế</i></p>'
    assert left_over(page, ["Sở Tài chính"]) == ["Đơn vị"]
