"""Below the verbs: what is signed stands, nobody signs for another, nobody reads another's (A1)."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from hientai.accounts.domain import ROLES, permissions_of
from hientai.approvals import services as verbs
from hientai.approvals.models import Route, Signature, Submission
from hientai.approvals.queries.tasks import waiting_lately
from hientai.notices.models import Notice
from tests.approvals.conftest import KIND, TODAY, Office, back_to_owner, person

pytestmark = pytest.mark.django_db


def signature(row: Submission, **more: Any) -> Signature:
    """A signature by SQL, past the verbs."""
    told: dict[str, Any] = {
        "submission": row,
        "step": row.step,
        "title": "Bước",
        "unit_id": row.unit_id,
        "signer": "Người ký",
        "verdict": "agreed",
        "waiting_since": TODAY,
        "due_on": TODAY,
        "on": TODAY,
    }
    with transaction.atomic():
        return Signature.objects.create(**{**told, **more})


def test_the_database_knows_the_same_answering_roles_as_the_table_of_roles(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT approvals_answering_roles()")
        known = set(cursor.fetchone()[0])
    assert known == {r.code for r in ROLES if "approvals:answer" in permissions_of(r.code)}


def test_another_unit_sees_nothing_of_it(office: Office) -> None:
    office.submitted()
    office.as_("hoa")
    assert (Submission.objects.count(), Signature.objects.count()) == (0, 0)


def test_who_answered_goes_on_seeing_it(office: Office) -> None:
    row = office.submitted(key="de-an/D.2")
    office.said("minh", row)
    office.said("hoa", row)
    office.as_("hoa")
    assert Submission.objects.get().step == 2
    assert Signature.objects.count() == 2


def test_whom_it_is_about_sees_where_it_stands(office: Office) -> None:
    back_to_owner()
    thu = office.employ("thu", "learner", "SNV")
    mai = person(office.units["STC"], "HN-1", thu)
    office.submitted(people=[mai.pk])
    office.submitted(subject=2)
    office.as_("thu")
    assert [one.subject for one in Submission.objects.all()] == [1]


@pytest.mark.parametrize(
    ("who", "wall"),
    [
        ("hoa", "row-level security"),  # of another unit: out of reach
        ("lan", "nobody approves what they submitted"),
    ],
)
def test_nobody_signs_where_they_may_not(office: Office, who: str, wall: str) -> None:
    row = office.submitted()
    user = office.as_(who)
    with pytest.raises(DatabaseError, match=wall):
        signature(row, by=user)


def test_nobody_signs_in_the_name_of_another(office: Office) -> None:
    row = office.submitted()
    office.as_("minh")
    for by, stead in ((office.users["tuan"], None), (office.users["minh"], office.users["tuan"])):
        with pytest.raises(ProgrammingError, match="row-level security"):
            signature(row, by=by, acting_for=stead)


def test_nobody_signs_what_is_about_them_though_the_verbs_are_passed_by(office: Office) -> None:
    back_to_owner()
    mai = person(office.units["STC"], "HN-1", office.users["minh"])
    row = office.submitted(people=[mai.pk])
    user = office.as_("minh")
    with pytest.raises(IntegrityError, match="nobody approves what is about them"):
        signature(row, by=user)


def test_who_is_to_answer_does_not_take_back_in_the_units_place(office: Office) -> None:
    row = office.submitted(key="de-an/D.2")
    office.said("minh", row)
    user = office.as_("hoa")
    seen = Submission.objects.get()
    with pytest.raises(ProgrammingError, match="row-level security"):
        signature(seen, by=user, verdict="withdrawn", reason="x")


def test_a_step_is_signed_once_and_only_where_it_stands(office: Office) -> None:
    row = office.submitted(key="de-an/D.2")
    user = office.as_("minh")
    with pytest.raises(IntegrityError, match="at the step where it stands"):
        signature(row, by=user, step=1)
    signature(row, by=user)
    with pytest.raises(IntegrityError, match="step_is_answered_once"):
        signature(row, by=user)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "approved", "closed_on": TODAY},
        {"step": 1},
        {"title": "Danh sách khác"},
        {"people": [1]},
        {"submitter": "Người khác"},
        {"seen_by": []},
    ],
    ids=str,
)
def test_a_submission_goes_on_by_signature_alone_and_stays_what_it_was(
    office: Office, change: dict[str, Any]
) -> None:
    row = office.submitted(key="de-an/D.2")
    office.as_("minh")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(**change)


def test_what_was_closed_stays(office: Office) -> None:
    row = office.submitted()
    office.said("minh", row, "refused", "không đúng đối tượng")
    back_to_owner()
    for change in ({"state": "open", "closed_on": None}, {"reason": "x"}, {"step": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("table", ["route", "signature", "reminder"])
def test_what_was_put_or_signed_is_neither_changed_nor_removed(office: Office, table: str) -> None:
    office.submitted()
    office.as_("tuan")
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(f"approvals_{table}"))


def test_a_route_is_put_by_who_writes_for_its_authority(office: Office) -> None:
    held = Route.objects.first()
    office.as_("hoa")
    held.pk = None
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        held.save(force_insert=True)
    office.as_("tuan")
    held.save(force_insert=True)


def test_what_is_submitted_begins_open_at_its_first_step(office: Office) -> None:
    row = office.submitted()
    back_to_owner()
    row.pk, row.subject, row.step = None, 2, 1
    with pytest.raises(IntegrityError, match="begins open"), transaction.atomic():
        row.save(force_insert=True)


def test_the_rooms_above_learn_what_the_author_answered_in_this_transaction(office: Office) -> None:
    row = office.submitted()
    office.said("minh", row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT approvals_subjects_answered_now(%s)", [KIND])
        assert [one[0] for one in cursor.fetchall()] == [1]
        office.as_("hoa")
        cursor.execute("SELECT approvals_subjects_answered_now(%s)", [KIND])
        assert cursor.fetchall() == []
        cursor.execute("SELECT approvals_subjects_in_sight(%s)", [KIND])
        assert cursor.fetchall() == []
        office.as_("lan")
        cursor.execute("SELECT approvals_subjects_in_sight(%s)", [KIND])
        assert cursor.fetchall() == [(1,)]


def test_the_head_of_a_page_counts_what_awaits_the_user_and_nobody_elses(office: Office) -> None:
    cache.clear()
    office.submitted()
    office.submitted(subject=2, by="minh")
    counts = {name: waiting_lately(office.as_(name)) for name in ("lan", "minh", "hoa", "tuan")}
    assert counts == {"lan": 1, "minh": 1, "hoa": 0, "tuan": 0}


def test_who_is_to_answer_and_who_submitted_are_told(office: Office) -> None:
    row = office.submitted(key="de-an/D.2")
    office.said("minh", row)
    office.said("hoa", row, "sent_back", "thiếu minh chứng")
    back_to_owner()
    told = Notice.objects.order_by("pk").values_list("user__username", "kind", "title")
    assert list(told) == [
        ("minh", "approvals.waiting", "Một hồ sơ chờ bạn phê duyệt"),
        ("hoa", "approvals.waiting", "Một hồ sơ chờ bạn phê duyệt"),
        ("lan", "approvals.outcome", "Hồ sơ bạn trình được đồng ý ở một bước"),
        ("lan", "approvals.sent_back", "Hồ sơ bạn trình bị trả lại"),
    ]
    last = Notice.objects.last()
    assert (last.text, last.link) == (
        "Danh sách 1: đã trả lại. thiếu minh chứng",
        f"/phe-duyet/{row.pk}/",
    )


def test_many_answers_are_told_as_one_notice(office: Office) -> None:
    for n in range(3):
        office.submitted(subject=n)
    user = office.as_("minh")
    verbs.answer_many(
        actor=user, submissions=list(Submission.objects.all()), verdict="agreed", on=TODAY
    )
    back_to_owner()
    told = Notice.objects.filter(user=office.users["lan"]).values_list("title", "link")
    assert list(told) == [("3 hồ sơ bạn trình đã được phê duyệt", "/phe-duyet/da-trinh/")]
