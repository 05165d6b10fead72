"""N2, R2, L7: the commands answer with verdict and reasons as data."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from hientai.people.models import Rating
from hientai.screening.cli import person, progress, screen
from tests.city import study

pytestmark = pytest.mark.django_db
ON = ["--on", "2024-06-01", "--json"]


def said(command, *words: str) -> dict:
    answer = CliRunner().invoke(command, [*words, *ON], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_screen_tells_the_funnel_the_reasons_and_each_person(put, version) -> None:
    study(put("P1"), version, "A.1.1")
    put("P2")
    put("P3", title="none")
    data = said(screen, "hanoi-1698", "--quota", "A.1.1")
    assert data["unit"] == "person"
    assert {k: data["funnel"][k] for k in ("everybody", "outside", "trained", "eligible")} == {
        "everybody": 3,
        "outside": 1,
        "trained": 1,
        "eligible": 1,
    }
    assert {row["code"]: row["verdict"] for row in data["people"]} == {
        "P1": "passed",
        "P2": "passed",
    }
    assert {"value", "limit", "clause", "certainty"} <= set(data["people"][0]["reasons"][0])


def test_person_tells_verdict_value_limit_clause_and_certainty(put, version) -> None:
    put("P1", title="none")
    data = said(person, "P1", "--quota", "A.1.1")
    (reason,) = data["reasons"]
    assert (data["verdict"], data["part"]) == ("failed", "outside")
    assert reason["value"] == "chức danh: Không giữ chức vụ lãnh đạo; quy hoạch: không có quy hoạch"
    assert reason["clause"].startswith("Phần II")
    assert reason["certainty"] in ("verified", "recalled", "uncertain")


def test_person_without_a_quota_is_answered_for_all(put, version) -> None:
    put("P1")
    assert len(said(person, "P1")["quotas"]) == 21


def test_progress_tells_persons_and_person_turns_apart(put, version) -> None:
    study(put("P1"), version, "A.1.1")
    found = {row["id"]: row for row in said(progress, "hanoi-1698")["targets"]}["2.1.a.1"]
    assert (found["done"], found["members"], found["person_turns"]) == (1, 1, 1)
    assert (found["percent"], found["goal_percent"], found["pace"]) == (100.0, 20.0, "reached")


def test_progress_tells_who_left_from_who_shared_the_quota(put, version) -> None:
    study(put("P1", title="none"), version, "A.1.1")
    found = {row["id"]: row for row in said(progress, "hanoi-1698")["targets"]}["2.1.a.1"]
    assert found["trained_outside"] == {"persons": 1, "left": 0, "never": 1, "unknown_then": 0}


def read(command, *words: str) -> str:
    answer = CliRunner().invoke(command, [*words, "--on", "2024-06-01"], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_screen_says_how_many_of_the_eligible_their_application_has_to_prove(put, version) -> None:
    found = put("P1", birth_date=date(1995, 1, 1))
    for year in (2022, 2023):
        Rating.objects.create(person=found, year=year, rating="good")
    text = read(screen, "hanoi-1698", "--quota", "D.1")
    assert "Đủ điều kiện: 1 người\n    trong đó 1 người còn phải chứng minh" in text
    assert "Cam kết phục vụ sau đào tạo" in text


def test_screen_says_beside_each_reason_how_many_it_stops_and_leaves_unknown(put, version) -> None:
    put("P1", birth_date=date(1970, 1, 1))
    put("P2", birth_date=None)
    put("P3", birth_date=None)
    text = read(screen, "hanoi-1698", "--quota", "D.1")
    assert "Không quá 35 tuổi (đào tạo ở nước ngoài): không đạt 1, chưa rõ 2" in text
    assert "Cộng: 3 người" in text


def test_person_reads_where_it_may_go_first_and_what_is_not_meant_for_it_last(put, version) -> None:
    put("P1")
    text = read(person, "P1")
    assert "ngày 01/06/2024" in text.splitlines()[0]
    assert text.index("Đủ điều kiện (") < text.index("A.1.1 · ") < text.index("Ngoài đối tượng (")
    assert "C.1" in text.partition("Ngoài đối tượng (")[2].splitlines()[0]


def test_person_reads_what_stands_in_the_way_before_what_is_met(put, version) -> None:
    put("P1", birth_date=date(1970, 1, 1))
    lines = read(person, "P1", "--quota", "D.1").splitlines()
    assert lines[1] == "  Kết luận: chưa đủ điều kiện"
    assert lines[2].startswith("  [không đạt] ") and lines[-1].startswith("  [đạt] ")


def test_progress_reads_goal_where_it_should_stand_and_what_is_missing(put, version) -> None:
    study(put("P1"), version, "A.1.1")
    for code in ("P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"):
        put(code)
    lines = read(progress, "hanoi-1698").splitlines()
    figures = lines[lines.index("2.1.a.1 · Trưởng, phó phòng tài chính – kế hoạch") + 1]
    told = figures.replace("\N{NO-BREAK SPACE}", " ")
    assert "1/10 người · 10,0 % · mục tiêu 20,0 % · đến nay cần 11,3 %" in told
    assert "còn thiếu 1 người" in figures
    kept = lines[lines.index("3 · Duy trì các tỷ lệ đến năm 2030") + 1]
    assert "giữ tỷ lệ đã đạt của các mục tiêu: 2.1.a.1" in kept
