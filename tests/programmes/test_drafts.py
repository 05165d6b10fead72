"""Programme contents of the schemes become drafts, once, each with its clause (G1)."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from hientai.programmes.domain.contents import Line
from hientai.programmes.domain.states import DRAFT
from hientai.programmes.models import Programme, Version
from hientai.programmes.services import drafts, writing
from hientai.schemes.services import load_pack
from hientai.shared.refused import Refused
from hientai.site.cli import commands
from tests.journeys.city import unit
from tests.programmes.made import submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def schemes(db, sees_all) -> None:
    """Both schemes with the authorities that issued them."""
    for code, name in (("HN", "UBND thành phố Hà Nội"), ("QNA", "UBND tỉnh Quảng Nam")):
        unit(code, name, "city", None)
    load_pack("hanoi-1698", accepted_by="Sở Nội vụ")
    load_pack("quangnam-7328", accepted_by="Sở Nội vụ")


def test_every_content_becomes_a_draft_with_its_clause_and_words(schemes) -> None:
    """G1: nothing is added to what the documents print."""
    done = drafts.bring_in(actor=None)
    assert (done.made, done.known, done.units_missing) == (45, 0, ())
    first = Programme.objects.get(code="HANOI-1698.CT.A.1.1")
    assert first.title == "Chương trình Chuyên gia tài chính - kế hoạch"
    assert first.origin_clause == "Phần II, mục III.A.1.1.b"
    version = first.versions.get()
    assert version.contents[2].startswith("Kinh nghiệm thực tế về quản lý tài chính công")
    assert (first.kind, version.audience, version.topics.count()) == ("", "", 0)
    assert set(Version.objects.values_list("state", flat=True)) == {DRAFT}


def test_contents_under_one_heading_are_told_apart_by_what_they_teach(schemes) -> None:
    drafts.bring_in(actor=None)
    titles = Programme.objects.filter(origin_item__startswith="ND.PL1.C").order_by("code")
    assert [one.title for one in titles] == [
        "Lĩnh vực y tế – Quản lý y tế",
        "Lĩnh vực y tế – Kiến thức chuyên sâu trong lĩnh vực y – dược",
    ]


def test_the_same_drafts_again_change_nothing(schemes) -> None:
    drafts.bring_in(actor=None)
    Programme.objects.filter(code="HANOI-1698.CT.A.1.1").update(title="Đã sửa")
    again = drafts.bring_in(actor=None)
    assert (again.made, again.known) == (0, 45)
    assert Programme.objects.filter(title="Đã sửa").count() == 1


def test_a_draft_waits_for_the_unit_that_will_compile_it(db, sees_all) -> None:
    """O1: without the unit nothing is written, and it is told which is missing."""
    done = drafts.bring_in(actor=None)
    assert (done.made, done.units_missing) == (0, ("HN",))


def told(*words: str):
    """What a command answers as data."""
    done = CliRunner().invoke(commands, [*words, "--json"], catch_exceptions=False)
    return json.loads(done.stdout)


def test_the_commands_make_list_and_show_them_as_data(schemes) -> None:
    """G1: the same from the command line."""
    assert told("programme", "drafts")["made"] == 45
    listed = told("programme", "list", "--on", "2024-06-01")
    assert {row["code"] for row in listed} >= {"HANOI-2315.LD-CAP-XA", "HANOI-1698.CT.C.4"}
    shown = told("programme", "show", "hanoi-2315.ld-cap-xa")
    assert (shown["days"], shown["state"]) == ("32", "draft")
    assert [line["module"] for line in shown["lines"]][:2] == [
        "Lý luận - chính trị",
        "hành chính - chính quyền địa phương",
    ]
    assert sum(line["topic"] == "" for line in shown["lines"]) == 32


def test_the_printed_programme_is_too_long_for_leaders_of_communes(schemes) -> None:
    """L6: 32 days against the four weeks of 2018, told with value, limit and clause."""
    drafts.bring_in(actor=None)
    version = Version.objects.get(programme__code="HANOI-2315.LD-CAP-XA")
    Programme.objects.filter(pk=version.programme_id).update(kind="leader_commune")
    named = [Line(None, f"Chuyên đề thứ {at}") for at in range(1, 33)]
    writing.write_lines(actor=None, version=version, lines=named)
    version.refresh_from_db()
    with pytest.raises(Refused) as refused:
        submitted(version, on=date(2018, 2, 1))
    assert refused.value.what == "Thời lượng 32 ngày học không đúng quy định"
    assert "văn bản ghi 32 ngày" in refused.value.why
    assert "từ 2 đến 4 tuần (10–20 ngày học)" in refused.value.why
    assert refused.value.clause == "NĐ 101/2017/NĐ-CP, Điều 17"
