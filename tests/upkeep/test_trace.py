"""A2: who saw and who changed a record, for who answers for it and for the person."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from hientai.people.models import Rating
from hientai.people.services import correct_rating
from hientai.upkeep.domain.trace import Event, changes, said, told
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
        ("period", "[2010-03-01,)", "từ 01/03/2010 đến trước …"),
        ("managed_by_committee", False, "Không"),
        ("fields", ["it", "health"], "Công nghệ thông tin; Y tế"),
        ("unit_id", 7, "Sở Tài chính"),
        ("position", None, ""),
    ],
)
def test_values_of_the_trace_are_said_as_pages_say_them(column, value, words):
    assert said(column, value, {7: "Sở Tài chính"}) == words


def test_a_row_is_told_without_its_keys():
    words = told({"id": 4, "person_id": 2, "year": 2022, "rating": "good"}, {"year": "năm"}, {})
    assert words == "năm: 2022; rating: Hoàn thành tốt nhiệm vụ"


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
