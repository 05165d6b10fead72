"""`hientai paper`: list, show, number, write (N5)."""

import json

import pytest
from click.testing import CliRunner, Result
from docx import Document

from hientai.documents import services as verbs
from hientai.site.cli import commands
from tests.documents.made import TODAY, drafted, signed


@pytest.fixture
def run(office, settings):
    """Run a command on the demo's day."""
    settings.HIENTAI_TODAY = TODAY.isoformat()

    def told(*words: str) -> Result:
        return CliRunner().invoke(commands, ["paper", *words])

    return told


def test_a_signed_paper_is_numbered_and_listed(run, office) -> None:
    paper = signed(office.city)
    drafted(office.city)
    said = run("number", str(paper.pk), "--json")
    assert json.loads(said.output)["called"] == "01/QĐ-UBND"
    listed = json.loads(run("list", "--state", "registered", "--json").output)
    assert [one["id"] for one in listed] == [paper.pk]
    shown = json.loads(run("show", str(paper.pk), "--json").output)
    assert [one["step"] for one in shown["steps"]] == ["draft", "lock", "sign", "register"]


def test_a_draft_gets_no_number_and_the_command_says_why(run, office) -> None:
    said = run("number", str(drafted(office.city).pk))
    assert said.exit_code == 2
    assert "dự thảo" in said.stderr


def test_a_paper_is_written_as_a_file(run, office, tmp_path) -> None:
    paper = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    assert run("write", str(paper.pk), str(tmp_path / "qd.docx")).exit_code == 0
    head = Document(tmp_path / "qd.docx").tables[0]
    assert head.rows[1].cells[0].text == "Số: 01/QĐ-UBND"
    assert run("write", str(paper.pk), str(tmp_path / "qd.odt")).exit_code == 2
