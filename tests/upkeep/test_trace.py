"""A2: who saw and who changed a record, for who answers for it and for the person."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.html import strip_tags

from hientai.audit.models import Event as Audited
from hientai.audit.models import RecordRead
from hientai.people.models import FormerCode, Rating
from hientai.people.queries.merging import titles as titles_of_tables
from hientai.people.services import correct_rating, moves
from hientai.upkeep.domain.trace import Event, changes, hidden, said, told
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.services import requests as verbs
from tests.upkeep.conftest import TODAY, Scene, Sees

AT = datetime(2024, 6, 1, tzinfo=UTC)


def event(number: int, operation: str, before=None, after=None, row: int = 1) -> Event:
    return Event(number, AT, "Lan", "QĐ 1", None, "people_rating", row, operation, before, after)


def test_a_change_is_told_field_by_field_the_newest_first():
    found = changes(
        [
            event(0, "=", after={"id": 1, "year": 2023, "rating": "excellent"}),
            event(1, "I"),
            event(2, "U", {"rating": "good"}, {"rating": "excellent"}),
        ]
    )
    assert [(c.event.id, c.column) for c in found] == [(2, "rating"), (1, "")]
    assert (found[0].before, found[0].after) == ({"rating": "good"}, {"rating": "excellent"})


def test_what_a_row_held_when_it_was_added_is_worked_out_backwards():
    found = changes(
        [
            event(3, "U", {"rating": "fair"}, {"rating": "good"}),
            event(0, "=", after={"id": 1, "year": 2023, "rating": "excellent"}),
            event(1, "I"),
            event(4, "U", {"rating": "good"}, {"rating": "excellent"}),
            event(4, "U", {"rating": "good"}, {"rating": "excellent"}),
        ]
    )
    assert len(found) == 3
    assert found[-1].after == {"id": 1, "year": 2023, "rating": "fair"}


def test_a_row_removed_and_put_back_keeps_all_its_steps():
    row = {"id": 1, "year": 2022, "rating": "good"}
    found = changes([event(0, "=", after=row), event(1, "I"), event(2, "D", row), event(3, "I")])
    assert [(c.event.operation, bool(c.before), bool(c.after)) for c in found] == [
        ("I", False, True),
        ("D", True, False),
        ("I", False, True),
    ]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("rating", "good", "Hoàn thành tốt nhiệm vụ"),
        ("birth_date", "1979-05-02", "02/05/1979"),
        ("period", "[2010-03-01,)", "01/03/2010 – nay"),
        ("managed_by_committee", False, "Không"),
        ("fields", ["it", "health"], "Công nghệ thông tin; Y tế"),
        ("period", "[2010-03-01,2012-01-01)", "01/03/2010 – 31/12/2011"),
        ("unit_id", 7, "Sở Tài chính"),
        ("from_unit_id", 7, "Sở Tài chính"),
        ("user_id", 5, "binh"),
        ("position", None, ""),
    ],
)
def test_values_of_the_trace_are_said_as_pages_say_them(column, value, words):
    assert said(column, value, {"unit": {7: "Sở Tài chính"}, "user": {5: "binh"}}) == words


def test_a_row_is_told_without_its_keys():
    row = {"id": 4, "rating": "good", "person_id": 2, "year": 2022}
    words = told(row, {"year": "năm", "rating": "xếp loại"}, {})
    assert words == "năm: 2022; xếp loại: Hoàn thành tốt nhiệm vụ"


def test_the_page_shows_before_after_author_ground_to_officer_auditor_and_person(
    scene: Scene, entered: Sees
):
    with entered(scene.city.officer):
        correct_rating(
            actor=scene.city.officer,
            person=scene.me,
            year=2023,
            rating="excellent",
            ground="Quyết định 9/QĐ-STC",
        )
    for who, address in (
        ("officer", "/ho-so/HN-000001/nhat-ky/"),
        ("person", "/ho-so/cua-toi/nhat-ky/"),
    ):
        page = scene.clients[who].get(address).content.decode()
        for words in (
            "Quyết định 9/QĐ-STC",
            "Phạm Văn Long",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành xuất sắc nhiệm vụ",
        ):
            assert words in page, (who, words)
    answer = scene.clients["officer"].get("/ho-so/HN-000001/nhat-ky/?tai=xlsx")
    assert answer["Content-Type"].endswith("sheet")


def test_a_removed_row_stays_in_the_trace_of_its_person(scene: Scene, entered: Sees):
    with entered(scene.city.officer):
        Rating.objects.filter(person=scene.me, year=2021).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM upkeep_trace(%s) WHERE operation = 'D'", [scene.me.pk]
            )
            assert cursor.fetchone() == (1,)


def test_the_trace_of_a_person_elsewhere_is_not_there(scene: Scene, entered: Sees):
    assert scene.clients["officer"].get("/ho-so/HN-000004/nhat-ky/").status_code == 404
    assert scene.clients["viewer"].get("/ho-so/HN-000001/nhat-ky/").status_code == 404
    with entered(scene.city.officer), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM upkeep_trace(%s)", [scene.city.stranger.pk])
        assert cursor.fetchone() == (0,)


def test_a_request_is_traced_without_its_file(scene: Scene, entered: Sees):
    with entered(scene.person):
        one = verbs.ask(
            actor=scene.person,
            person=scene.me,
            field="sex",
            said="Nữ",
            reason="ghi nhầm",
            on=TODAY,
            evidence=verbs.Evidence("a.pdf", b"%PDF-1"),
        )
        verbs.withdraw(actor=scene.person, request=one)
        with connection.cursor() as cursor:
            cursor.execute("SELECT after::text FROM upkeep_trace(%s)", [scene.me.pk])
            assert 'evidence"' not in "".join(row[0] or "" for row in cursor.fetchall())
    page = scene.clients["officer"].get("/ho-so/HN-000001/nhat-ky/").content.decode()
    assert "Đề nghị đính chính" in page
    assert "Rút đề nghị đính chính" in page


def test_every_part_of_a_record_and_each_of_its_fields_has_a_name_in_words(db):
    """Nobody reads the names of tables and columns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT upkeep_tables_of_people()")
        traced = {row[0] for row in cursor.fetchall()} | {"people_person"}
    titles = titles_of_tables()
    assert not {table for table in traced if titles.get(table, table) == table}
    models = [model for model in apps.get_models() if model._meta.db_table in traced]
    unnamed = [
        f"{model._meta.db_table}.{one.column}"
        for model in models
        for one in model._meta.concrete_fields
        if not hidden(one.column) and str(one.verbose_name) == one.name.replace("_", " ")
    ]
    assert not unnamed


