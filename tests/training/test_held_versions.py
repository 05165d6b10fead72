"""A version of a scheme is not taken back while turns rest on what it brought in (S6, A2)."""

from datetime import date

import pytest

from hientai.people.models import Person
from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.pack import Pack
from hientai.schemes.models import SchemeVersion
from hientai.schemes.services import accept, propose, withdraw
from hientai.shared.refused import Refused
from tests.city import study

pytestmark = pytest.mark.django_db
NEW, KNOWN = "A.1.99", "A.1.1"


def another_quota(pack: Pack) -> Pack:
    """The pack with one more quota, taught as a known one is."""
    extra = pack.quota(KNOWN).model_copy(update={"id": NEW})
    taught = next(one for one in pack.programmes if one.quota == KNOWN)
    again = taught.model_copy(update={"id": NEW, "quota": NEW})
    rows = (*pack.quotas, extra), (*pack.programmes, again)
    return pack.model_copy(update=dict(zip(("quotas", "programmes"), rows, strict=True)))


def amended() -> SchemeVersion:
    """A version that brings the quota in."""
    act = Act(number="21/QĐ-UBND")
    since = date(2024, 7, 1)
    return accept(
        actor=None, proposal=propose(slug="hanoi-1698", change=another_quota, since=since, act=act)
    )


@pytest.fixture
def learner(put, version) -> Person:
    return put("S2", "SNV")


def test_the_version_that_brought_the_quota_in_is_held(learner) -> None:
    made = amended()
    study(learner, made, NEW)
    with pytest.raises(Refused, match=r"A\.1\.99"):
        withdraw(actor=None, version=made, ground="Rút")


def test_a_version_taken_back_before_holds_nothing_in_its_place(learner) -> None:
    """The quota came in with version 2, which was taken back, and again with version 3."""
    withdraw(actor=None, version=amended(), ground="Ghi nhầm ngày")
    again = amended()
    study(learner, again, NEW)
    with pytest.raises(Refused, match=r"A\.1\.99"):
        withdraw(actor=None, version=again, ground="Rút")


def test_turns_of_a_quota_that_was_there_before_hold_nothing(learner) -> None:
    made = amended()
    study(learner, made, KNOWN)
    assert withdraw(actor=None, version=made, ground="Rút").version == made
