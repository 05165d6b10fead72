"""`hientai place`: what is left, seats, a division tried, its steps, seats given back (N1)."""

import json

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from hientai.places.models import Division
from hientai.site.cli import commands
from tests.places.conftest import held, wish
from tests.places.test_divisions import offered, proposed

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    """Run a command as the operator."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    return CliRunner().invoke(commands, ["place", *words])


def said(*words: str) -> object:
    """What a command that goes well answers as data."""
    answer = run(*words, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_places_left_are_those_of_the_document_less_those_held(version, put) -> None:
    [before] = [one for one in said("left", "hanoi-1698") if one["item"] == "A.1.1"]
    held(wish(put("P1")), wish(put("P2")))
    [now] = [one for one in said("left", "hanoi-1698") if one["item"] == "A.1.1"]
    assert (now["held"], before["left"] - now["left"]) == (2, 2)
    assert "A.1.1" in run("left", "hanoi-1698").output
    assert run("left", "khong-co").exit_code == 2


def test_seats_are_listed_by_state_and_quota(version, put) -> None:
    held(wish(put("P1")), wish(put("P2"), item="A.1.3"))
    [told] = said("seats", "--state", "held", "--item", "A.1.3")
    assert (told["person"], told["unit"], told["starts_on"], told["ends_on"]) == (
        "P2",
        "STC",
        "2024-09-02",
        "2024-09-06",
    )
    assert said("seats", "--state", "used") == []
    assert "P1" in run("seats").output
    assert run("seats", "--state", "mat").exit_code == 2


def test_a_division_is_tried_without_writing_and_the_parts_add_up(version, put) -> None:
    for n in range(4):
        put(f"F{n}")
    for n in range(2):
        put(f"H{n}", unit="SNV")
    told = said("divide", "hanoi-1698", "A.1.1", "3", "--on", "2024-06-01")
    assert {one["unit"]: one["places"] for one in told} == {"STC": 2, "SNV": 1}
    assert "STC\t4\t2" in run("divide", "hanoi-1698", "A.1.1", "3").output
    assert not Division.objects.exists()


def test_a_division_goes_step_by_step(version, put) -> None:
    parts = offered(version, {"STC": 4})
    key = str(parts["STC"].division_id)
    [told] = said("divisions")
    assert (told["state"], told["units"][0]["unit"], told["units"][0]["kept"]) == (
        "offered",
        "STC",
        4,
    )
    early = run("step", key, "return", "--on", "2024-09-30")
    assert early.exit_code == 2 and "Chưa đến lúc" in early.output
    assert said("step", key, "return", "--on", "2024-10-01")["units"][0]["kept"] == 0
    assert "closed" in run("step", key, "close", "--on", "2024-10-01").output
    assert "closed" in run("divisions").output
    assert run("step", "999999", "close").exit_code == 2


def test_a_division_without_numbers_is_not_offered(version) -> None:
    made = proposed(version, basis="hand", units=["STC"])
    refused = run("step", str(made.pk), "offer")
    assert refused.exit_code == 2 and "Chưa ghi số chỗ" in refused.output


def test_seats_of_yesterday_lapse_once(version, put) -> None:
    held(wish(put("P1")))
    assert said("lapse", "--on", "2024-07-31") == []
    [told] = said("lapse", "--on", "2024-08-01")
    assert (told["person"], told["state"]) == ("P1", "released")
    assert "0 chỗ" in run("lapse", "--on", "2024-08-01").output
