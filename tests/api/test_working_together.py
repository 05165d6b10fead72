"""A4: by programs places are given and answered, submissions approved, notices read."""

from datetime import date
from typing import Any

import pytest

from hientai.accounts.services import operator_scope
from hientai.approvals.models import Submission
from hientai.places.domain.holding import Wanted
from hientai.places.models import Division
from hientai.places.services.seats import hold
from hientai.places.services.telling import GIVEN
from tests.api.conftest import ON
from tests.api.programs import Program
from tests.journeys.city import City

pytestmark = pytest.mark.django_db


def told(answer: Any, status: int = 200) -> Any:
    """What was answered, of the status that is expected."""
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.fixture
def submission(city: City) -> int:
    """The list of the department of health that waits for its answer."""
    return Submission.objects.get(kind="tests.list", subject=1).pk


@pytest.fixture
def division(city: City) -> int:
    """A draft of ten places of A.1.1, six of them for the department of health."""
    Division.objects.update(state=Division.State.DRAFT, offered_at=None)
    return Division.objects.get().pk


def test_what_is_left_of_each_quota_is_told(owner: Program) -> None:
    rows = told(owner.get("/api/schemes/hanoi-1698/places?per_page=200", on=ON))["items"]
    [one] = [row for row in rows if row["item"] == "A.1.1"]
    assert one["stated"] == one["left"] + one["elsewhere"] + one["held"] + one["used"]


def test_a_division_is_offered_answered_and_told(owner: Program, division: int) -> None:
    """The unit's places are its own once offered; its answer stands beside them."""
    whole = told(owner.post(f"/api/divisions/{division}/step", {"step": "offer"}))
    [part] = whole["parts"]
    assert (whole["state"], part["unit"], part["offered"], part["accepted"]) == (
        "offered",
        "SYT",
        6,
        None,
    )
    answered = told(owner.post(f"/api/parts/{part['id']}/answer", {"accepted": 4, "wanted": 8}))
    assert (answered["accepted"], answered["wanted"], answered["kept"]) == (4, 8, 4)
    again = owner.post(f"/api/parts/{part['id']}/answer", {"accepted": 4})
    assert "đã trả lời" in again.json()["what"] and again.status_code == 422
    back = told(owner.post(f"/api/parts/{part['id']}/return", {"places": 1, "why": "thiếu người"}))
    assert (back["returned"], back["kept"]) == (1, 3)


def test_a_division_is_drawn_up_and_its_numbers_written(owner: Program, division: int) -> None:
    body = {
        "scheme": "hanoi-1698",
        "item": "A.1.3",
        "title": "Giao chỗ A.1.3",
        "total": 5,
        "basis": "hand",
        "as_of": "2024-06-01",
        "answer_by": "2024-06-30",
        "return_by": "2024-09-30",
        "ground": "Kế hoạch 46/KH-UBND",
        "units": ["STC"],
    }
    made = told(owner.post("/api/divisions", body), 201)
    parts = {"parts": [{"unit": "STC", "offered": 3}, {"unit": "SYT", "offered": 2}]}
    written = told(owner.post(f"/api/divisions/{made['id']}/parts", parts))
    assert {one["unit"]: one["offered"] for one in written["parts"]} == {"STC": 3, "SYT": 2}
    more = {"parts": [{"unit": "STC", "offered": 9}]}
    assert owner.post(f"/api/divisions/{made['id']}/parts", more).status_code == 422
    assert owner.post("/api/divisions", {**body, "scheme": "khong-co"}).status_code == 404


def test_what_waits_is_answered_once(owner: Program, submission: int) -> None:
    [task] = told(owner.get("/api/approvals/tasks"))["items"]
    assert task["id"] == submission
    address = f"/api/approvals/{submission}"
    before = told(owner.get(address))
    assert [one["what"] for one in before["trail"]][:2] == ["submitted", "waiting"]
    assert before["issuer"] == "SYT"
    no_reason = owner.post(f"{address}/answer", {"step": 0, "verdict": "sent_back"})
    assert no_reason.status_code == 422 and "lý do" in no_reason.json()["what"]
    other = owner.post(f"{address}/answer", {"step": 1, "verdict": "agreed"})
    assert other.status_code == 422 and told(owner.get(address))["state"] == "open"
    said = {"step": 0, "verdict": "sent_back", "reason": "thiếu giấy tờ"}
    after = told(owner.post(f"{address}/answer", said))
    assert (after["state"], after["reason"], after["holder"]) == (
        "sent_back",
        "thiếu giấy tờ",
        None,
    )
    assert owner.post(f"{address}/answer", said).status_code == 422
    [back] = told(owner.get("/api/approvals?state=sent_back"))["items"]
    assert back["id"] == submission


