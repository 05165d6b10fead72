"""N2, R2, L7: the commands answer with verdict and reasons as data."""

import json

import pytest
from click.testing import CliRunner

from hientai.training.cli import person, progress, screen
from tests.training.conftest import study

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
