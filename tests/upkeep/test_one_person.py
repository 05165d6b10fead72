"""Sign-ins and requests of two records that are one person (P6), and who may touch them (A1)."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.audit.models import Event
from hientai.people.models import Person
from hientai.people.queries import merging as queries
from hientai.people.services import correct_rating
from hientai.people.services import merging as people
from hientai.shared.refused import Refused
from hientai.upkeep.models import CorrectionRequest, OwnRecord
from hientai.upkeep.services import requests as verbs
from hientai.upkeep.services import tie
from tests.journeys.city import user
from tests.upkeep.conftest import TODAY, Scene, Sees

GROUND = "Biên bản đối chiếu hồ sơ 05/BB-STC"


def second(code: str = "HN-000002") -> Person:
    with operator_scope():
        return Person.objects.get(code=code)


@pytest.fixture
def other(scene: Scene) -> User:
    """The same person's other record has a sign-in too."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        found = user("an", "Nguyễn Thu An", "learner", scene.city.finance)
        cursor.execute("SET LOCAL ROLE hientai_app")
    with operator_scope():
        tie(user=found, person=Person.objects.get(code="HN-000002"), since=date(2022, 1, 1))
    return found


def ask(entered: Sees, who: User, person: Person, field: str, said: str) -> CorrectionRequest:
    with entered(who):
        return verbs.ask(
            actor=who, person=person, field=field, said=said, reason="ghi nhầm", on=TODAY
        )


def merge(scene: Scene, kept: Person, merged: Person):
    found = queries.conflicts_of(kept, merged)
    choices = {one.id: "kept" for one in found}
    return people.merge(
        actor=scene.city.officer, kept=kept, merged=merged, choices=choices, ground=GROUND
    )


def test_a_request_once_withdrawn_is_no_obstacle_to_a_merger(
    scene: Scene, entered: Sees, other: User
):
    """By the officer of the unit, who never withdraws a request of another."""
    me, same = scene.me, second()
    for who, person in ((scene.person, me), (other, same)):
        one = ask(entered, who, person, "sex", "Nữ")
        with entered(who):
            verbs.withdraw(actor=who, request=one)
    with entered(scene.city.officer):
        before = [queries.image_of(one.pk) for one in (me, same)]
        merger = merge(scene, me, same)
        states = CorrectionRequest.objects.filter(person=me).values_list("state", flat=True)
        assert list(states) == ["withdrawn", "withdrawn"]
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")
        assert [queries.image_of(one.pk) for one in (me, same)] == before


def test_below_the_web_layer_an_officer_withdraws_nothing(scene: Scene, entered: Sees):
    one = ask(entered, scene.person, scene.me, "sex", "Nữ")
    with entered(scene.city.officer), pytest.raises(ProgrammingError, match="only who asked"):
        CorrectionRequest.objects.filter(pk=one.pk).update(state="withdrawn")


def test_of_two_open_requests_on_one_field_the_earlier_waits_and_the_later_stays_as_history(
    scene: Scene, entered: Sees, other: User
):
    me, same = scene.me, second()
    later_is_kept = (
        ask(entered, other, same, "sex", "Nữ"),
        ask(entered, scene.person, me, "sex", "nữ"),
    )
    alone = ask(entered, other, same, "ethnicity", "Tày")
    with entered(scene.city.officer):
        merger = merge(scene, me, same)
        states = dict(CorrectionRequest.objects.filter(person=me).values_list("pk", "state"))
        assert states == {
            later_is_kept[0].pk: "open",
            later_is_kept[1].pk: "superseded",
            alone.pk: "open",
        }
    listed = scene.clients["officer"].get("/ho-so/dinh-chinh/").content.decode()
    assert "đã nhập vào đề nghị trước về cùng nội dung" in listed
    with entered(scene.city.officer):
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")
        assert set(CorrectionRequest.objects.values_list("state", flat=True)) == {"open"}
        assert CorrectionRequest.objects.filter(person=same).count() == 2


def test_a_superseded_request_is_opened_again_by_nothing_but_the_way_back(
    scene: Scene, entered: Sees, other: User
):
    me, same = scene.me, second()
    for who, person in ((scene.person, me), (other, same)):
        ask(entered, who, person, "sex", "Nữ")
    with entered(scene.city.officer):
        merge(scene, me, same)
        late = CorrectionRequest.objects.filter(state="superseded")
        CorrectionRequest.objects.filter(state="open").update(
            state="refused", answer="Không có căn cứ", decided_at="2024-06-01T00:00Z"
        )
        for change in ({"state": "accepted"}, {"state": "asked"}, {"answer": "x"}):
            with pytest.raises(Exception, match="stays as it is"), transaction.atomic():
                late.update(**change)