def test_of_many_answered_those_that_are_refused_are_named(owner: Program, submission: int) -> None:
    """A step that was answered meanwhile is refused beside those that are answered."""
    body = {"submissions": [{"id": submission, "step": 3}], "verdict": "agreed"}
    many = told(owner.post("/api/approvals/answers", body))
    assert many["done"] == [] and [one["id"] for one in many["refused"]] == [submission]
    body["submissions"][0]["step"] = 0
    many = told(owner.post("/api/approvals/answers", body))
    assert [one["id"] for one in many["done"]] == [submission] and not many["refused"]


def test_a_route_is_put_and_stopped_from_a_day(owner: Program) -> None:
    body = {
        "key": "de-an-moi/*",
        "title": "Sở Nội vụ trình",
        "steps": [{"title": "Sở Tài chính thẩm định", "whose": "unit", "unit": "STC", "days": 5}],
        "issuer": "authority",
        "authority": "HN",
        "source": "Quyết định 12/QĐ-UBND, Điều 3",
        "since": "2024-06-01",
    }
    made = told(owner.post("/api/approvals/routes", body), 201)
    assert (made["steps"][0]["unit"], made["source"]) == ("STC", body["source"])
    unknown = {**body, "steps": [{**body["steps"][0], "unit": "KHONG-CO"}]}
    assert owner.post("/api/approvals/routes", unknown).status_code == 422
    stop = {"since": "2024-07-01", "source": "Quyết định 13/QĐ-UBND"}
    told(owner.post(f"/api/approvals/routes/{made['id']}/stop", stop))
    keys = "/api/approvals/routes?key=de-an-moi"
    assert told(owner.get(keys, on=ON))["total"] == 1
    assert told(owner.get(f"{keys}&on=2024-07-01"))["total"] == 0


def test_own_notices_are_read_and_a_way_is_chosen(owner: Program, officer: Program) -> None:
    unread = told(owner.get("/api/notices?unread=true"))["items"]
    [notice] = [one for one in unread if one["kind"] == GIVEN]
    assert told(officer.get("/api/notices"))["total"] == 0
    assert told(owner.post(f"/api/notices/{notice['id']}/read"))["read_at"]
    assert told(owner.post("/api/notices/read"))["unread"] == 0
    ways = told(owner.post("/api/notices/ways", {"kind": notice["kind"], "mail": "never"}))
    assert {one["kind"]: one["mail"] for one in ways}[notice["kind"]] == "never"


def test_a_seat_is_told_to_who_sees_its_person(
    owner: Program, officer: Program, city: City
) -> None:
    week = date(2024, 9, 9), date(2024, 9, 13)
    people = [(city.head.pk, city.finance.pk), (city.stranger.pk, city.health.pk)]
    wanted = [Wanted(*one, *week, "hanoi-1698", "A.1.3") for one in people]
    with operator_scope("kiểm thử"):
        held = hold(actor=None, wanted=wanted, until=date(2024, 7, 31), on=ON)
    assert all(one.seat for one in held)
    asked = "/api/seats?state=held&item=A.1.3&scheme=hanoi-1698"
    assert told(owner.get(asked))["total"] == 2
    [mine] = told(officer.get(asked))["items"]
    assert (mine["person"], mine["starts_on"], mine["held_until"]) == (
        "HN-000001",
        "2024-09-09",
        "2024-07-31",
    )
    left = told(owner.get("/api/schemes/hanoi-1698/places?per_page=200", on=ON))["items"]
    assert [one["held"] for one in left if one["item"] == "A.1.3"] == [2]