def test_moves_former_codes_and_sign_ins_are_told_in_words(scene: Scene, entered: Sees):
    city = scene.city
    with entered(city.owner):
        moves.propose_move(
            actor=city.owner,
            person=scene.me,
            to_unit=city.health,
            on=date(2024, 9, 1),
            ground="Quyết định 77/QĐ-UBND",
            title="division_head",
        )
        FormerCode.objects.create(person=scene.me, code="CU-17")
    page = scene.clients["owner"].get("/ho-so/HN-000001/nhat-ky/").content.decode()
    for raw in ("people_", "upkeep_", "user", "unit_id", "pending", "civil_servant", "T0"):
        assert raw not in page.split("<tbody")[1].split("</tbody")[0], raw
    for words in (
        "Đề nghị chuyển công tác",
        "nơi đến: Sở Y tế",
        "trạng thái: chờ tiếp nhận",
        "Mã cũ",
        "CU-17",
        "tài khoản đăng nhập: binh",
    ):
        assert words in strip_tags(page), words


def test_what_the_system_writes_into_the_trace_is_vietnamese_whatever_the_reader_reads(
    scene: Scene, entered: Sees
):
    """N2: the trace is one for all readers; English pages leave no English in it."""
    client = scene.clients["person"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.get("/ho-so/cua-toi/")
    given = {"field": "sex", "said": "Nữ", "how": "wrong", "reason": "ghi nhầm"}
    assert client.post("/ho-so/cua-toi/dinh-chinh/", given).status_code == 302
    with entered(scene.city.owner):
        one = CorrectionRequest.objects.get()
        assert one.before == "Nam"
        assert set(RecordRead.objects.values_list("purpose", flat=True)) == {"Tự xem hồ sơ"}
    assert client.post(f"/ho-so/cua-toi/dinh-chinh/{one.pk}/rut/").status_code == 302
    with entered(scene.city.owner):
        events = Audited.objects.filter(table_name="upkeep_correctionrequest").order_by("pk")
        assert list(events.values_list("ground", flat=True)) == [
            "Đề nghị đính chính",
            "Rút đề nghị đính chính",
        ]
