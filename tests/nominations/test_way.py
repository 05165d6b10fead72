"""A list on its way through real approvals, by people who see only what is theirs (N4, A1)."""

from datetime import date

import pytest
from django.db import connection

from hientai.approvals import services as approvals
from hientai.approvals.models import Submission
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationStep
from hientai.nominations.queries import lists as reads
from hientai.notices.models import Notice
from hientai.people.models import Person
from hientai.shared.refused import Refused
from hientai.upkeep.models import OwnRecord
from tests.approvals.conftest import HEAD, HOME, Office
from tests.approvals.conftest import put as put_route
from tests.nominations.made import states
from tests.nominations.test_lists import added

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 6, 3)


@pytest.fixture
def office(units, settings) -> Office:
    """The city with officers of two departments."""
    settings.HIENTAI_TODAY = MONDAY.isoformat()
    made = Office(units)
    made.employ("lan", "unit_officer", "STC")
    made.employ("minh", "unit_officer", "STC")
    made.employ("hoa", "unit_officer", "SNV")
    return made


@pytest.fixture
def ready(office, opened, put):
    """A list of the department of finance with two people, one of whom can sign in."""
    held = opened(on=MONDAY)
    an = put("AN", name="Lê Văn An")
    OwnRecord.objects.create(user=office.employ("an", "learner", "STC"), person=an)
    added(held, an, put("BINH", name="Lê Văn Bình"), on=MONDAY)
    return held


def submitted(office: Office, held, by: str = "lan") -> Submission:
    return verbs.submit(actor=office.as_(by), nomination_list=held, on=MONDAY)


def answered(office: Office, made: Submission, by: str, verdict: str = "agreed", reason: str = ""):
    user = office.as_(by)
    seen = Submission.objects.get(pk=made.pk)
    return approvals.answer(actor=user, submission=seen, verdict=verdict, reason=reason, on=MONDAY)


def news_of(name: str) -> list[str]:
    """The titles of what a user was told, the latest last."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    rows = Notice.objects.filter(user__username=name).order_by("pk")
    return [row.title for row in rows]


def test_units_choose_themselves_and_nobody_approves_what_they_submitted(office, ready) -> None:
    """N4: by the route that ships with the scheme the unit's head agrees, and seats are held."""
    made = submitted(office, ready)
    with pytest.raises(Refused):
        answered(office, made, "lan")
    answered(office, made, "minh")
    assert states(ready) == {"AN": "seated", "BINH": "seated"}
    assert NominationStep.objects.filter(became="seated").values_list("by", flat=True)[0]
    assert Person.objects.count() == 2  # the own scope came back
    assert news_of("an") == ["Bạn được đề cử đi học", "Đề cử của bạn đã được duyệt và được giữ chỗ"]


def test_a_department_beside_the_unit_sees_the_list_and_sends_it_back(office, ready) -> None:
    """N4: whoever it lies with sees whom it is about, and no more of them; the list is drawn up
    again with the reason."""
    put_route("hanoi-1698/A.1.1", HEAD, HOME)
    made = submitted(office, ready)
    office.as_("hoa")
    assert reads.rows_of(ready, MONDAY) == []
    answered(office, made, "minh")
    office.as_("hoa")
    assert [row.who.name for row in reads.rows_of(ready, MONDAY)] == ["Lê Văn An", "Lê Văn Bình"]
    assert not Person.objects.exists()
    assert Nomination.objects.update(tie_note="x") == 0
    answered(office, made, "hoa", "sent_back", "Thiếu nhận xét của cấp ủy")
    office.as_("lan")
    ready.refresh_from_db()
    assert (ready.state, ready.returned_reason) == ("draft", "Thiếu nhận xét của cấp ủy")
    assert set(states(ready).values()) == {"draft"}
    again = submitted(office, ready)
    assert again.pk != made.pk


def test_the_unit_fetches_its_list_back(office, ready) -> None:
    made = submitted(office, ready)
    user = office.as_("lan")
    back = verbs.take_back(actor=user, nomination_list=ready, reason="Bổ sung người", on=MONDAY)
    assert (back.state, set(states(back).values())) == ("draft", {"draft"})
    assert Submission.objects.get(pk=made.pk).state == "withdrawn"
    with pytest.raises(Refused):
        verbs.take_back(actor=user, nomination_list=ready, reason="Lần nữa", on=MONDAY)


def test_the_nominee_sees_the_own_row_and_nobody_elses(office, ready) -> None:
    """N4: where it stands and why."""
    submitted(office, ready)
    office.as_("an")
    [mine] = Nomination.objects.all()
    assert (mine.state, mine.list.title, mine.reasons != []) == ("submitted", ready.title, True)
    assert [step.became for step in reads.steps_of(mine)] == ["draft", "submitted"]
    assert reads.people_of(ready.pk) == {}
