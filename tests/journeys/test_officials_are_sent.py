"""Thirty officials go from a screened list to registered decisions, each office at its own step.

N1, N2, N4, N5 and A1 in one story: six people in six sign-ins, and two to whom it is not theirs.
"""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.approvals.models import Submission
from hientai.decisions.models import Row, Sending
from hientai.documents.models import Paper
from hientai.nominations.models import Nomination, NominationList
from hientai.people.models import Person
from hientai.places.models import Seat
from hientai.training.models import Turn
from tests.journeys.accessibility import assert_fits
from tests.journeys.browser import PHONE
from tests.journeys.city import City
from tests.journeys.conftest import Signed
from tests.journeys.offices import Offices, seen_by, staffed
from tests.journeys.test_nominations import paste

pytestmark = pytest.mark.journey
DAY = date(2024, 6, 1)
ROWS = "tbody tr:not(.gone)"


@pytest.fixture
def offices(running: City) -> Offices:
    """The people of the story at their desks."""
    with operator_scope():
        return staffed(running)


def list_is_opened(page: Page, item: str, **said: str) -> int:
    """From the screened list of the quota, for a class or for days; its number."""
    page.goto(f"/de-an/hanoi-1698/chi-tieu/{item}/")
    page.get_by_role("link", name="Lập danh sách đề cử").click()
    for label, value in said.items():
        field = page.get_by_label(re.compile("^" + label.replace("_", " ")))
        field.select_option(value) if label in ("Lớp", "Nguồn_kinh_phí") else field.fill(value)
    page.get_by_role("button", name="Lập danh sách").click()
    expect(page.get_by_text("Danh sách chưa có ai.")).to_be_visible()
    return int(re.search(r"/de-cu/(\d+)/", page.url).group(1))  # type: ignore[union-attr]


def codes_are_pasted(page: Page, codes: list[str], why_not: str) -> None:
    """Codes from a spreadsheet: all may go but one, and the preview says why that one may not."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, "\r\n".join(["Mã CBCCVC", *codes]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước khi thêm")
    blocked = page.get_by_role("region", name="Người vướng")
    expect(blocked.get_by_role("row")).to_have_count(2)
    expect(blocked).to_contain_text(re.compile(why_not))
    page.get_by_role("button", name=f"Thêm {len(codes) - 1} người trình được").click()
    expect(page.locator(f".nomination-rows {ROWS}")).to_have_count(len(codes) - 1)


def list_is_submitted(page: Page) -> None:
    """Whoever stands on the list is put before those who approve."""
    page.get_by_role("link", name="Trình phê duyệt").click()
    page.get_by_role("button", name="Trình", exact=True).click()
    expect(page.get_by_text("đang trình").first).to_be_visible()


def step_is_agreed_to(page: Page, title: str, step: str) -> None:
    """From «what awaits me» to an answer at one's own step."""
    page.goto("/phe-duyet/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=f"Ý kiến ở bước “{step}”")).to_be_visible()
    page.get_by_label("Đồng ý", exact=True).check()
    page.get_by_role("button", name="Ghi ý kiến").click()
    expect(page.get_by_text("Đã ghi ý kiến")).to_be_visible()


def decision_is_drafted(page: Page, number: int, **said: str) -> int:
    """From the approved list: who signs and what nobody else knows; the number of its paper."""
    page.goto(f"/de-cu/{number}/")
    page.get_by_role("link", name="Lập quyết định").click()
    for label, value in said.items():
        page.get_by_label(re.compile("^" + label, re.IGNORECASE)).fill(value)
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.get_by_text("Đã lập dự thảo quyết định.")).to_be_visible()
    return paper_of(page)


def paper_of(page: Page) -> int:
    """The number of the paper that a page shows."""
    return int(re.search(r"/van-ban/(\d+)/", page.url).group(1))  # type: ignore[union-attr]


def paper_is_signed(page: Page, paper: int, copy: Path) -> None:
    """Locked and signed by who leads the body."""
    page.goto(f"/van-ban/{paper}/")
    page.get_by_role("button", name="Khóa để trình ký").click()
    page.get_by_label("Bản đã ký").set_input_files(copy)
    page.get_by_role("button", name="Nhận bản đã ký").click()
    expect(page.get_by_text("Đã ghi nhận chữ ký")).to_be_visible()


