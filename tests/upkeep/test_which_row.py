"""P6: a correction changes the row that was recorded wrongly; a change begins on its day."""

from datetime import date

import pytest
from django.db import connection

from hientai.people.models import Degree, Grade, Person, Post
from hientai.people.queries import record_of
from hientai.shared.refused import Refused
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.queries.own import said_of
from hientai.upkeep.services import requests as verbs
from tests.upkeep.conftest import TODAY, Scene, Sees

BEGAN, CHANGED = date(2010, 3, 1), date(2020, 5, 1)
Rows = list[tuple[str | None, date, date | None]]


def accepted(
    scene: Scene, entered: Sees, field: str, said: str, changed_on: date | None = None
) -> CorrectionRequest:
    """Ask as the person, accept as the officer."""
    with entered(scene.person):
        one = verbs.ask(
            actor=scene.person,
            person=Person.objects.get(pk=scene.me.pk),
            field=field,
            said=said,
            reason="Quyết định ghi khác",
            on=TODAY,
            changed_on=changed_on,
        )
    with entered(scene.city.officer):
        told = verbs.obstacles(CorrectionRequest.objects.get(pk=one.pk), TODAY)
        assert told == [], "what would be refused is told before"
        return verbs.accept(actor=scene.city.officer, request=one, ground="Quyết định 12", on=TODAY)


def spans(scene: Scene, entered: Sees, kind: type, field: str) -> Rows:
    """What the rows of one kind say of the person, with their periods, the first first."""
    with entered(scene.city.owner):
        rows = kind.objects.filter(person=scene.me).order_by("period")
        return [(getattr(one, field), one.period.lower, one.period.upper) for one in rows]


@pytest.mark.parametrize(
    ("kind", "field", "was", "changed", "corrected"),
    [
        (
            Grade,
            "grade",
            "specialist",
            ("Chuyên viên chính", "principal_specialist"),
            ("Cán sự", "assistant"),
        ),
        (Grade, "title_class", None, ("Hạng II", "class_2"), ("Hạng III", "class_3")),
        (
            Post,
            "title",
            "division_head",
            ("Phó Trưởng phòng", "division_deputy"),
            ("Phó Giám đốc sở", "department_deputy_director"),
        ),
        (Post, "position", "Tài chính – kế hoạch", ("Kế toán",) * 2, ("Thanh tra",) * 2),
        (Post, "division", None, ("Phòng Ngân sách",) * 2, ("Phòng Giá",) * 2),
    ],
)
def test_since_a_day_it_changes_on_that_day_and_recorded_wrongly_its_row_is_corrected(
    scene: Scene, entered: Sees, kind: type, field: str, was: str | None, changed, corrected
):
    """The period of the row stays as it is, and so does what was before it."""
    accepted(scene, entered, field, changed[0], CHANGED)
    before = (was, BEGAN, CHANGED)
    assert spans(scene, entered, kind, field) == [before, (changed[1], CHANGED, None)]
    accepted(scene, entered, field, corrected[0])
    assert spans(scene, entered, kind, field) == [before, (corrected[1], CHANGED, None)]


def test_a_grade_recorded_wrongly_was_never_held(scene: Scene, entered: Sees):
    accepted(scene, entered, "grade", "Chuyên viên chính")
    assert spans(scene, entered, Grade, "grade") == [("principal_specialist", BEGAN, None)]


def test_a_level_recorded_wrongly_is_corrected_upwards_and_downwards(scene: Scene, entered: Sees):
    for said, code in (("Thạc sĩ", "master"), ("Cao đẳng", "college")):
        accepted(scene, entered, "level", said)
        with entered(scene.city.owner):
            only = Degree.objects.get(person=scene.me)
            assert (only.level, only.awarded_on) == (code, date(2009, 6, 1))


def test_a_level_reached_since_a_day_is_a_further_degree_of_that_day(scene: Scene, entered: Sees):
    accepted(scene, entered, "level", "Thạc sĩ", CHANGED)
    with entered(scene.city.owner):
        held = Degree.objects.filter(person=scene.me).order_by("awarded_on")
        told = list(held.values_list("level", "awarded_on"))
        assert told == [("university", date(2009, 6, 1)), ("master", CHANGED)]


