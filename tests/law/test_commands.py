"""The commands of the law, as an operator types them: show, correct, try, revoke, compare (L7)."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from hientai.law import queries
from hientai.law.models import Correction
from hientai.schemes.services import load_pack
from hientai.site.cli import commands
from tests.journeys.city import founded

CORRECT = (
    *("law", "correct", "nd101.age_limit", "--value", "30", "--since", "2024-01-01"),
    *("--clause", "Nghị quyết 05/NQ-HĐND, Điều 2", "--on", "2024-06-01", "--json"),
)


@pytest.fixture
def city(db: None) -> None:
    """Two departments with four officials, and the scheme of Hà Nội."""
    founded()
    load_pack("hanoi-1698", accepted_by="Sở Nội vụ")


def run(*words: str) -> Any:
    """The answer of a command that must succeed, as data."""
    answer = CliRunner().invoke(commands, list(words))
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_trying_says_who_changes_and_writes_nothing(city: None) -> None:
    found = run(*CORRECT, "--try")
    assert found["persons"] == 2
    assert found["directions"] == [{"before": "eligible", "after": "failed", "persons": 2}]
    assert {row["code"] for row in found["people"]} == {"HN-000002", "HN-000004"}
    change = found["people"][0]["changes"][0]
    assert change["limit_was"] == "không quá 40 tuổi, tính tuổi tròn"
    assert change["limit_now"] == "không quá 30 tuổi, tính tuổi tròn"
    assert not Correction.objects.exists()


def test_a_correction_goes_into_force_is_shown_and_revoked(city: None) -> None:
    made = run(*CORRECT)
    assert (made["state"], made["value"]) == ("in_force", 30)
    spans = run("law", "show", "nd101.age_limit", "--json")["history"]
    assert [(s["value"], s["shipped"], s["is_corrected"]) for s in spans][:2] == [
        ("40 tuổi", "40 tuổi", False),
        ("30 tuổi", "40 tuổi", True),
    ]
    back = run("law", "revoke", str(made["id"]), "--try", "--on", "2024-06-01", "--json")
    assert back["directions"] == [{"before": "failed", "after": "eligible", "persons": 2}]
    assert queries.corrections() != ()
    run("law", "revoke", str(made["id"]), "--ground", "nhập nhầm", "--json")
    assert queries.corrections() == ()
    kept = run("law", "corrections", "--json")
    assert [(one["state"], one["revoked_ground"]) for one in kept] == [("revoked", "nhập nhầm")]


def test_the_law_of_two_days_is_compared(city: None) -> None:
    days = ("--on", "2025-06-30", "--with", "2025-07-01", "--register", "2024-06-01")
    found = run("law", "compare", *days, "--json")
    clauses = {limit["now"]["clause"] for limit in found["limits"] if limit["now"]}
    assert "NĐ 171/2025/NĐ-CP, Điều 5" in clauses


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("law", "show", "nd101.nothing"), "Không có tham số"),
        (("law", "try", "99"), "Không có điều chỉnh số 99"),
        (("law", "revoke", "99", "--ground", "x"), "Không có điều chỉnh số 99"),
        (("law", "accept", "99"), "Không có điều chỉnh số 99"),
        ((*CORRECT[:4], "bốn mươi", *CORRECT[5:]), "số nguyên"),
    ],
)
def test_what_can_not_be_done_is_told_without_a_traceback(
    city: None, words: tuple[str, ...], told: str
) -> None:
    answer = CliRunner().invoke(commands, list(words))
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Traceback" not in answer.output