def paper_is_registered(page: Page, paper: int, called: str) -> None:
    """The clerk gives the next number."""
    page.goto(f"/van-ban/{paper}/")
    page.get_by_role("button", name="Cấp số và đăng ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(called)


def one_is_replaced(page: Page, paper: int, code: str, instead: str) -> int:
    """Withdrawn from a registered decision, the first of the reserve instead; the new paper."""
    leaves, comes = Person.objects.get(code=code).name, Person.objects.get(code=instead).name
    page.goto(f"/quyet-dinh/{Sending.objects.get(paper=paper).pk}/")
    page.get_by_role("link", name="Thay người").click()
    page.get_by_role("checkbox", name=leaves).check()
    expect(page.get_by_text(comes)).to_be_visible()
    page.get_by_label("Lý do", exact=True).fill("yêu cầu công tác đột xuất")
    page.get_by_label("Họ tên người ký").fill("Đỗ Hữu Tùng")
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.get_by_text("Đã lập dự thảo quyết định điều chỉnh.")).to_be_visible()
    return paper_of(page)


def nominee_reads(page: Page, title: str, *told: str) -> None:
    """On the own phone: where the own nomination stands, and since when."""
    page.goto("/de-cu/cua-toi/")
    mine = page.get_by_role("listitem").filter(has_text=title)
    for words in told:
        expect(mine).to_contain_text(words)
    assert_fits(page)


def is_not_theirs(page: Page, *addresses: str) -> None:
    """Each address answers as if nothing were there."""
    for address in addresses:
        answer = page.request.get(address)
        assert answer.status in (403, 404), f"{address}: {answer.status}"


def nothing_awaits(page: Page, title: str) -> None:
    """What lies with somebody else is not among what awaits me."""
    page.goto("/phe-duyet/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc chờ tôi")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


def kept(page: Page, paper: int) -> None:
    """The decision as it is printed; kept where HIENTAI_SHOTS names a folder, to be looked at."""
    folder = os.environ.get("HIENTAI_SHOTS")
    for kind, begins in (("pdf", b"%PDF-1.7"), ("docx", b"PK")):
        body = page.request.get(f"/van-ban/{paper}/tai.{kind}").body()
        assert body.startswith(begins)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"quyet-dinh-{paper}.{kind}").write_bytes(body)


def studying() -> int:
    """How many study what the two lists are for."""
    return Turn.objects.filter(result="studying", item_id__in=["A.1.1", "D.2"]).count()


def results(item: str, *codes: str) -> list[str]:
    """How the turns of people under a quota stand."""
    turns = dict(Turn.objects.filter(item_id=item).values_list("person__code", "result"))
    return [turns[code] for code in codes]


def states(number: int) -> dict[str, int]:
    """How many rows of a list stand where."""
    found: dict[str, int] = {}
    for row in Nomination.objects.filter(list=number):
        found[row.state] = found.get(row.state, 0) + 1
    return found


LEADER, CHAIR = "Đỗ Hữu Tùng", "Trần Sỹ Nguyên"
AT_SCHOOL = {
    "cơ sở đào tạo": "Trường Đại học Kinh tế quốc dân",
    "địa điểm": "số 207 đường Giải Phóng",
    "kinh phí": "ngân sách Thành phố",
    "trình độ": "thạc sĩ",
    "ngành": "tài chính công",
}
MASTERS = "Thạc sĩ Tài chính công"
HEAD, HOME = "Thủ trưởng cơ quan, đơn vị lựa chọn", "Sở Nội vụ tổng hợp, báo cáo"
CITY = "UBND Thành phố quyết định"
OF_THE_STORY = (NominationList, Nomination, Submission, Seat, Paper, Sending, Row)


@dataclass(frozen=True)
class Story:
    """Who sits at which desk, whom it is about, and a copy that was signed."""

    offices: Offices
    officer: Page
    head: Page
    home_affairs: Page
    committee: Page
    clerk: Page
    nominee: Page
    stranger: Page
    copy: Path

    @property
    def title(self) -> str:
        """The course of the quota that units decide about."""
        return str(self.offices.course.title)


@pytest.fixture
def story(desk: Signed, offices: Offices, tmp_path: Path) -> Story:
    """Everybody has signed in, the nominee on a phone."""
    copy = tmp_path / "ban-ky.pdf"
    copy.write_bytes(b"%PDF-1.7\n%%EOF\n")
    names = ("officer", "head", "home_affairs", "committee", "clerk", "stranger")
    desks = {name: desk(getattr(offices, name)) for name in names}
    phone = desk(offices.nominee, viewport=PHONE)
    return Story(offices=offices, nominee=phone, copy=copy, **desks)


def units_decide(story: Story) -> int:
    """A quota of A: one of those put forward is in another class at the time."""
    chosen = str(story.offices.course.pk)
    course = list_is_opened(story.officer, "A.1.1", Lớp=chosen, Nguồn_kinh_phí="city_budget")
    codes_are_pasted(story.officer, story.offices.managers, "Bồi dưỡng ngạch chuyên viên chính")
    list_is_submitted(story.officer)
    nominee_reads(story.nominee, story.title, "đang trình", "Đang chờ tại Sở Tài chính")
    nothing_awaits(story.home_affairs, story.title)
    step_is_agreed_to(story.head, story.title, HEAD)
    assert states(course) == {"seated": 24, "reserve": 1}
    nominee_reads(story.nominee, story.title, "được giữ chỗ")
    return course