def test_the_kept_record_keeps_its_sign_in_and_the_other_ends_with_the_way_back(
    scene: Scene, entered: Sees, other: User
):
    me, same = scene.me, second()
    with entered(scene.city.officer):
        merger = merge(scene, me, same)
        assert list(OwnRecord.objects.values_list("user", "person")) == [(scene.person.pk, me.pk)]
    with operator_scope():
        ended = Event.objects.get(table_name="upkeep_ownrecord", operation="D")
        assert (ended.before["user_id"], ended.ground) == (other.pk, GROUND)
    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/ho-so/cua-toi/").content.decode()
    assert "không gắn với hồ sơ nào" in page
    assert "Trần Quốc Bình" not in page
    with entered(scene.city.officer):
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")
        tied = dict(OwnRecord.objects.values_list("user", "person"))
        assert tied == {scene.person.pk: me.pk, other.pk: same.pk}
    assert "Nguyễn Thu An" in client.get("/ho-so/cua-toi/").content.decode()


def test_the_one_sign_in_there_is_goes_along(scene: Scene, entered: Sees):
    same = second()
    with entered(scene.city.officer):
        merger = merge(scene, same, scene.me)
        assert OwnRecord.objects.get().person_id == same.pk
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")
        assert OwnRecord.objects.get().person_id == scene.me.pk


@pytest.mark.parametrize("change", ["tie", "untie", "move"])
def test_below_the_web_layer_an_officer_ties_and_unties_nobody(
    scene: Scene, entered: Sees, other: User, change: str
):
    """A1: a sign-in opens a record; who manages accounts says whose."""
    third = second("HN-000003")
    with (
        pytest.raises(ProgrammingError, match="ties a sign-in"),
        entered(scene.city.officer),
        connection.cursor() as cursor,
    ):
        if change == "tie":
            OwnRecord.objects.create(user=scene.city.viewer, person=third)
        elif change == "untie":
            OwnRecord.objects.filter(user=other).delete()
        else:
            OwnRecord.objects.filter(user=other).update(person=third)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_application_cannot_ask_whose_sign_in_is_whose(scene: Scene, entered: Sees):
    """A1: the function that opens a scope asks it with its owner's rights; nobody else does."""
    with (
        entered(scene.city.viewer),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT accounts_person_of(%s)", [scene.person.pk])
    assert scene.clients["person"].get("/ho-so/cua-toi/").status_code == 200


def test_before_merging_an_officer_reads_whose_sign_in_and_which_requests(
    scene: Scene, entered: Sees, other: User
):
    same = second()
    ask(entered, other, same, "sex", "Nữ")
    page = scene.clients["officer"].get(f"/nguoi/trung-lap/{scene.me.pk}/{same.pk}/")
    words = page.content.decode()
    for said in (
        "Tài khoản cá nhân",
        "binh",
        "tài khoản kia không còn gắn với hồ sơ nào",
        "Đề nghị đính chính",
        "Giới tính",
        "chờ xem xét",
    ):
        assert said in words, said


def test_a_decided_request_stands_in_the_way_of_undoing_what_made_it_one(
    scene: Scene, entered: Sees, other: User
):
    me, same = scene.me, second()
    one = ask(entered, other, same, "sex", "Nữ")
    with entered(scene.city.officer):
        merger = merge(scene, me, same)
        held = CorrectionRequest.objects.get(pk=one.pk)
        verbs.refuse(actor=scene.city.officer, request=held, reason="Không có căn cứ")
        with pytest.raises(Refused, match="Đề nghị đính chính: 1 dòng sửa đổi"):
            people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")


def test_a_sign_in_that_is_somebody_elses_by_now_is_named_as_what_stands_in_the_way(
    scene: Scene, entered: Sees, other: User
):
    me, same, third = scene.me, second(), second("HN-000003")
    with entered(scene.city.officer):
        merger = merge(scene, me, same)
    with operator_scope():
        tie(user=other, person=third, since=TODAY)
    with (
        entered(scene.city.officer),
        pytest.raises(Refused, match=r"Không trả lại được.*Tài khoản cá nhân.*bỏ ở đó"),
    ):
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")


def test_the_trace_of_a_merged_record_is_read_with_the_kept_one_and_apart_again_after(
    scene: Scene, entered: Sees, other: User
):
    """A2: who saw and who changed either is told to who answers for the person, and the person."""
    me, same = scene.me, second()
    officer, person = scene.clients["officer"], scene.clients["person"]
    with entered(scene.city.officer):
        rate = {
            "person": same,
            "year": 2022,
            "rating": "excellent",
            "ground": "Quyết định 9/QĐ-STC",
        }
        correct_rating(actor=scene.city.officer, **rate)
    assert officer.get("/nguoi/HN-000002/").status_code == 200
    with entered(scene.city.officer):
        merger = merge(scene, me, same)
    ways = (officer, "/ho-so/HN-000001/nhat-ky/"), (person, "/ho-so/cua-toi/nhat-ky/")
    for client, way in ways:
        changed = client.get(way).content.decode()
        assert "Quyết định 9/QĐ-STC" in changed
        assert "HN-000002" in changed
        assert "Xem hồ sơ" in client.get(f"{way}?phan=xem").content.decode()
    with entered(scene.city.officer):
        people.undo_merger(actor=scene.city.officer, merger=merger, ground="Nhầm người")
    assert "Quyết định 9/QĐ-STC" not in person.get("/ho-so/cua-toi/nhat-ky/").content.decode()
    assert "Xem hồ sơ" not in person.get("/ho-so/cua-toi/nhat-ky/?phan=xem").content.decode()
