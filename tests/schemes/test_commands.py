"""The commands `scheme check`, `load`, `show` and `schema` (S1, A4)."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hientai.schemes.services import PACKS, schema_text
from hientai.site.cli import commands


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["scheme", *words])


def test_check_counts_the_items_of_a_good_pack():
    answer = json.loads(run("check", "hanoi-1698", "--json").output)
    assert answer["items"]["quota"] == 21
    assert (answer["slug"], answer["version"]) == ("hanoi-1698", 1)


@pytest.mark.django_db
def test_check_tells_every_error_with_its_place_and_fails(tmp_path: Path):
    folder = tmp_path / "hanoi-1698"
    folder.mkdir()
    for path in (PACKS / "hanoi-1698").glob("*.yaml"):
        text = path.read_text("utf-8").replace("places: 60", "places: sáu mươi")
        text = text.replace("places: 100\n", "places: một trăm\n", 1)
        (folder / path.name).write_text(text, "utf-8")
    for verb in ("check", "load"):
        answer = run(verb, str(folder))
        assert answer.exit_code == 2
        assert "quotas.yaml, dòng" in answer.output and "2 lỗi." in answer.output
        answer = run(verb, str(folder), "--json")
        assert answer.exit_code == 2
        told = json.loads(answer.stdout)
        assert [problem["item"] for problem in told["problems"]] == ["A.1.1", "A.1.2"]
        assert all(problem["line"] > 1 and problem["remedy"] for problem in told["problems"])
        assert told["what"].startswith("Gói đề án có 2 lỗi")


@pytest.mark.django_db(transaction=False)
def test_show_lists_items_with_kind_id_clause_count_and_unit():
    assert json.loads(run("load", "hanoi-1698", "--json").output)["state"] == "first"
    assert json.loads(run("load", "hanoi-1698", "--json").output)["state"] == "same"
    rows = json.loads(run("show", "hanoi-1698", "--on", "2024-06-01", "--json").output)
    first = next(row for row in rows if (row["kind"], row["id"]) == ("quota", "A.1.1"))
    assert (first["count"], first["unit"]) == (100, "person")
    assert first["clause"] == "Phần II, mục III.A.1.1.a"
    targets = {row["id"]: (row["count"], row["unit"]) for row in rows if row["kind"] == "target"}
    assert (targets["2.4.1"], targets["2.4.2"]) == ((30, "person"), (240, "person"))
    budget = next(row for row in rows if row["kind"] == "budget")
    assert (budget["count"], budget["unit"]) == (272_316_000_000, "vnd")
    assert all(row["clause"] for row in rows)


@pytest.mark.django_db
def test_a_target_without_a_number_of_its_own_says_what_measures_it():
    """S3: 2.4.1 and 2.4.2 state no number; the 30 and 240 places of D.1 and D.2 measure them."""
    run("load", "hanoi-1698")
    words = ["show", "hanoi-1698", "--kind", "target", "--on", "2024-06-01"]
    rows = {row["id"]: row for row in json.loads(run(*words, "--json").output)}
    assert (rows["2.4.1"]["count"], rows["2.4.1"]["measured_by"]) == (30, ["D.1"])
    assert (rows["2.4.2"]["count"], rows["2.4.2"]["measured_by"]) == (240, ["D.2"])
    assert "không nêu con số" in rows["2.4.1"]["note"]
    assert "đo theo số chỗ của chỉ tiêu D.2" in run(*words).output
    assert all("note" in row for row in rows.values() if row["count"] is None)


@pytest.mark.django_db
def test_list_names_the_schemes_in_force_on_a_day():
    run("load", "hanoi-1698")
    assert json.loads(run("list", "--on", "2022-05-18", "--json").output) == []
    [found] = json.loads(run("list", "--on", "2022-05-19", "--json").output)
    assert (found["slug"], found["version"]) == ("hanoi-1698", 1)
    assert "hanoi-1698  v1" in run("list", "--on", "2024-06-01").output
    assert "Chưa có đề án nào" in run("list", "--on", "2022-05-18").output


@pytest.mark.django_db
def test_show_reads_as_lines_too():
    run("load", "hanoi-1698")
    text = run("show", "hanoi-1698", "--kind", "quota", "--on", "2024-06-01").output
    assert "3.000 người" in text
    assert "Phần II, mục III.C.1.a" in text


def test_the_published_description_is_that_of_the_code():
    assert (PACKS / "pack.schema.json").read_text("utf-8") == schema_text()
