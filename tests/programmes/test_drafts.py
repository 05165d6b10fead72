"""Programme contents of the schemes become drafts, once, each with its clause (G1)."""

import json

import pytest
from click.testing import CliRunner

from hientai.programmes.domain.states import DRAFT
from hientai.programmes.models import Programme, Version
from hientai.programmes.services import drafts
from hientai.schemes.services import load_pack
from hientai.site.cli import commands
from tests.journeys.city import unit

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
