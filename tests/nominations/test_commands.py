"""The commands: lists, people of one, a file tried and written (N1)."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hientai.nominations.models import Nomination, NominationList
from hientai.site.cli import commands
from tests.nominations.made import DAY
from tests.nominations.test_lists import added

pytestmark = pytest.mark.django_db


def run(*words: object) -> str:
    """What a command says."""
    done = CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_file_is_tried_then_written(held, put, tmp_path) -> None:
    put("CB-01")
    put("CB-02", title="none")
    file = Path(tmp_path) / "de-cu.csv"
    file.write_text("Mã;Họ và tên\nCB-01;\nCB-02;\nCB-99;\n", encoding="utf-8")
    asked = ("nominate", file, "--list", held.pk, "--on", DAY, "--json")
    tried = json.loads(run(*asked, "--try"))
    assert (tried["added"], [one["code"] for one in tried["stopped"]]) == (2, ["CB-02"])
    assert [one["line"] for one in tried["left_out"]] == [4]
    assert not Nomination.objects.exists()
    run(*asked)
    assert Nomination.objects.count() == 2


def test_a_new_list_is_opened_for_a_quota_and_only_tried_where_asked(
    put, version, tmp_path
) -> None:
    put("CB-01")
    file = Path(tmp_path) / "de-cu.csv"
    file.write_text("CB-01\n", encoding="utf-8")
    asked = (
        *("nominate", file, "--quota", "hanoi-1698/A.1.1", "--unit", "STC", "--on", DAY),
        *("--from", "2024-09-02", "--to", "2024-09-20"),
    )
    assert "1" in run(*asked, "--try")
    assert not NominationList.objects.exists()
    run(*asked)
    assert NominationList.objects.get().item_id == "A.1.1"


def test_lists_and_their_people_are_told_as_data(held, put) -> None:
    added(held, put("CB-01"))
    [one] = json.loads(run("nominations", "--quota", "hanoi-1698/A.1.1", "--on", DAY, "--json"))
    assert (one["unit"], one["live"], one["state"]) == ("STC", 1, "draft")
    [row] = json.loads(run("nominations", held.pk, "--on", DAY, "--json"))
    assert (row["code"], row["verdict"], row["position"]) == ("CB-01", "passed", 1)
    assert "CB-01" in run("nominations", held.pk, "--on", DAY)
    assert run("nominations", "--state", "approved", "--on", DAY)
