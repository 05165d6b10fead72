"""A4: what the API answers: lists by pages as of a day, problems in words, readings kept."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from hientai.accounts.models import Session
from hientai.audit.models import RecordRead
from hientai.classes.models import TrainingClass
from hientai.organisations import queries as units
from tests.api.programs import Program
from tests.journeys.city import City

pytestmark = pytest.mark.django_db

ON = date(2024, 6, 1)
QUOTA = "/api/schemes/hanoi-1698/quotas/A.1.1"
CLASS = {
    "code": "TC-01.K2",
    "programme": "TC-01",
    "version": 1,
    "unit": "STC",
    "institution": "TCB",
    "starts_on": "2024-06-10",
    "ends_on": "2024-06-14",
    "places": 30,
    "form": "full_time",
    "ground": "Kế hoạch 21/KH-STC",
}


def problem_in(answer: Any) -> dict[str, Any]:
    """The problem that an answer tells, whole and of its own content type."""
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code and told["what"] and told["detail"]
    return told


def test_a_list_comes_by_pages_as_of_the_day(owner: Program) -> None:
    first = owner.get("/api/people?per_page=3", on=ON).json()
    second = owner.get("/api/people?per_page=3&page=2", on=ON).json()
    assert (first["on"], first["total"], first["page"]) == ("2024-06-01", 4, 1)
    codes = [one["code"] for one in first["items"] + second["items"]]
    assert sorted(codes) == ["HN-000001", "HN-000002", "HN-000003", "HN-000004"]
    assert owner.get("/api/people?page=99", on=ON).json()["items"] == []
    assert owner.get("/api/people", on=date(2009, 1, 1)).json()["total"] == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("search=thu+an", ["HN-000002"]),
        ("unit=SYT", ["HN-000004"]),
        ("title=division_deputy", ["HN-000002"]),
        ("sex=female", []),
    ],
)
def test_a_list_is_filtered_as_on_its_page(owner: Program, asked: str, found: list[str]) -> None:
    told = owner.get(f"/api/people?{asked}", on=ON).json()
    assert [one["code"] for one in told["items"]] == found


def test_a_record_is_whole_and_its_opening_kept(owner: Program, city: City) -> None:
    told = owner.get("/api/people/HN-000001", on=ON).json()
    assert (told["name"], told["unit"], told["birth_date"]) == (
        "Trần Quốc Bình",
        "STC",
        "1979-05-02",
    )
    assert [one["title"] for one in told["posts"]] == ["division_head"]
    assert [one["year"] for one in told["ratings"]] == [2023, 2022, 2021]
    [kept] = RecordRead.objects.filter(person_id=city.head.pk)
    assert (kept.actor_id, kept.purpose) == (city.owner.pk, "Đọc hồ sơ qua API")


def test_what_was_not_found_is_no_reading(officer: Program) -> None:
    before = RecordRead.objects.count()
    assert officer.get("/api/people/HN-000004").status_code == 404
    assert RecordRead.objects.count() == before


def test_the_funnel_the_list_and_the_reasons_agree(owner: Program) -> None:
    told = owner.get(QUOTA, on=ON).json()
    parts = ("outside", "membership_unknown", "trained", "failed", "unknown", "eligible")
    assert sum(told["funnel"][part] for part in parts) == told["funnel"]["everybody"] == 4
    for part in parts:
        rows = owner.get(f"{QUOTA}/people?part={part}", on=ON).json()
        assert rows["total"] == told["funnel"][part], part
        for one in rows["items"]:
            stopped = [reason for reason in one["reasons"] if reason["outcome"] == "failed"]
            assert bool(stopped) or part not in ("outside", "failed"), one
            assert all(reason["clause"] for reason in one["reasons"])


def test_who_may_go_where_is_answered_for_every_quota(owner: Program) -> None:
    told = owner.get("/api/people/HN-000001/may-go?scheme=hanoi-1698", on=ON).json()
    by_quota = {one["quota"]: one for one in told["answers"]}
    assert by_quota["A.1.1"]["part"] == "trained"
    assert by_quota["A.1.1"]["completed_on"] == "2023-04-15"
    unknown = owner.get("/api/people/HN-000001/may-go?scheme=khong-co", on=ON)
    assert [one["field"] for one in problem_in(unknown)["fields"]] == ["scheme"]


def test_turns_are_those_begun_by_the_day(owner: Program) -> None:
    told = owner.get("/api/turns?scheme=hanoi-1698", on=ON).json()
    assert [(one["person"], one["item"]) for one in told["items"]] == [("HN-000001", "A.1.1")]
    assert owner.get("/api/turns", on=date(2023, 4, 1)).json()["total"] == 1


def test_units_laws_schemes_programmes_and_papers_are_read(owner: Program) -> None:
    unit = owner.get("/api/units/STC", on=ON).json()["unit"]
    assert (unit["parent"], unit["path"][-1]) == ("HN", "Sở Tài chính")
    assert owner.get("/api/law?kind=parameter&search=tuoi", on=ON).json()["total"] > 0
    assert owner.get("/api/law/regimes", on=ON).json()["regimes"]
    assert owner.get("/api/schemes", on=ON).json()["items"][0]["slug"] == "hanoi-1698"
    quotas = owner.get("/api/schemes/hanoi-1698/items?kind=quota&per_page=200", on=ON).json()
    assert "A.1.1" in {one["id"] for one in quotas["items"]}
    assert all(one["clause"] for one in quotas["items"])
    assert owner.get("/api/programmes/TC-01", on=ON).json()["lines"]
    papers = owner.get("/api/papers?state=draft", on=ON).json()["items"]
    assert [one["state"] for one in papers] == ["draft", "draft"]
    assert all(owner.get(f"/api/papers/{one['id']}").json()["steps"] for one in papers)


def test_lists_of_nominations_are_found_by_the_words_of_their_unit(owner: Program) -> None:
    told = owner.get("/api/nomination-lists?search=so y te", on=ON).json()
    assert {one["unit_name"] for one in told["items"]} == {"Sở Y tế"} and told["total"] == 2
    assert owner.get("/api/nomination-lists?search=so noi vu", on=ON).json()["total"] == 0


def test_a_class_is_opened_and_withdrawn(owner: Program) -> None:
    made = owner.post("/api/classes", CLASS)
    assert made.status_code == 201, made.content
    assert made.json()["title"] and made.json()["state"]
    gone = owner.post("/api/classes/TC-01.K2/withdraw", {"ground": "Công văn 9"})
    assert gone.json()["state"] == "withdrawn"


def test_a_class_refused_by_the_verb_is_told_why_and_not_opened(owner: Program) -> None:
    told = problem_in(owner.post("/api/classes", {**CLASS, "starts_on": "2019-01-07"}))
    assert "chưa được phê duyệt" in told["what"] and told["why"] and told["remedy"]
    assert not TrainingClass.objects.filter(code="TC-01.K2").exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"places": 0}, "places"),
        ({"starts_on": "10/06/2024"}, "starts_on"),
        ({"form": "xa"}, "form"),
        ({"ground": " "}, "ground"),
        ({"code": "A\x00"}, "code"),
        ({"institution": "KHONG-CO"}, "institution"),
        ({"them": 1}, "them"),
    ],
)
def test_what_cannot_be_taken_names_the_field(owner: Program, said: dict, field: str) -> None:
    answer = owner.post("/api/classes", {**CLASS, **said})
    assert answer.status_code == 422
    [wrong] = problem_in(answer)["fields"]
    assert (wrong["field"], wrong["where"]) == (field, "body") and wrong["message"]


def test_a_correction_is_answered_with_the_verb_of_its_page(owner: Program) -> None:
    [held] = owner.get("/api/corrections?state=open").json()["items"]
    address = f"/api/corrections/{held['id']}/answer"
    told = owner.post(address, {"step": "refuse", "text": "Hồ sơ gốc ghi khác"}).json()
    assert (told["state"], told["answer"]) == ("refused", "Hồ sơ gốc ghi khác")
    assert "step" not in problem_in(owner.post(address, {"step": "refuse", "text": "Nữa"}))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("on=01/06/2024", "on"),
        ("on=1066-10-14", "on"),
        ("on=", "on"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
        ("title=vua", "title"),
        ("tim=an", "tim"),
        ("unit=KHONG-CO", "unit"),
    ],
)
def test_a_question_that_cannot_be_taken_names_the_parameter(
    owner: Program, asked: str, field: str
) -> None:
    answer = owner.get(f"/api/people?{asked}")
    assert answer.status_code == 422
    assert [one["field"] for one in problem_in(answer)["fields"]] == [field]


def test_problems_speak_the_language_asked_for(owner: Program) -> None:
    english = Program(owner.word, language="en-US,en;q=0.9")
    assert owner.get("/api/people/KHONG-CO").json()["title"] == "Không tìm thấy"
    told = english.get("/api/people/KHONG-CO")
    assert (told.json()["title"], told["Content-Language"]) == ("Not found", "en")


def test_without_a_token_nothing_is_told(programs: dict[str, Program]) -> None:
    for word, why in (
        ("", "không mang mã"),
        ("ht_" + "z" * 43, "không có mã truy cập này"),
    ):
        answer = Program(word).get("/api/people")
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
        assert why in problem_in(answer)["why"]


def test_a_session_of_a_browser_opens_nothing(city: City) -> None:
    program = Program()
    program.client.force_login(city.owner, backend="django.contrib.auth.backends.ModelBackend")
    assert program.get("/api/people").status_code == 401


def test_a_program_gets_no_session_and_no_cookie(owner: Program) -> None:
    before = Session.objects.count()
    answer = owner.get("/api/people", on=date(2023, 1, 1))
    assert not answer.cookies and Session.objects.count() == before
    assert answer["Cache-Control"] == "private, no-store"


def test_a_token_asked_with_too_often_waits(owner: Program, settings) -> None:
    settings.HIENTAI_API_LIMITS = (2, 60)
    answers = [owner.get("/api/token") for _ in range(4)]
    assert answers[-1].status_code == 429 and answers[-1]["Retry-After"] == "60"
    assert problem_in(answers[-1])["remedy"]


def test_what_is_not_there_and_what_cannot_be_read_are_problems_too(owner: Program) -> None:
    assert problem_in(owner.get("/api/khong-co"))["status"] == 404
    assert problem_in(owner.get("/api/people?search=%00"))["status"] == 400
    assert problem_in(owner.get("/api/people/%00"))["status"] == 400
    told = {"authorization": f"Bearer {owner.word}"}
    answer = owner.client.post(
        "/api/classes", data="{", content_type="application/json", headers=told
    )
    assert problem_in(answer)["status"] == 400


def test_a_fault_of_ours_is_told_without_its_inside(owner: Program, monkeypatch) -> None:
    def broken(on: date) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(units, "units_on", broken)
    answer = owner.get("/api/units")
    assert problem_in(answer)["status"] == 500
    assert "secret" not in answer.content.decode()


def test_what_a_refused_request_wrote_is_taken_back(owner: Program, monkeypatch) -> None:
    """The reading is written first; what fails then undoes it."""
    monkeypatch.setattr("hientai.people.queries.record_of", lambda person: 1 / 0)
    before = RecordRead.objects.count()
    assert owner.get("/api/people/HN-000001").status_code == 500
    assert RecordRead.objects.count() == before


def test_no_word_stands_in_a_log(owner: Program, caplog) -> None:
    with caplog.at_level("DEBUG"):
        owner.get("/api/people/KHONG-CO")
        Program("ht_" + "w" * 43).get("/api/people")
    assert owner.word not in caplog.text and "ht_www" not in caplog.text


def test_the_document_and_its_page_are_open_to_everybody() -> None:
    program = Program()
    told = program.client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1") and "/api/people/{code}" in told["paths"]
    for methods in told["paths"].values():
        for operation in methods.values():
            assert operation["security"] == [{"Token": []}] and operation["summary"]
    page = program.client.get(reverse("api_page")).content.decode()
    assert all(path in page for path in told["paths"])
    assert "//cdn" not in page and "<script>" not in page
