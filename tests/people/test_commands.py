"""Commands of the register: people and units of a day as data, units from a file."""

import json

from click.testing import CliRunner

from hientai.people.cli import people_commands, unit_commands
from hientai.shared.refused import Refused


def answer(command, *words: str) -> dict:
    done = CliRunner().invoke(command, [*words, "--json"], catch_exceptions=False)
    return json.loads(done.output)


def test_people_of_a_unit_are_listed_as_data(people):
    found = answer(people_commands, "list", "--unit", "STC", "--on", "2024-06-01")
    assert found["total"] == 2
    assert [row["code"] for row in found["people"]] == ["CB004", "CB003"]
    assert found["people"][1]["degree_level"] == "doctor"


def test_units_under_a_unit_are_listed_as_data(units):
    found = answer(unit_commands, "list", "--unit", "SNV", "--on", "01/06/2024")
    assert [unit["code"] for unit in found["units"]] == ["SNV", "TTLT"]


def test_an_unknown_unit_is_refused_by_name(units):
    done = CliRunner().invoke(people_commands, ["list", "--unit", "LA", "--on", "2024-06-01"])
    assert isinstance(done.exception, Refused)
    assert "LA không tồn tại" in str(done.exception)


def test_units_come_from_a_file(sees_all, tmp_path):
    path = tmp_path / "don-vi.csv"
    path.write_text(
        "Mã đơn vị,Tên đơn vị,Loại đơn vị,Từ ngày\nHN,UBND TP Hà Nội,city,01/01/2010\n",
        encoding="utf-8",
    )
    assert answer(unit_commands, "import", str(path))["new"] == 1