def test_where_no_grade_is_recorded_the_day_it_began_is_asked_for(scene: Scene, entered: Sees):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DELETE FROM people_grade WHERE person_id = %s", [scene.me.pk])
        cursor.execute("SET LOCAL ROLE hientai_app")
    given = {"field": "grade", "said": "Chuyên viên", "reason": "QĐ 5", "how": "wrong"}
    answer = scene.clients["person"].post("/ho-so/cua-toi/dinh-chinh/", given)
    assert answer.status_code == 422
    assert "chưa ghi ngạch, hạng nào" in answer.content.decode()
    accepted(scene, entered, "grade", "Chuyên viên", CHANGED)
    assert spans(scene, entered, Grade, "grade") == [("specialist", CHANGED, None)]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "Chọn: ghi sai từ đầu, hay đã thay đổi từ một ngày."),
        ({"how": "changed"}, "Ghi ngày nội dung mới bắt đầu đúng."),
        ({"how": "wrong", "changed_on": "01/05/2020"}, "hoặc để trống ngày"),
        ({"how": "changed", "changed_on": "01/05/2025"}, "Ngày 01/05/2025 chưa đến"),
        ({"how": "changed", "changed_on": "01/05/2020", "field": "birth_date"}, "không thay đổi"),
        ({"how": "wrong", "said": ""}, "Ghi nội dung đúng như trong giấy tờ."),
        ({"how": "wrong", "field": ""}, "Chọn nội dung cần đính chính."),
        ({"how": "wrong", "reason": ""}, "Ghi lý do và giấy tờ làm căn cứ."),
    ],
)
def test_the_form_says_what_is_to_be_chosen_and_written(scene: Scene, given: dict, why: str):
    sent = {"field": "title", "said": "Trưởng phòng", "reason": "QĐ 5"} | given
    if given.get("field") == "birth_date":
        sent["said"] = "03/05/1979"
    answer = scene.clients["person"].post("/ho-so/cua-toi/dinh-chinh/", sent)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "bắt buộc." not in answer.content.decode()


def test_a_change_of_the_name_keeps_its_day_in_the_request(scene: Scene, entered: Sees):
    """The register holds the last name alone: the trace and the request tell the rest."""
    given = {
        "field": "name",
        "said": "Trần Quốc Bảo",
        "reason": "QĐ 5",
        "how": "changed",
        "changed_on": "01/05/2020",
    }
    assert scene.clients["person"].post("/ho-so/cua-toi/dinh-chinh/", given).status_code == 302
    with entered(scene.city.officer):
        one = CorrectionRequest.objects.get()
    page = scene.clients["officer"].get(f"/ho-so/dinh-chinh/{one.pk}/").content.decode()
    assert "01/05/2020" in page
    assert "nhật ký giữ bản cũ" in page


def test_what_was_corrected_meanwhile_is_not_overwritten(scene: Scene, entered: Sees):
    """The person read 02/05/1979; where the record says another day by now, both are told."""
    with entered(scene.person):
        one = verbs.ask(
            actor=scene.person,
            person=scene.me,
            field="birth_date",
            said="03/05/1979",
            reason="Giấy khai sinh",
            on=TODAY,
        )
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE people_person SET birth_date = '1978-05-02' WHERE id = %s", [scene.me.pk]
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    page = scene.clients["officer"].get(f"/ho-so/dinh-chinh/{one.pk}/").content.decode()
    assert "hồ sơ nay ghi «02/05/1978», nội dung định ghi là «03/05/1979»" in page
    with entered(scene.city.officer), pytest.raises(Refused, match="02/05/1978"):
        verbs.accept(actor=scene.city.officer, request=one, ground="x", on=TODAY)


def test_a_day_is_said_as_exactly_as_it_is_known(scene: Scene, entered: Sees):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        me = {"me": scene.me.pk}
        cursor.execute("UPDATE people_person SET birth_precision = 'year' WHERE id = %(me)s", me)
        cursor.execute(
            "UPDATE people_degree SET awarded_precision = 'month' WHERE person_id = %(me)s", me
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    with entered(scene.person):
        me = Person.objects.get(pk=scene.me.pk)
        assert said_of(me, "birth_date", TODAY) == "1979"
        assert said_of(me, "awarded_on", TODAY) == "06/2009"
        assert said_of(me, "service_start", TODAY) == "01/03/2010"


def test_the_highest_degree_is_the_last_awarded_of_its_rank(scene: Scene, entered: Sees):
    """A degree without a day comes after those that have one; one to come is not held yet."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    for level, subject, on in (
        ("university", "Luật", date(2015, 7, 1)),
        ("university", "Kinh tế", None),
        ("college", "Kế toán", date(2018, 7, 1)),
        ("master", "Tài chính", date(2025, 7, 1)),
    ):
        Degree.objects.create(person=scene.me, level=level, subject=subject, awarded_on=on)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    with entered(scene.person):
        me = Person.objects.get(pk=scene.me.pk)
        best = record_of(me).degree_on(TODAY)
        assert best is not None and best.subject == "Luật"
        assert said_of(me, "subject", TODAY) == "Luật"
