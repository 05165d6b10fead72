"""P3: the command `import` previews, commits and undoes; it answers in JSON too."""

import json

import fastexcel
from click.testing import CliRunner

from hientai.people.models import Person
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


def test_the_template_is_written_where_asked(tmp_path):
    assert run("template", tmp_path / "mau.xlsx").exit_code == 0
    assert "Người" in fastexcel.read_excel(tmp_path / "mau.xlsx").sheet_names


def test_without_a_unit_the_command_says_what_it_needs(tmp_path):
    answer = run(tmp_path / "x.xlsx")
    assert answer.exit_code == 2 and "--unit" in answer.output


def test_help_shows_examples():
    assert "import template" in run("--help").output
