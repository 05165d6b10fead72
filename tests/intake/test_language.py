"""The worker speaks the language of who asked: it has none of its own (N2)."""

import re

import pytest

from hientai.accounts.models import User
from hientai.intake.domain.table import REFUSED
from hientai.intake.queries.batches import notes_of
from hientai.intake.services import preview
from tests.intake.conftest import ON, person

pytestmark = pytest.mark.django_db


def reasons(actor: User, path) -> list[str]:
    """Why cells of a file are refused, in the words kept with the batch."""
    batch = preview(actor=actor, path=path, unit="SNV", on=ON)
    return [str(note["reason"]) for note in notes_of(batch, REFUSED)[:9]]


@pytest.mark.parametrize(("language", "says"), [("en", False), ("vi", True), ("", True)])
def test_a_preview_is_worded_for_the_officer_who_asked(
    officer: User, book, language: str, says: bool
) -> None:
    """A day that is none: the reason holds Vietnamese letters for a reader of Vietnamese alone."""
    officer.language = language
    officer.save()
    [reason] = reasons(officer, book([person("A1", **{"Ngày sinh": "31/02/1980"})]))
    assert bool(re.search("[À-ỹ]", reason)) is says, reason
