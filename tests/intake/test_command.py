"""P3: the command `import` previews, commits and undoes; it answers in JSON too."""

import json
from datetime import date
from pathlib import Path

import fastexcel
import pytest
from click.testing import CliRunner

from hientai.audit.models import Event
from hientai.people.models import Person, Post
from hientai.site.cli import commands
from tests.intake.conftest import person


def run(*words) -> object:
    return CliRunner().invoke(commands, ["import", *map(str, words)])


def test_a_file_is_previewed_committed_and_undone(units, book):
    path = book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa", "Giới tính": "lạ"})])
    seen = json.loads(run(path, "--unit", "HN", "--on", "2024-06-01", "--json").stdout)
    assert seen["state"] == "previewed" and seen["counts"]["new"] == 1
    assert [(n["cell"], n["value"]) for n in seen["refused"]] == [("D3", "lạ")]
    refused = run(path, "--unit", "HN", "--on", "2024-06-01", "--commit")
    assert refused.exit_code == 2 and not Person.objects.exists()
    words = (
        path,
        "--unit",
        "HN",
        "--on",
        "01/06/2024",
        "--commit",
        "--leave-out-refused",
        "--json",
    )
    done = json.loads(run(*words, "--json").stdout)
    assert done["state"] == "committed" and Person.objects.count() == 1
    undone = json.loads(run("--undo", done["batch"], "--json").stdout)
    assert undone["state"] == "undone" and not Person.objects.exists()


GONE = ("--commit", "--end-gone", "--ended-on", "2024-05-01", "--ground", "QĐ 12/QĐ-SNV")


def end_of(code: str) -> date | None:
    return Post.objects.get(person__code=code).period.upper


def three_taken_and_one_still_named(book) -> Path:
    """A1, A2 and A3 in the register; the file of the next time names A1 alone."""
    rows = [person(f"A{n}", **{"Họ và tên": f"Lê Hoa {n * 'I'}"}) for n in (1, 2, 3)]
    assert run(book(rows), "--unit", "SNV", "--commit").exit_code == 0
    return book(rows[:1], "sau.xlsx")


def test_who_is_gone_keeps_the_post_unless_it_is_said(units, book):
    later = three_taken_and_one_still_named(book)
    assert run(later, "--unit", "SNV", "--commit").exit_code == 0
    assert end_of("A2") is None


def test_posts_of_who_is_gone_end_on_the_day_and_ground_given(units, book):
    later = three_taken_and_one_still_named(book)
    assert run(later, "--unit", "SNV", *GONE, "--many-gone").exit_code == 0
    assert (end_of("A1"), end_of("A2"), end_of("A3")) == (None, date(2024, 5, 1), date(2024, 5, 1))
    assert Event.objects.latest("id").ground == "QĐ 12/QĐ-SNV"


def test_only_the_named_ones_end_where_codes_are_given(units, book):
    later = three_taken_and_one_still_named(book)
    words = (*GONE, "--gone-code", "a3", "--many-gone")
    assert run(later, "--unit", "SNV", *words).exit_code == 0
    assert (end_of("A2"), end_of("A3")) == (None, date(2024, 5, 1))


def test_a_large_share_of_a_unit_ends_only_when_that_is_confirmed(units, book):
    later = three_taken_and_one_still_named(book)
    answer = run(later, "--unit", "SNV", *GONE)
    assert answer.exit_code == 2 and "--many-gone" in answer.output
    assert end_of("A2") is None


def test_a_code_that_is_not_gone_is_refused_and_nothing_is_written(units, book):
    later = three_taken_and_one_still_named(book)
    answer = run(later, "--unit", "SNV", *GONE, "--gone-code", "A1")
    assert answer.exit_code == 2 and "A1 không thuộc" in answer.output
    assert end_of("A2") is None


@pytest.mark.parametrize(
    "said",
    [
        ["--commit", "--end-gone", "--ended-on", "2024-05-01"],
        ["--commit", "--end-gone", "--ground", "QĐ 12"],
        ["--end-gone", "--ended-on", "2024-05-01", "--ground", "QĐ 12"],
        ["--commit", "--ended-on", "2024-05-01"],
        ["--commit", "--ground", "QĐ 12"],
    ],
    ids=" ".join,
)
def test_half_a_decision_about_who_is_gone_is_refused(said, units, book):
    answer = run(book([person("A1")]), "--unit", "SNV", *said)
    assert answer.exit_code == 2
    assert "--end-gone" in answer.output and "--ended-on" in answer.output
    assert not Person.objects.exists()


@pytest.mark.parametrize("path", ["/khong/co.xlsx", "/"])
def test_a_file_that_is_none_is_refused_with_its_path(path, units):
    answer = run(path, "--unit", "SNV")
    assert answer.exit_code == 2 and f"Không đọc hoặc ghi được {path}" in answer.output


def test_the_template_is_written_where_asked(tmp_path):
    assert run("template", tmp_path / "mau.xlsx").exit_code == 0
    assert "Người" in fastexcel.read_excel(tmp_path / "mau.xlsx").sheet_names


def test_without_a_unit_the_command_says_what_it_needs(tmp_path):
    answer = run(tmp_path / "x.xlsx")
    assert answer.exit_code == 2 and "--unit" in answer.output


def test_help_shows_examples():
    assert "import template" in run("--help").output
