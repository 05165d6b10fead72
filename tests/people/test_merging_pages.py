"""Pages and commands of duplicates and moves (P6, A1): the same verbs behind both."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from hientai.people.cli import people_commands
from hientai.people.models import Merger, Move, Person
from tests.people.conftest import put, sign_in

BORN = date(1986, 3, 15)
GROUND = "Biên bản 05/BB-SNV"


@pytest.fixture
def double(people, units) -> Person:
    """The same person as CB001 under another code, in another department."""
    made = put("CB901", "Nguyễn Thị Ánh", "female", BORN, units["STC"])
    made.probation_end = date(2011, 8, 15)
    made.save()
    return made


def answer(*words: str) -> dict:
    done = CliRunner().invoke(people_commands, [*words, "--json"], catch_exceptions=False)
    return json.loads(done.output)


def posted(client: Client, address: str, **said: str):
    return client.post(address, said, follow=True)


def test_a_pair_is_listed_compared_chosen_merged_and_led_back(people, double, owner):
    """P6: as a user does it; the old code leads to the person."""
    kept = people["CB001"].pk
    pair = f"/nguoi/trung-lap/{kept}/{double.pk}/"
    listed = owner.get("/nguoi/trung-lap/").content.decode()
    assert pair in listed
    assert "cùng ngày sinh" in listed
    assert "15/03/1986" in listed
    owner.cookies["hientai_language"] = "en"
    assert "15 Mar 1986" in owner.get("/nguoi/trung-lap/").content.decode()
    owner.cookies["hientai_language"] = "vi"
    page = owner.get(pair).content.decode()
    assert "Trùng thời gian" in page
    assert "15/08/2011" in page
    unchosen = owner.post(pair, {"gop-ground": GROUND})
    assert unchosen.status_code == 422
    assert "chưa được chọn" in unchosen.content.decode()
    post_ids = [people["CB001"].posts.get().pk, double.posts.get().pk]
    said = {f"chon:people_post:{post_ids[0]}:{post_ids[1]}": "kept", "gop-ground": GROUND}
    done = owner.post(pair, said, follow=True)
    assert done.redirect_chain
    assert "Đã gộp CB901 → CB001" in done.content.decode()
    assert owner.get("/nguoi/CB901/")["Location"] == "/nguoi/CB001/"
    assert "CB001" in owner.get("/nguoi/?tim=CB901").content.decode()
    merger = Merger.objects.get()
    undone = posted(owner, f"/nguoi/gop/{merger.pk}/hoan-tac/", reason="Nhầm người")
    assert "trở lại như trước" in undone.content.decode()
    assert owner.get("/nguoi/CB901/").status_code == 200


def test_a_pair_told_apart_leaves_the_list_and_comes_back(people, double, owner):
    kept = people["CB001"].pk
    pair = f"/nguoi/trung-lap/{kept}/{double.pk}/"
    posted(owner, f"{pair}khac/", **{"khac-ground": "Hai chị em"})
    assert pair not in owner.get("/nguoi/trung-lap/").content.decode()
    decided = owner.get("/nguoi/trung-lap/da-quyet-dinh/").content.decode()
    assert "Hai chị em" in decided
    number = decided.split("/nguoi/trung-lap/khac/")[1].split("/")[0]
    posted(owner, f"/nguoi/trung-lap/khac/{number}/bo/", ground="Xem lại")
    assert pair in owner.get("/nguoi/trung-lap/").content.decode()


def test_two_officers_hand_a_person_over(people, units, officer):
    """A1: the one proposes; the other finds it on the home page, accepts, then sees the person."""
    receiver = sign_in(units["STC"], "unit_officer")
    offered = officer.get("/nguoi/chuyen/moi/").content.decode()
    assert '<option value="STC">' in offered  # somebody else's: people move to units of others
    asked = {"code": "CB001", "to_unit": "stc", "on": "01/06/2024", "ground": GROUND}
    done = posted(officer, "/nguoi/chuyen/moi/", **asked)
    assert "chờ tiếp nhận" in done.content.decode()
    assert receiver.get("/nguoi/CB001/").status_code == 404
    assert "chờ đơn vị của bạn tiếp nhận" in receiver.get("/").content.decode()
    assert "chờ nơi đến tiếp nhận" in officer.get("/").content.decode()
    move = done.redirect_chain[-1][0]
    assert posted(officer, f"{move}tiep-nhan/").status_code == 409
    assert "Đã tiếp nhận" in posted(receiver, f"{move}tiep-nhan/").content.decode()
    assert receiver.get("/nguoi/CB001/").status_code == 200


def test_many_are_judged_line_by_line_before_they_are_sent(people, officer):
    asked = {
        "to_unit": "STC",
        "on": "01/06/2024",
        "ground": GROUND,
        "pasted": "Mã CBCCVC\tChức vụ\ncb001\tTrưởng phòng\nCB003\nCB002",
    }
    judged = officer.post("/nguoi/chuyen/nhieu/", asked).content.decode()
    assert "Gửi 2 đề nghị hợp lệ" in judged
    assert "không có người mang mã này trong phạm vi của bạn" in judged
    done = posted(officer, "/nguoi/chuyen/nhieu/", gui="1", **asked)
    assert "Đã gửi 2 đề nghị" in done.content.decode()


def test_the_commands_find_merge_and_undo(people, double, units):
    found = answer("duplicates", "--on", "2024-06-01")
    assert [(one["first"], one["second"]) for one in found["pairs"]] == [("CB001", "CB901")]
    asked = ["merge", "CB901", "--into", "CB001", "--ground", GROUND]
    conflicts = answer(*asked, "--preview")["conflicts"]
    assert [one["about"] for one in conflicts] == ["Vị trí công tác"]
    done = answer(*asked, "--take", f"{conflicts[0]['id']}=merged")
    assert done["merged"] == "CB901"
    assert not Person.objects.filter(code="CB901").exists()
    answer("unmerge", str(done["merger"]), "--ground", "Nhầm người")
    assert Person.objects.filter(code="CB901").exists()
    assert answer("apart", "CB001", "CB901", "--ground", "Hai người")["apart"] is True
    assert answer("duplicates", "--on", "2024-06-01")["total"] == 0


def test_the_commands_move_a_person(people, units):
    made = answer("move", "CB001", "--to", "STC", "--on", "2024-06-01", "--ground", GROUND)
    assert (made["state"], made["from"], made["to"]) == ("pending", "SNV", "STC")
    assert answer("moves", "--state", "pending")["total"] == 1
    answer("withdraw-move", str(made["number"]), "--reason", "Chuyển nơi khác")
    asked = ["move", "CB001", "--to", "STC", "--on", "2024-06-01", "--ground", GROUND]
    again = answer(*asked)
    assert answer("accept-move", str(again["number"]))["state"] == "accepted"
    assert Move.objects.filter(state="accepted").count() == 1