def committee_decides(story: Story) -> int:
    """D.2: one is older than the law lets be sent; three offices answer in turn."""
    days = {"Từ_ngày": "02/09/2024", "Đến_ngày": "30/06/2026"}
    degree = list_is_opened(story.officer, "D.2", Chương_trình=MASTERS, **days)
    codes_are_pasted(story.officer, story.offices.masters, "40 tuổi")
    list_is_submitted(story.officer)
    nothing_awaits(story.committee, MASTERS)
    step_is_agreed_to(story.head, MASTERS, HEAD)
    step_is_agreed_to(story.home_affairs, MASTERS, HOME)
    step_is_agreed_to(story.committee, MASTERS, CITY)
    assert states(degree) == {"seated": 6}
    return degree


def decisions_enrol(story: Story, course: int, degree: int) -> tuple[int, int]:
    """Each body's own decision: drafted, signed, numbered; nobody studies before that."""
    here = decision_is_drafted(story.officer, course, **{"Họ tên người ký": LEADER})
    paper_is_signed(story.head, here, story.copy)
    assert studying() == 0
    paper_is_registered(story.clerk, here, "Quyết định 01/QĐ-STC")
    said = {"Họ tên người ký": CHAIR, **AT_SCHOOL}
    city = decision_is_drafted(story.clerk, degree, **said)
    is_not_theirs(story.officer, f"/van-ban/{city}/", f"/van-ban/{city}/tai.pdf")
    paper_is_signed(story.committee, city, story.copy)
    paper_is_registered(story.clerk, city, "Quyết định 01/QĐ-UBND")
    assert studying() == 30
    nominee_reads(story.nominee, story.title, "đã có quyết định", "01/QĐ-STC")
    return here, city


def reserve_goes_instead(story: Story, course: int, here: int) -> int:
    """One is withdrawn after the decision; a paper of its own sends the first of the reserve."""
    leaves = story.offices.managers[5]
    comes = Nomination.objects.get(list=course, state="reserve").person.code
    amending = one_is_replaced(story.officer, here, leaves, comes)
    paper_is_signed(story.head, amending, story.copy)
    paper_is_registered(story.clerk, amending, "Quyết định 02/QĐ-STC")
    stay = story.offices.managers[0]
    assert results("A.1.1", leaves, comes, stay) == ["withdrawn", "studying", "studying"]
    assert studying() == 30
    return amending


def nobody_opens_what_is_not_theirs(story: Story, course: int, degree: int, here: int) -> None:
    """By any address: of the list, its way, its paper, the decision, a person's record."""
    who, one = story.offices, Sending.objects.get(paper=here)
    addresses = [
        f"/de-cu/{course}/",
        f"/phe-duyet/{Submission.objects.get(subject=course).pk}/",
        f"/van-ban/{here}/",
        f"/van-ban/{here}/tai.pdf",
        f"/quyet-dinh/{one.pk}/",
        f"/quyet-dinh/lap/{course}/",
        f"/nguoi/{who.managers[5]}/",
    ]
    is_not_theirs(story.stranger, *addresses, f"/de-cu/{degree}/", f"/nguoi/{who.masters[0]}/")
    is_not_theirs(story.home_affairs, *addresses, f"/nguoi/{who.masters[0]}/")
    is_not_theirs(story.nominee, *addresses)
    for page in (story.officer, story.head):
        is_not_theirs(page, "/nguoi/HN-000004/", "/phe-duyet/trinh-tu/moi/")
    for page in (story.clerk, story.committee):
        is_not_theirs(page, "/ho-so/cua-toi/", "/tai-khoan/", "/phe-duyet/trinh-tu/moi/")
    assert seen_by(who.stranger, DAY, *OF_THE_STORY) == [0, 0, 0, 0, 0, 0, 0]
    assert seen_by(who.home_affairs, DAY, Person, Paper, Row) == [0, 0, 0]
    assert seen_by(who.nominee, DAY, Person, Nomination, Row) == [1, 1, 1]


def test_thirty_officials_are_sent_by_six_people_each_at_the_own_step(story: Story) -> None:
    course = units_decide(story)
    degree = committee_decides(story)
    here, city = decisions_enrol(story, course, degree)
    amending = reserve_goes_instead(story, course, here)
    nobody_opens_what_is_not_theirs(story, course, degree, here)
    for paper in (here, city, amending):
        kept(story.clerk, paper)
