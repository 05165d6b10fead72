"""`hientai approvals`: routes, tasks, overdue, show, daily (N1)."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from hientai.site.cli import commands
from tests.approvals.conftest import TODAY, Office, back_to_owner

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    """Run a command as the operator."""
    back_to_owner()
    return CliRunner().invoke(commands, ["approvals", *words])


def test_the_route_of_a_key_is_told_with_its_steps_and_clause(office: Office) -> None:
    [told] = json.loads(run("routes", "--key", "de-an/D.2", "--json").output)
    assert [step["unit"] for step in told["steps"]] == ["", "SNV", ""]
    assert (told["source"], told["issuer"]["whose"]) == ("Quyết định 1, mục V", "authority")
    assert run("routes", "--key", "khong/co").exit_code == 2
    assert "de-an/A.*" in run("routes").output


def test_what_awaits_a_user_and_what_is_overdue_are_listed(office: Office) -> None:
    row = office.submitted()
    [told] = json.loads(run("tasks", "minh", "--json").output)
    assert (told["id"], told["holder"], told["due_on"]) == (row.pk, "STC", "2024-06-10")
    assert json.loads(run("tasks", "lan", "--json").output) == []
    assert "Không có hồ sơ nào" in run("overdue").output
    late = (TODAY + timedelta(days=30)).isoformat()
    assert [one["id"] for one in json.loads(run("overdue", "--on", late, "--json").output)] == [
        row.pk
    ]
    assert run("tasks", "khong-co").exit_code == 2


def test_a_submission_is_shown_with_its_trail(office: Office) -> None:
    row = office.submitted()
    told = json.loads(run("show", str(row.pk), "--json").output)
    assert [mark["what"] for mark in told["trail"]] == ["submitted", "waiting"]
    assert "Trần Văn Minh" in run("show", str(row.pk)).output
    assert run("show", "999999").exit_code == 2


def test_the_work_of_a_day_is_done_once(office: Office) -> None:
    office.submitted()
    words = ("daily", "--on", "2024-06-10", "--json")
    assert [json.loads(run(*words).output) for _ in range(2)] == [
        {"laid": 0, "reminded": 1},
        {"laid": 0, "reminded": 0},
    ]
