"""Words of the pure rooms pass through the translator that the site lends them (N2)."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils.translation import get_language, gettext

from hientai.shared.words import N_, _, speak_through


@pytest.fixture
def english() -> Iterator[None]:
    speak_through({"người": "person"}.get)
    yield
    speak_through(gettext, lambda: get_language() or settings.LANGUAGE_CODE)


def test_a_message_is_its_own_words_in_vietnamese() -> None:
    assert _("Không tìm thấy đơn vị") == "Không tìm thấy đơn vị"


def test_a_message_passes_through_the_translator_when_it_is_asked_for(english: None) -> None:
    kept = N_("người")
    assert kept == "người"
    assert _(kept) == "person"
