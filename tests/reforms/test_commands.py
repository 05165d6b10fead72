"""The commands of an act: looked at, done, listed, taken back (O2)."""

import json

import pytest
from click.testing import CliRunner
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.queries import units_on
from hientai.site.cli import commands
from tests.reforms.conftest import DAY, FOUNDED, workbook

pytestmark = pytest.mark.django_db


def said(*line: str) -> str:
    done = CliRunner().invoke(commands, ["units", "reform", *line])
    assert done.exit_code == 0, done.output
    return done.output


def test_an_act_goes_from_its_file_to_its_undoing(people, tmp_path):
    path = str(workbook(tmp_path / "a.xlsx"))
    before = len(units_on(DAY))
    looked = json.loads(said("check", path, "--on", "2025-07-01", "--json"))
    assert (looked["units_before"], looked["units_after"]) == (8, 5)
    assert (looked["people_moved"], looked["people_waiting"]) == (4, 2)
    assert len(units_on(DAY)) == before

    line = ["apply", path, "--name", "Đợt 1", "--on", "2025-07-01", "--ground", "NQ", "--json"]
    done = json.loads(said(*line))
    assert (done["units_ended"], done["posts_moved"], done["posts_waiting"]) == (4, 4, 2)
    assert len(units_on(DAY)) == 5
    assert "đã thực hiện" in said("list")

    assert "4 vị trí công tác trở về" in said("undo", str(done["number"]), "--ground", "thử")
    assert len(units_on(DAY)) == before


def test_who_waits_and_the_roles_that_fell_are_assigned_by_command(people, units, tmp_path):
    user = User.objects.create(username="huyen", password="!")
    RoleAssignment.objects.create(
        user=user, role="unit_officer", unit=units["H"], period=DateRange(FOUNDED, None)
    )
    path = str(workbook(tmp_path / "a.xlsx"))
    line = ["apply", path, "--name", "Đợt 1", "--on", "2025-07-01", "--ground", "NQ", "--json"]
    number = str(json.loads(said(*line))["number"])
    places = str(workbook(tmp_path / "b.xlsx", (), [("P4", "HOACHAU", "Chủ tịch UBND cấp xã")]))
    done = json.loads(said("assign", number, places, "--json"))
    assert (done["posts_moved"], done["posts_waiting"]) == (1, 1)
    [lost] = json.loads(said("roles", "--json"))
    assert (lost["username"], lost["unit"], lost["successors"]) == ("huyen", "H", ["HOACHAU"])
    assert "1 vai trò" in said("role", str(lost["number"]), "--to", "HOACHAU")
    assert "Không có vai trò nào" in said("roles")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["role", "99", "--end"], "Không có vai trò chờ phân công lại số 99"),
        (["undo", "99", "--ground", "thử"], "Không có đợt sắp xếp số 99"),
    ],
)
def test_a_number_that_is_not_there_is_refused(units, line, told):
    done = CliRunner().invoke(commands, ["units", "reform", *line])
    assert done.exit_code == 2 and told in done.output


def test_a_wrong_file_is_told_cell_by_cell_with_exit_code_2(people, tmp_path):
    path = str(workbook(tmp_path / "a.xlsx", (("Giải thể", "H"),)))
    done = CliRunner().invoke(commands, ["units", "reform", "check", path, "--on", "2025-07-01"])
    assert done.exit_code == 2
    assert "Dòng 2, cột Mã đơn vị «H»: còn 3 đơn vị trực thuộc" in done.output
