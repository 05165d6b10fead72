"""The menu shows only where the user may go, and where the page stands (A1)."""

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from hientai.site.menu import menu


class Reader:
    is_authenticated = True
    roles: tuple = ()
    held: tuple = ()

    def may(self, permission: str) -> bool:
        return permission in {"schemes:view", "people:view"}


def shown(address: str, user: object) -> list[tuple[str, bool]]:
    request = RequestFactory().get(address)
    request.user = user
    return [(str(entry.text), here) for entry, here in menu(request)["menu"]]


def test_places_without_permission_are_not_in_the_menu() -> None:
    assert [text for text, _ in shown("/", Reader())] == ["Tổng quan", "Đề án", "Con người"]


def test_the_place_of_the_page_is_marked() -> None:
    assert [text for text, here in shown("/de-an/hanoi-1698/", Reader()) if here] == ["Đề án"]
    assert [text for text, here in shown("/", Reader()) if here] == ["Tổng quan"]


def test_nobody_signed_in_has_no_menu() -> None:
    assert shown("/", AnonymousUser()) == []


def test_the_day_form_keeps_the_filters_but_neither_page_nor_download() -> None:
    request = RequestFactory().get("/nguoi/?tim=an&trang=3&tai=xlsx&on=2024-06-01")
    request.user = Reader()
    assert menu(request)["kept_in_address"] == [("tim", "an")]
