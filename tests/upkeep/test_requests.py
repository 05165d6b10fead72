"""P6: a person may ask for a correction of the own record, the officer decides."""

from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from hientai.audit.models import Event
from hientai.intake.models import ImportBatch
from hientai.people.models import Degree, Person, Post
from hientai.shared.refused import Refused
from hientai.upkeep.domain.requests import kind_of
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.services import requests as verbs
from tests.upkeep.conftest import TODAY, Scene, Sees

ASK, MINE = "/ho-so/cua-toi/dinh-chinh/", "/ho-so/cua-toi/"


def asked(scene: Scene, entered: Sees, field: str = "birth_date", said: str = "03/05/1979"):
    with entered(scene.person):
        return verbs.ask(
            actor=scene.person,
            person=scene.me,
            field=field,
            said=said,
            reason="Giấy khai sinh ghi khác",
            on=TODAY,
        )


def decided(scene: Scene, number: int, step: str, text: str):
    address = f"/ho-so/dinh-chinh/{number}/quyet-dinh/"
    return scene.clients["officer"].post(address, {"buoc": step, "text": text})


def test_a_person_asks_and_the_officer_sees_it_on_home_and_in_the_list(scene: Scene):
    given = {
        "field": "birth_date",
        "said": "03/05/1979",
        "how": "wrong",
        "reason": "Giấy khai sinh ghi 03/05",
    }
    assert scene.clients["person"].post(ASK, given).status_code == 302
    page = scene.clients["officer"].get("/").content.decode()
    assert "1 đề nghị" in page
    listed = scene.clients["officer"].get("/ho-so/dinh-chinh/").content.decode()
    assert "Trần Quốc Bình" in listed
    assert "02/05/1979" in listed
    assert "03/05/1979" in listed


def test_accepting_writes_that_cell_alone_with_ground_and_author(scene: Scene, entered: Sees):
    one = asked(scene, entered)
    assert decided(scene, one.pk, "chap-nhan", "Giấy khai sinh số 12").status_code == 302
    with entered(scene.city.owner):
        person = Person.objects.get(pk=scene.me.pk)
        assert person.birth_date.isoformat() == "1979-05-03"
        assert person.name == "Trần Quốc Bình"
        one.refresh_from_db()
        assert (one.state, one.answer, one.decided_by) == (
            "accepted",
            "Giấy khai sinh số 12",
            "Phạm Văn Long",
        )
        event = Event.objects.get(batch=one.batch_id)
        assert (event.table_name, event.after) == ("people_person", {"birth_date": "1979-05-03"})
        assert (event.ground, event.actor_label) == ("Giấy khai sinh số 12", "Phạm Văn Long")
    page = scene.clients["person"].get(MINE).content.decode()
    assert "đã chấp nhận" in page
    assert "Giấy khai sinh số 12" in page


def test_a_title_said_wrong_is_corrected_in_the_post_it_stands_in(scene: Scene, entered: Sees):
    one = asked(scene, entered, "title", "Phó Trưởng phòng")
    assert decided(scene, one.pk, "chap-nhan", "Quyết định 12/QĐ-STC").status_code == 302
    with entered(scene.city.owner):
        post = Post.objects.get(person=scene.me)
        assert (post.title, post.period.lower.isoformat()) == ("division_deputy", "2010-03-01")


def test_what_the_import_would_refuse_is_not_accepted_and_the_request_stays_open(
    scene: Scene, entered: Sees
):
    one = asked(scene, entered, "service_start", "01/01/1980")
    page = scene.clients["officer"].get(f"/ho-so/dinh-chinh/{one.pk}/").content.decode()
    assert "bắt đầu công tác khi chưa đủ 15 tuổi" in page
    answer = decided(scene, one.pk, "chap-nhan", "theo đề nghị")
    assert answer.status_code == 422
    assert "bắt đầu công tác khi chưa đủ 15 tuổi" in answer.content.decode()
    with entered(scene.city.owner):
        assert CorrectionRequest.objects.get(pk=one.pk).state == "open"
        assert not ImportBatch.objects.exists()


def test_refusing_tells_the_person_why_and_changes_nothing(scene: Scene, entered: Sees):
    one = asked(scene, entered)
    decided(scene, one.pk, "tu-choi", "Giấy khai sinh gốc ghi 02/05/1979")
    page = scene.clients["person"].get(MINE).content.decode()
    assert "không chấp nhận" in page
    assert "Giấy khai sinh gốc ghi 02/05/1979" in page
    with entered(scene.person):
        assert Person.objects.get().birth_date.isoformat() == "1979-05-02"


def test_asked_back_the_person_replies_and_it_waits_for_the_officer_again(
    scene: Scene, entered: Sees
):
    one = asked(scene, entered)
    decided(scene, one.pk, "hoi-lai", "Gửi số giấy khai sinh")
    assert "Gửi số giấy khai sinh" in scene.clients["person"].get(MINE).content.decode()
    scene.clients["person"].post(f"{ASK}{one.pk}/tra-loi/", {"text": "Số 12 ngày 10/5/1979"})
    page = scene.clients["officer"].get(f"/ho-so/dinh-chinh/{one.pk}/").content.decode()
    assert "Số 12 ngày 10/5/1979" in page
    with entered(scene.person):
        assert CorrectionRequest.objects.get().state == "open"


