"""Addresses that are filled in are the addresses Django gives (N2)."""

import pytest
from django.urls import resolve, reverse

from hientai.webkit.addresses import address_of


@pytest.mark.parametrize("code", ["HN-000001", "A 1", "a&b=<c>", "Đ/1", "50%", "?x#y", "~:@"])
def test_a_filled_address_is_the_one_that_django_reverses(code: str) -> None:
    item = code.replace("/", "-")  # a part of an address holds no slash
    assert address_of("people:person", item) == reverse("people:person", args=[item])
    assert address_of("screening:why", "hanoi-1698", item) == reverse(
        "screening:why", args=["hanoi-1698", item]
    )


def test_a_filled_address_leads_to_the_page_of_its_words() -> None:
    found = resolve(address_of("screening:quota", "hanoi-1698", "A.1.1"))
    assert found.kwargs == {"slug": "hanoi-1698", "item": "A.1.1"}
