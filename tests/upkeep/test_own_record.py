"""A1, A2, P6: a person sees the own record and nothing else, below the web layer too."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from hientai.audit.models import RecordRead
from hientai.people.models import Degree, Person, Post, Rating
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from hientai.upkeep.models import CorrectionRequest, OwnRecord
from hientai.upkeep.services import tie
from tests.site.test_permissions import CASES, permission_of
from tests.upkeep.conftest import TODAY, Scene, Sees


def test_a_person_sees_the_own_record_and_nobody_elses(scene: Scene, entered: Sees):
    with entered(scene.person):
        assert [p.code for p in Person.objects.all()] == ["HN-000001"]
        for kind in (Post, Degree, Rating, Turn):
            assert {row.person_id for row in kind.objects.all()} == {scene.me.pk}, kind


def test_a_person_writes_nothing_of_the_own_record(scene: Scene, entered: Sees):
    with entered(scene.person):
        assert Person.objects.update(sex="female") == 0
        assert Rating.objects.update(rating="excellent") == 0
        assert Degree.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Rating.objects.create(person=scene.me, year=2020, rating="excellent")


def test_sql_in_the_own_scope_opens_no_other_record(scene: Scene, entered: Sees):
    with entered(scene.person), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hientai.person', %s, true)", [str(scene.city.stranger.pk)]
        )
        cursor.execute("SELECT set_config('hientai.all', 'on', true)")
        cursor.execute("SELECT code FROM people_person")
        assert cursor.fetchall() == [("HN-000001",)]
        with pytest.raises(DatabaseError, match="forged"), transaction.atomic():
            cursor.execute(
                "SELECT set_config('hientai.sight', current_setting('hientai.sight') || %s, true)",
                [str(scene.city.stranger.pk)],
            )
            cursor.execute("SELECT code FROM people_person")
        cursor.execute("SELECT count(*) FROM upkeep_trace(%s)", [scene.city.stranger.pk])
        assert cursor.fetchone() == (0,)


def test_a_user_without_the_role_of_that_day_sees_nobody(scene: Scene, entered: Sees):
    """The tie alone opens nothing: the role gives it, from its day to its end."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE accounts_roleassignment SET period = daterange('2022-01-01', '2023-01-01')"
            " WHERE user_id = %s",
            [scene.person.pk],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    with entered(scene.person):
        assert not Person.objects.exists()


def test_nobody_but_who_manages_accounts_says_who_is_whom(scene: Scene, entered: Sees):
    for who in (scene.person, scene.city.officer):
        with entered(who):
            with suppress(DatabaseError), transaction.atomic():
                OwnRecord.objects.update(person=scene.city.stranger)
            assert set(OwnRecord.objects.values_list("person", flat=True)) == {scene.me.pk}
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                OwnRecord.objects.create(user=scene.city.viewer, person=scene.city.stranger)


def test_one_person_has_one_sign_in(scene: Scene, entered: Sees):
    with entered(scene.city.owner):
        tie(user=scene.person, person=scene.me, since=TODAY)
        with pytest.raises(Refused, match="đã được gắn"):
            tie(user=scene.city.viewer, person=scene.me, since=TODAY)
        with pytest.raises(Refused, match="đã được gắn"):
            tie(user=scene.person, person=scene.city.stranger, since=TODAY)


def test_the_own_page_says_where_one_may_go_and_why_not(scene: Scene):
    """L7: the head of finance completed A.1.1; degree study at 45 is past the age of 40."""
    page = scene.clients["person"].get("/ho-so/cua-toi/").content.decode()
    assert "Trần Quốc Bình" in page
    assert "02/05/1979" in page
    assert "Quản lý tài chính công" in page
    assert "A.1.1" in page
    assert "D.1" in page
    assert "tuổi" in page
    assert "HN-000004" not in page


def test_the_person_reads_who_opened_the_record(scene: Scene):
    """A2: reads of a person's record are logged, and the person sees them."""
    scene.clients["officer"].get("/nguoi/HN-000001/")
    page = scene.clients["person"].get("/ho-so/cua-toi/nhat-ky/?phan=xem").content.decode()
    assert "Phạm Văn Long" in page
    assert "Xem hồ sơ" in page


def test_openings_are_seen_by_who_answers_for_the_person_and_by_nobody_else(
    scene: Scene, entered: Sees
):
    scene.clients["owner"].get("/nguoi/HN-000001/")
    scene.clients["owner"].get("/nguoi/HN-000004/")
    strangers = RecordRead.objects.filter(person_id=scene.city.stranger.pk)
    for who, mine, others in ((scene.person, 1, 0), (scene.city.officer, 1, 0)):
        with entered(who):
            assert RecordRead.objects.filter(person_id=scene.me.pk).count() == mine
            assert strangers.count() == others


OWN = ("upkeep", "nominations", "evaluation", "attendance", "certificates", "results")
SHARED = ("public", "signed-in", "workdays:view", "timetables:view")
FOR_A_PERSON = (*SHARED, *(f"{room}:own" for room in OWN))


def test_a_person_opens_the_own_pages_and_no_other(scene: Scene):
    """Every address of the table of permissions that is not for everybody is 404 or 405 here."""
    client = scene.clients["person"]
    for method, address, *_others in CASES:
        if "{" in address or permission_of(address) in FOR_A_PERSON:
            continue
        with transaction.atomic():
            status = client.generic(method, address).status_code
            transaction.set_rollback(True)
        assert status in (404, 405), f"{method} {address}: {status}"


def test_the_home_of_a_person_leads_to_the_own_record(scene: Scene):
    page = scene.clients["person"].get("/").content.decode()
    assert "/ho-so/cua-toi/" in page
    assert "/nguoi/" not in page


def test_who_is_nobodys_record_has_no_own_page(scene: Scene):
    assert scene.clients["owner"].get("/ho-so/cua-toi/").status_code == 404


def test_requests_of_others_are_out_of_sight(scene: Scene, entered: Sees):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        CorrectionRequest.objects.create(
            person=scene.city.stranger, field="sex", said="Nữ", reason="ghi nhầm"
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    for who in (scene.person, scene.city.officer):
        with entered(who):
            assert not CorrectionRequest.objects.exists()
