"""Commands of the register: people and units of a day as data, units from a file."""

import json
from datetime import date

from click.testing import CliRunner

from hientai.organisations.queries import unit_on
from hientai.people.cli import people_commands, unit_commands
from hientai.people.queries import people_by_unit
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


def test_a_merge_takes_the_people_along(people, units):
    """O2: the day before they are counted in the one unit, from the day on in the other."""
    asked = ["merge", "STC", "--into", "SNV", "--on", "2025-03-01", "--ground", "Nghị quyết 18"]
    done = CliRunner().invoke(unit_commands, asked, catch_exceptions=False)
    assert "2 vị trí công tác chuyển theo" in done.output
    assert people_by_unit(date(2025, 2, 28))[units["STC"].pk] == 2
    assert people_by_unit(date(2025, 3, 1)) == {units["SNV"].pk: 4}


def test_a_unit_with_people_is_not_dissolved(people, units):
    asked = ["dissolve", "STC", "--on", "2025-03-01", "--ground", "Nghị quyết 18"]
    done = CliRunner().invoke(unit_commands, asked)
    assert "còn 2 vị trí công tác" in str(done.exception)


def test_a_unit_is_renamed_and_moved_from_a_day_on(units):
    ground = ["--ground", "Nghị quyết 18"]
    for asked, day in (
        (["rename", "TTLT", "Trung tâm Lưu trữ lịch sử"], "2025-03-01"),
        (["move", "TTLT", "--under", "HN"], "2025-03-02"),
    ):
        CliRunner().invoke(unit_commands, [*asked, "--on", day, *ground], catch_exceptions=False)
    assert unit_on("TTLT", date(2025, 2, 28)).path[-2:] == ["Sở Nội vụ", "Trung tâm Lưu trữ"]
    assert unit_on("TTLT", date(2025, 3, 2)).path[1:] == ["Trung tâm Lưu trữ lịch sử"]


def test_units_come_from_a_file(sees_all, tmp_path):
    path = tmp_path / "don-vi.csv"
    path.write_text(
        "Mã đơn vị,Tên đơn vị,Loại đơn vị,Từ ngày\nHN,UBND TP Hà Nội,city,01/01/2010\n",
        encoding="utf-8",
    )
    assert answer(unit_commands, "import", str(path))["new"] == 1
