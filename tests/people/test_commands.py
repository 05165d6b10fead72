"""Commands of the register: people and units of a day as data, units from a file."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from hientai.organisations.queries import unit_on
from hientai.people.cli import people_commands, unit_commands
from hientai.people.models import Post
from hientai.people.queries import people_by_unit
from hientai.shared.refused import Refused
from hientai.site.cli import commands


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


@pytest.fixture
def parts(units) -> None:
    """Two departments founded to take over from Sở Nội vụ."""
    for code, name in (("SNV1", "Sở Công vụ"), ("SNV2", "Sở Tôn giáo")):
        asked = ["create", code, name, "--type", "department", "--under", "HN", *ACT]
        CliRunner().invoke(unit_commands, asked, catch_exceptions=False)


ACT = ["--on", "2025-03-01", "--ground", "Nghị quyết 18"]
SPLIT = ["split", "SNV", "--into", "SNV1", "--into", "snv2", "--subunit", "TTLT=SNV2", *ACT]


def test_a_split_takes_the_named_people_along_and_leaves_the_others_to_be_assigned(
    people, parts, tmp_path
):
    """O2: the code list says who goes where; nobody is guessed at."""
    listed = tmp_path / "bo-tri.csv"
    listed.write_text("Mã CBCCVC;Mã đơn vị\ncb001; SNV2\n\n", encoding="utf-8")
    done = answer(unit_commands, *SPLIT, "--people", str(listed))
    assert (done["event"], done["units"]) == ("split", ["SNV"])
    assert done["into"] == ["SNV1", "SNV2"]
    assert (done["posts_moved"], done["posts_left"]) == (1, 1)
    held = Post.objects.filter(person__code="CB001").order_by("period")
    assert [post.unit.code for post in held] == ["SNV", "SNV2"]
    assert held[0].period.upper == held[1].period.lower == date(2025, 3, 1)
    assert unit_on("SNV", date(2025, 3, 1)) is None
    assert unit_on("TTLT", date(2025, 3, 1)).path[1] == "Sở Tôn giáo"


def test_a_split_says_how_many_wait_to_be_assigned(people, parts):
    done = CliRunner().invoke(unit_commands, SPLIT, catch_exceptions=False)
    assert "SNV → SNV1, SNV2, 01/03/2025" in done.output
    assert "2 vị trí công tác chờ bố trí" in done.output


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CB001, STC", "STC không phải là đơn vị được chia ra"),
        ("CB003, SNV1", "1 người trong danh sách không giữ vị trí nào tại SNV"),
        ("CB001", "Dòng 1 của danh sách không đọc được"),
        ("CB001, SNV1\nCB001, SNV2", "hai đơn vị: SNV1 và SNV2"),
    ],
)
def test_a_list_that_assigns_nowhere_splits_nothing(people, parts, tmp_path, line, told):
    listed = tmp_path / "bo-tri.csv"
    listed.write_text(line, encoding="utf-8")
    done = CliRunner().invoke(commands, ["units", *SPLIT, "--people", str(listed)])
    assert done.exit_code == 2 and told in done.output
    assert unit_on("SNV", date(2025, 3, 1)) is not None


def test_a_unit_is_not_split_into_itself_or_into_what_does_not_exist(units, parts):
    for into, told in ((["SNV1", "SNV"], "khác SNV"), (["SNV1", "LA"], "Không có đơn vị mã LA")):
        words = [word for code in into for word in ("--into", code)]
        done = CliRunner().invoke(commands, ["units", "split", "SNV", *words, *ACT])
        assert done.exit_code == 2 and told in done.output


def test_events_of_units_answer_as_data(units):
    done = answer(unit_commands, "rename", "TTLT", "Trung tâm Lưu trữ lịch sử", *ACT)
    assert done == {"event": "rename", "units": ["TTLT"], "on": "2025-03-01"}
    done = answer(unit_commands, "merge", "TTLT", "--into", "STC", *LATER)
    assert done["into"] == ["STC"] and done["posts_moved"] == 0


LATER = ["--on", "2025-04-01", "--ground", "Nghị quyết 19"]
