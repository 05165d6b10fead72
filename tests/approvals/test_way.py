"""Something submitted goes its way: who answers, in whose stead, what comes of it (N1)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment
from hientai.approvals import queries as reads
from hientai.approvals import services as verbs
from hientai.approvals.domain.routes import Place, Whose
from hientai.approvals.models import Signature, Submission
from hientai.approvals.services.effects import Effects
from hientai.organisations.models import UnitVersion
from hientai.organisations.services import create_unit
from hientai.shared.refused import Refused
from hientai.workdays.models import Note
from tests.approvals.conftest import (
    CITY,
    HEAD,
    HOME,
    KIND,
    SINCE,
    TODAY,
    Office,
    back_to_owner,
    deputised,
    person,
    put,
)

pytestmark = pytest.mark.django_db


def tasks(office: Office, name: str, deputy: int | None = None) -> list[str]:
    user = office.as_(name, deputy)
    return [one.title for one in reads.tasks_of(user, TODAY)]


def test_a_list_of_a_unit_is_approved_by_another_of_the_unit(office, happened) -> None:
    row = office.submitted()
    assert (row.state, row.due_on) == ("open", date(2024, 6, 10))
    assert tasks(office, "lan") == []
    assert tasks(office, "minh") == ["Danh sách 1"]
    done = office.said("minh", row)
    assert (done.state, done.step) == ("approved", 0)
    assert happened == [("approved", 1, "")]
    row = reads.submission(row.pk)
    assert reads.issuer_of(row).code == "STC"
    assert tasks(office, "minh") == []


def test_three_steps_go_from_the_unit_through_home_affairs_to_the_city(office, happened) -> None:
    row = office.submitted(key="de-an/D.2")
    for name, state in (("minh", "open"), ("hoa", "open"), ("tuan", "approved")):
        assert tasks(office, name) == ["Danh sách 1"]
        assert office.said(name, row).state == state
        assert tasks(office, name) == []
    assert happened == [("approved", 1, "")]
    signed = Signature.objects.order_by("step").values_list("signer", "unit__code")
    assert list(signed) == [
        ("Trần Văn Minh", "STC"),
        ("Lê Thị Hoa", "SNV"),
        ("Phạm Anh Tuấn", "HN"),
    ]
    assert reads.issuer_of(reads.submission(row.pk)).code == "HN"


def test_the_trail_tells_what_was_said_who_has_it_now_and_what_lies_ahead(office) -> None:
    row = office.submitted(key="de-an/D.2")
    office.said("minh", row)
    office.as_("lan")
    marks = reads.trail(Submission.objects.get(pk=row.pk), TODAY)
    assert [(one.what, one.where, one.who) for one in marks] == [
        ("submitted", "Sở Tài chính", "Nguyễn Thị Lan"),
        ("agreed", "Sở Tài chính", "Trần Văn Minh"),
        ("waiting", "Sở Nội vụ", "Lê Thị Hoa"),
        ("ahead", "cơ quan có thẩm quyền", ""),
    ]
    assert marks[2].due_on == date(2024, 6, 17)


def test_what_is_sent_back_says_why_and_may_be_submitted_again(office, happened) -> None:
    row = office.submitted()
    with pytest.raises(Refused, match="lý do"):
        office.said("minh", row, "sent_back")
    office.said("minh", row, "sent_back", "thiếu minh chứng")
    assert happened == [("sent_back", 1, "thiếu minh chứng")]
    again = office.submitted()
    assert again.pk != row.pk
    told = [one.what for one in reads.trail(again, TODAY)]
    assert told == ["submitted", "sent_back", "submitted", "waiting"]


def test_what_is_refused_is_over(office, happened) -> None:
    row = office.submitted()
    office.said("minh", row, "refused", "không đúng đối tượng")
    assert happened == [("refused", 1, "không đúng đối tượng")]
    with pytest.raises(Refused, match="không còn chờ"):
        office.said("minh", row)


def test_what_is_on_its_way_is_not_submitted_twice_and_may_be_taken_back(office, happened) -> None:
    row = office.submitted()
    with pytest.raises(Refused, match="đang chờ phê duyệt"):
        office.submitted()
    user = office.as_("hoa")
    with pytest.raises(Refused, match="phạm vi"):
        verbs.withdraw(actor=user, submission=row, reason="sai danh sách", on=TODAY)
    user = office.as_("lan")
    done = verbs.withdraw(actor=user, submission=row, reason="sai danh sách", on=TODAY)
    assert (done.state, happened) == ("withdrawn", [("withdrawn", 1, "sai danh sách")])
    assert tasks(office, "minh") == []


def test_nobody_approves_what_they_submitted(office) -> None:
    row = office.submitted()
    with pytest.raises(Refused, match="chính mình trình"):
        office.said("lan", row)


def test_nobody_approves_what_is_about_them(office) -> None:
    back_to_owner()
    mai = person(office.units["STC"], "HN-1", office.users["minh"])
    office.employ("thu", "unit_officer", "STC")
    row = office.submitted(people=[mai.pk])
    assert tasks(office, "minh") == []
    assert tasks(office, "thu") == ["Danh sách 1"]
    with pytest.raises(Refused, match="về chính mình"):
        office.said("minh", row)
    assert office.said("thu", row).state == "approved"


def test_where_all_who_answer_are_barred_the_nearest_above_answers(office) -> None:
    """The one other officer of the unit is its subject: the city answers in the unit's place."""
    back_to_owner()
    mai = person(office.units["STC"], "HN-1", office.users["minh"])
    row = office.submitted(people=[mai.pk])
    assert tasks(office, "tuan") == ["Danh sách 1"]
    assert office.said("tuan", row).state == "approved"
    one = Signature.objects.get()
    assert (one.unit.code, one.desk.code) == ("STC", "HN")