def test_a_request_is_withdrawn_while_it_is_open_and_never_after(scene: Scene, entered: Sees):
    one, two = asked(scene, entered), asked(scene, entered, "sex", "Nữ")
    assert scene.clients["person"].post(f"{ASK}{one.pk}/rut/").status_code == 302
    decided(scene, two.pk, "tu-choi", "Không có căn cứ")
    assert scene.clients["person"].post(f"{ASK}{two.pk}/rut/").status_code == 409
    with entered(scene.person):
        states = dict(CorrectionRequest.objects.values_list("field", "state"))
        assert states == {"birth_date": "withdrawn", "sex": "refused"}


@pytest.mark.parametrize(
    ("field", "said", "why"),
    [
        ("birth_date", "31/02/1979", "không phải là ngày có thật"),
        ("sex", "khác", "không có trong danh mục"),
        ("title", "Vua", "không có trong danh mục"),
        ("unit_code", "SYT", "không"),
        ("code", "HN-9", "không"),
    ],
)
def test_what_cannot_be_asked_is_told_at_the_field(scene: Scene, field: str, said: str, why: str):
    given = {"field": field, "said": said, "how": "wrong", "reason": "ghi sai"}
    answer = scene.clients["person"].post(ASK, given)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_field_has_one_open_request(scene: Scene, entered: Sees):
    asked(scene, entered)
    with pytest.raises(Refused, match="đang chờ"):
        asked(scene, entered)


def test_evidence_is_taken_by_its_first_bytes_and_size(scene: Scene):
    for content, why in ((b"MZ\x90", "không phải PDF"), (b"%PDF-" + b"0" * (2 << 20), "quá 2 MB")):
        with pytest.raises(Refused, match=why):
            kind_of(content)
    file = BytesIO(b"%PDF-1.4 nothing")
    file.name = "giay-khai-sinh.pdf"
    given = {"field": "sex", "said": "Nữ", "how": "wrong", "reason": "ghi sai", "evidence": file}
    assert scene.clients["person"].post(ASK, given).status_code == 302
    listed = scene.clients["officer"].get("/ho-so/dinh-chinh/").content.decode()
    number = int(listed.split("/ho-so/dinh-chinh/")[-1].split("/")[0])
    answer = scene.clients["officer"].get(f"/ho-so/dinh-chinh/{number}/minh-chung/")
    assert answer.content == b"%PDF-1.4 nothing"
    assert answer["Content-Disposition"].startswith("attachment")
    assert scene.clients["person"].get(f"/ho-so/dinh-chinh/{number}/minh-chung/").status_code == 404


def test_below_the_web_layer_a_person_decides_nothing(scene: Scene, entered: Sees):
    """The database lets the person open, reply and withdraw, and never accept."""
    one = asked(scene, entered)
    with entered(scene.person):
        for change in ({"state": "accepted", "answer": "x"}, {"answer": "x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                CorrectionRequest.objects.filter(pk=one.pk).update(
                    decided_at=timezone.now(), **change
                )
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            CorrectionRequest.objects.create(
                person=scene.city.stranger, field="sex", said="Nữ", reason="x"
            )
        assert CorrectionRequest.objects.all().delete()[0] == 0


def test_what_was_asked_for_is_written_once(scene: Scene, entered: Sees):
    one = asked(scene, entered)
    mine = CorrectionRequest.objects.filter(pk=one.pk)
    with entered(scene.city.officer), pytest.raises(IntegrityError, match="written once"):
        mine.update(said="01/01/1990")
    with entered(scene.city.officer), pytest.raises(IntegrityError, match="written once"):
        mine.update(changed_on=TODAY)
    decided(scene, one.pk, "tu-choi", "Không có căn cứ")
    with entered(scene.city.officer), pytest.raises(IntegrityError, match="stays as it is"):
        mine.update(answer="khác")


def test_nobody_decides_about_the_own_record(scene: Scene, entered: Sees):
    """An officer who is the person asks like anybody else; another officer decides."""
    one = asked(scene, entered)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "INSERT INTO accounts_roleassignment (user_id, role, unit_id, period)"
            " VALUES (%s, 'unit_officer', %s, '[2020-01-01,)')",
            [scene.person.pk, scene.city.finance.pk],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    address = f"/ho-so/dinh-chinh/{one.pk}/quyet-dinh/"
    given = {"buoc": "chap-nhan", "text": "tôi thấy đúng"}
    assert scene.clients["person"].post(address, given).status_code == 409
    with entered(scene.city.owner):
        assert CorrectionRequest.objects.get(pk=one.pk).state == "open"
        assert Person.objects.get(pk=scene.me.pk).birth_date.isoformat() == "1979-05-02"


def test_the_accepted_cell_can_be_undone_like_an_import(scene: Scene, entered: Sees):
    one = asked(scene, entered, "subject", "Kinh tế")
    decided(scene, one.pk, "chap-nhan", "Bằng số 5")
    with entered(scene.city.officer):
        assert Degree.objects.get(person=scene.me).subject == "Kinh tế"
        one.refresh_from_db()
        assert one.batch.state == "committed"
