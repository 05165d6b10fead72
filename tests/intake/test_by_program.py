"""A4, P3: a program hands in a file, reads the preview, writes it and takes it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from hientai.accounts.models import Token, User
from hientai.accounts.services.tokens import revoke_token
from hientai.audit.models import Event
from hientai.intake.models import ImportBatch
from hientai.people.models import Person
from hientai.webkit.day import today
from tests.api.programs import Program, token_of
from tests.intake.conftest import person
from tests.intake.test_pages import WRONG, run_jobs

ABOVE = {"Mã đơn vị": "STC"}


@pytest.fixture
def program(officer: User) -> Program:
    """A program of the officer of home affairs."""
    return Program(token_of(officer))


def hand_in(program: Program, path, **said: str):
    with path.open("rb") as file:
        upload = SimpleUploadedFile("danh sách.xlsx", file.read())
    asked = {"file": upload, "unit": "SNV", "on": "2024-06-01", **said}
    told = {"authorization": f"Bearer {program.word}"}
    return program.client.post("/api/imports", asked, headers=told)


def test_a_program_feeds_people_and_takes_them_back(program: Program, book) -> None:
    answer = hand_in(program, book([person("A1"), person("A2", **WRONG)]))
    assert answer.status_code == 202, answer.content
    number = answer.json()["id"]
    assert answer.json()["state"] == "reading" and answer.json()["step"]
    run_jobs()
    told = program.get(f"/api/imports/{number}").json()
    assert (told["state"], told["step"], told["counts"]["total"]["new"]) == ("previewed", "", 1)
    [wrong] = program.get(f"/api/imports/{number}/rows?part=refused").json()["items"]
    assert wrong["value"] == "31/02/1980" and "không phải là ngày có thật" in wrong["reason"]
    program.post(f"/api/imports/{number}/commit")
    run_jobs()
    assert "bị từ chối" in program.get(f"/api/imports/{number}").json()["refusal"]["what"]
    assert not Person.objects.exists()
    program.post(f"/api/imports/{number}/commit", {"leave_out_refused": True})
    run_jobs()
    assert program.get("/api/people", on=today()).json()["items"][0]["code"] == "A1"
    event = Event.objects.filter(table_name="people_person", operation="I").latest("pk")
    assert event.actor_label == "Cán bộ Sở Nội vụ (qua mã truy cập “Phần mềm cán bộ”)"
    program.post(f"/api/imports/{number}/undo")
    run_jobs()
    assert program.get("/api/people", on=today()).json()["total"] == 0


def test_the_background_writes_no_further_than_the_token_reaches(
    officer: User, units, book
) -> None:
    """The owner of the token reaches over more; the token over the centre below alone."""
    below = next(unit for code, unit in units.items() if code not in ("HN", "SNV", "STC", "SYT"))
    program = Program(token_of(officer, at=below))
    answer = hand_in(program, book([person("A1")]))
    assert answer.status_code == 422 and "ngoài phạm vi" in answer.json()["what"]
    hand_in(program, book([person("A1")]), unit=below.code)
    run_jobs()
    one = ImportBatch.objects.get()
    assert (one.unit, one.counts["total"].get("new", 0)) == (below, 0)


def test_a_step_asked_for_is_not_done_by_a_token_revoked_meanwhile(
    program: Program, officer: User, book
) -> None:
    number = hand_in(program, book([person("A1")])).json()["id"]
    run_jobs()
    program.post(f"/api/imports/{number}/commit")
    officer.enter(today())
    revoke_token(token=Token.objects.get(), by=officer)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    with pytest.raises(Exception):  # noqa: B017  whatever the walls say
        run_jobs()
    officer.enter(today())
    assert not Person.objects.exists()


def test_a_step_that_does_not_fit_is_refused_in_words(program: Program, book) -> None:
    number = hand_in(program, book([person("A1")])).json()["id"]
    answer = program.post(f"/api/imports/{number}/commit")
    assert answer.status_code == 422 and "đang đọc" in answer.json()["what"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"on": "hôm nay"}, "on"),
        ({"sheet": "khong-co"}, "sheet"),
        ({"thua": "1"}, "thua"),
    ],
)
def test_what_cannot_be_taken_names_the_field(program: Program, book, said, field) -> None:
    answer = hand_in(program, book([person("A1")]), **said)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == [field]