def test_a_deputy_answers_in_the_stead_of_the_holder_and_the_trail_says_so(office) -> None:
    office.employ("thu", "viewer", "SNV")
    held = deputised(office.users["minh"], office.users["thu"])
    row = office.submitted()
    assert tasks(office, "thu") == []
    assert tasks(office, "thu", held.pk) == ["Danh sách 1"]
    office.said("thu", row, deputy=held.pk)
    one = Signature.objects.get()
    assert (one.by.username, one.acting_for.username) == ("thu", "minh")
    assert one.signer == "Đỗ Minh Thu (thay Trần Văn Minh)"


def test_a_deputy_is_held_to_what_the_one_stood_in_for_is(office) -> None:
    """What the holder submitted the deputy does not approve, nor the holder what the deputy did."""
    office.employ("thu", "viewer", "SNV")
    held = deputised(office.users["lan"], office.users["thu"])
    row = office.submitted()
    assert tasks(office, "thu", held.pk) == []
    with pytest.raises(Refused, match="chính mình trình"):
        office.said("thu", row, deputy=held.pk)
    user = office.as_("thu", held.pk)
    other = verbs.submit(
        actor=user,
        key="de-an/A.1",
        title="Danh sách 2",
        unit=office.units["STC"],
        subject=(KIND, 2),
        on=TODAY,
    )
    assert other.submitter == "Đỗ Minh Thu (thay Nguyễn Thị Lan)"
    with pytest.raises(Refused, match="chính mình trình"):
        office.said("lan", other)
    assert office.said("minh", other).state == "approved"


def test_who_holds_no_role_at_the_step_does_not_see_or_answer_it(office) -> None:
    row = office.submitted()
    assert tasks(office, "hoa") == []
    office.as_("hoa")
    assert reads.submission(row.pk) is None
    back_to_owner()
    seen = Submission.objects.get(pk=row.pk)
    user = office.as_("hoa")
    with pytest.raises(Refused, match="không chờ bạn"):
        verbs.answer(actor=user, submission=seen, verdict="agreed", on=TODAY)


def test_who_sees_everything_does_not_answer_for_a_unit_that_has_its_own_people(office) -> None:
    row = office.submitted()
    assert tasks(office, "tuan") == []
    with pytest.raises(Refused, match="không chờ bạn"):
        office.said("tuan", row)


def test_two_answers_to_one_step_leave_one(office) -> None:
    row = office.submitted(key="de-an/D.2")
    seen = Submission.objects.get(pk=row.pk)
    office.said("minh", row)
    user = office.as_("hoa")
    with pytest.raises(Refused, match="vừa có người trả lời"):
        verbs.answer(actor=user, submission=seen, verdict="agreed", on=TODAY)
    assert Signature.objects.count() == 1


def test_where_the_room_above_refuses_nothing_is_signed(office) -> None:
    def full(actor: object, row: Submission) -> None:
        raise Refused("Hết chỗ")

    verbs.follow("tests.full", Effects(approved=full))
    row = office.submitted(subject=9)
    back_to_owner()
    other = office.submitted(subject=10)
    user = office.as_("lan")
    held = verbs.submit(
        actor=user,
        key="de-an/A.1",
        title="Danh sách đầy",
        unit=office.units["STC"],
        subject=("tests.full", 1),
        on=TODAY,
    )
    with pytest.raises(Refused, match="Hết chỗ"), transaction.atomic():
        office.said("minh", held)
    user = office.as_("minh")
    done = verbs.answer_many(actor=user, submissions=[held, row, other], verdict="agreed", on=TODAY)
    assert [one.submission.title for one in done.done] == ["Danh sách 9", "Danh sách 10"]
    assert [(one.title, why.what) for one, why in done.refused] == [("Danh sách đầy", "Hết chỗ")]
    assert Submission.objects.get(pk=held.pk).state == "open"


def test_many_are_answered_at_once_and_each_refusal_is_named(office, happened) -> None:
    rows = [office.submitted(subject=n) for n in range(5)]
    own = office.submitted(by="minh", subject=5)
    user = office.as_("minh")
    seen = list(Submission.objects.order_by("pk"))
    done = verbs.answer_many(actor=user, submissions=seen, verdict="agreed", on=TODAY)
    assert {one.submission.pk for one in done.done} == {row.pk for row in rows}
    assert [(one.pk, "chính mình" in str(why)) for one, why in done.refused] == [(own.pk, True)]
    assert happened == [("approved", n, "") for n in range(5)]


def test_a_route_is_put_dated_and_what_is_on_its_way_keeps_its_own(office) -> None:
    row = office.submitted()
    back_to_owner()
    later = put("de-an/A.*", HEAD, HOME, since=TODAY + timedelta(days=1), title="Hai bước")
    assert reads.route_on("de-an/A.1", TODAY).title == "Trình tự de-an/A.*"
    assert reads.route_on("de-an/A.1", TODAY + timedelta(days=1)) == later
    assert [one.pk for one in reads.versions_of(later)] == [later.pk, row.route_id]
    assert office.said("minh", row).state == "approved"


def test_a_route_put_again_as_it_is_changes_nothing(office) -> None:
    back_to_owner()
    assert put("de-an/A.*", HEAD) == reads.route_on("de-an/A.1", TODAY)


def test_a_route_that_is_stopped_takes_nothing_more(office) -> None:
    back_to_owner()
    route = reads.route_on("de-an/A.1", TODAY)
    verbs.stop_route(actor=None, route=route, since=TODAY, source="Quyết định 2")
    with pytest.raises(Refused, match="Chưa có trình tự"):
        office.submitted()


def test_people_of_the_party_bloc_go_their_own_way_and_are_not_mixed_with_others(office) -> None:
    back_to_owner()
    party = create_unit(
        actor=None,
        code="BTC",
        name="Ban Tổ chức Thành ủy",
        unit_type="party_body",
        parent=office.units["HN"],
        on=SINCE,
        ground="Quyết định thành lập",
    )
    UnitVersion.objects.filter(unit=party).update(bloc="party")
    put("de-an/*", HEAD, issuer=Place(Whose.UNIT, "BTC"), blocs=["party"], title="Khối Đảng")
    theirs = person(party, "HN-2")
    ours = person(office.units["STC"], "HN-3")
    key = "de-an/A.1"
    found = reads.routes_for(key, [theirs.pk, ours.pk], TODAY)
    assert {route.title: ids for route, ids in found.items()} == {
        "Khối Đảng": [theirs.pk],
        "Trình tự de-an/A.*": [ours.pk],
    }
    office.employ("thu", "owner", "HN")
    user = office.as_("tuan")
    given = {"actor": user, "key": key, "title": "Hai khối", "unit": party, "on": TODAY}
    with pytest.raises(Refused, match="trình tự phê duyệt khác nhau"):
        verbs.submit(subject=(KIND, 3), people=[theirs.pk, ours.pk], **given)
    row = verbs.submit(subject=(KIND, 3), people=[theirs.pk], **given)
    assert reads.issuer_of(row).code == "BTC"


def test_who_is_managed_by_the_committee_goes_by_its_route(office) -> None:
    back_to_owner()
    put("de-an/*", HEAD, HOME, managed=True, title="Diện Ban Thường vụ")
    known = person(office.units["STC"], "HN-4", managed_by_committee=True)
    unknown = person(office.units["STC"], "HN-5")
    found = reads.routes_for("de-an/A.1", [known.pk, unknown.pk], TODAY)
    assert {route.title: ids for route, ids in found.items()} == {
        "Diện Ban Thường vụ": [known.pk],
        "Trình tự de-an/A.*": [unknown.pk],
    }


def test_a_step_that_lies_with_nobody_is_told_before_anything_is_submitted(office) -> None:
    back_to_owner()
    RoleAssignment.objects.filter(user=office.users["tuan"]).delete()
    with pytest.raises(Refused, match="UBND Thành phố quyết định"):
        office.submitted(key="de-an/D.1")


def test_a_unit_that_the_register_has_not_is_told(office) -> None:
    back_to_owner()
    put("de-an/Z", CITY, issuer=Place(Whose.SUBMITTER))
    put("de-an/X", HEAD.__class__("Nơi khác", Place(Whose.UNIT, "KHONG-CO"), 3))
    with pytest.raises(Refused, match="KHONG-CO"):
        office.submitted(key="de-an/X")


def test_a_step_may_lie_with_the_unit_above(office) -> None:
    back_to_owner()
    put("de-an/P", HEAD.__class__("Cấp trên", Place(Whose.PARENT), 3))
    office.employ("thu", "unit_officer", "TTLT")
    row = office.submitted(by="thu", key="de-an/P", unit=office.units["TTLT"])
    assert tasks(office, "hoa") == ["Danh sách 1"]
    assert office.said("hoa", row).state == "approved"


def test_a_role_counts_while_it_is_held(office) -> None:
    back_to_owner()
    held = RoleAssignment.objects.filter(user=office.users["minh"])
    held.update(period=DateRange(SINCE, TODAY))
    office.submitted()
    assert tasks(office, "minh") == []
    assert tasks(office, "tuan") == ["Danh sách 1"]


@pytest.mark.parametrize("verdict", ["agreed", "refused"])
def test_below_the_verbs_too_nobody_signs_for_themselves(office, verdict: str) -> None:
    """The database is the second wall."""
    row = office.submitted()
    user = office.as_("lan")
    with pytest.raises(IntegrityError, match="nobody approves what they submitted"):
        Signature.objects.create(
            submission=row,
            step=0,
            title="x",
            unit=row.unit,
            by=user,
            signer="x",
            verdict=verdict,
            reason="x",
            waiting_since=TODAY,
            due_on=TODAY,
            on=TODAY,
        )


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 6, 7), date(2024, 6, 14)),  # five days from a Friday
        (date(2024, 8, 30), date(2024, 9, 10)),  # 2 and 3 September are the national day
        (date(2024, 4, 26), date(2024, 5, 7)),  # 30 April and 1 May
    ],
)
def test_days_of_a_step_are_working_days_of_the_calendar(
    office: Office, on: date, due: date
) -> None:
    """G2: weekends and holidays are not counted; the step after counts from its own day."""
    row = office.submitted(on=on)
    assert row.due_on == due


def test_a_day_off_that_is_noted_later_leaves_due_days_as_they_were_set(office: Office) -> None:
    before = office.submitted(on=TODAY).due_on
    back_to_owner()
    off = {"kind": "off", "certainty": "verified", "written_by": "Nguyễn Thị Mai"}
    Note.objects.create(day=date(2024, 6, 5), source="Công văn 1", **off)
    after = office.submitted(subject=2, on=TODAY).due_on
    assert (before, after) == (date(2024, 6, 10), date(2024, 6, 11))
    assert Submission.objects.get(subject=1).due_on == before
