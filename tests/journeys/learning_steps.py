"""What each does at a desk or on a phone while a class is held, as sentences."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from hientai.evaluation.models import Form
from hientai.timetables.models import Session
from tests.journeys.accessibility import assert_fits
from tests.journeys.browser import DESKTOP, PHONE, shoot
from tests.journeys.learning import (
    SENT,
)
from tests.journeys.test_nominations import paste

TEST, REPORT = "Bài kiểm tra cuối khóa", "Báo cáo thu hoạch"
CLASS, QUOTA = "/lop/TC-05.K2/", "/de-an/hanoi-1698/chi-tieu/A.1.1/"
MINUTES = "Biên bản xét kết quả 07/BB-TLHP"


def looked_at(page: Page, name: str) -> None:
    """The page fits on a phone; kept as a picture, at a desk of this width too."""
    here = page.viewport_size or DESKTOP
    if here != PHONE:
        shoot(page, f"hoc-{name}")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert_fits(page)
    shoot(page, f"hoc-{name}-phone")
    if here != PHONE:
        page.set_viewport_size(here)


def kept(page: Page, address: str, name: str, begins: bytes = b"%PDF-1.7") -> None:
    """A paper of the way is of its kind; kept where HIENTAI_SHOTS names a folder."""
    body = page.request.get(address).body()
    assert body.startswith(begins), address
    if folder := os.environ.get("HIENTAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_bytes(body)


def timetable_is_laid_out(page: Page) -> None:
    """The topics of the programme over five study days, seen before they are written."""
    page.goto(f"{CLASS}lich/")
    page.get_by_role("link", name="Xếp lịch", exact=True).click()
    page.get_by_label("Phòng").select_option("Phòng 301 (40)")
    page.get_by_label("Giảng viên").select_option("Hoàng Thị Yến")
    page.get_by_label("Căn cứ").fill("Lịch học khóa 2, số 15/TB-TLHP")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("buổi cuối ngày 13/09/2024")).to_be_visible()
    looked_at(page, "xep-lich")
    page.get_by_role("button", name="Xếp lịch").click()
    expect(page.get_by_text("Đã thực hiện: Xếp lịch từ chương trình.")).to_be_visible()


def calendar_is_subscribed(page: Page) -> str:
    """A secret address of the own calendar, told once."""
    page.goto("/lich-hoc/dong-bo/")
    page.get_by_role("button", name="Lịch của tôi").click()
    told = page.locator(".spelled code")
    expect(told).to_be_visible()
    looked_at(page, "dia-chi-lich")
    return told.inner_text()


def calendar_is_revoked(page: Page) -> None:
    """The address that somebody else may know shows nothing from now on."""
    page.goto("/lich-hoc/dong-bo/")
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi địa chỉ lịch.")).to_be_visible()


def days_in_the_calendar(page: Page, address: str) -> set[date]:
    """The days on which a calendar program shows something that is held."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.body())
    held = [one for one in read.walk("VEVENT") if one.get("status") != "CANCELLED"]
    return {one.start.date() for one in held}


def day_falls_out(page: Page, day: str, why: str, moves: int, until: str) -> None:
    """The rest shifts by as little as it can, and is seen before it is done."""
    page.goto(f"{CLASS}lich/")
    page.get_by_role("link", name="Một ngày không học được").click()
    page.get_by_label("Nghỉ từ ngày").fill(day)
    page.get_by_label("Căn cứ").fill(why)
    page.get_by_role("button", name="Xem trước").click()
    seen = page.get_by_role("region", name=f"Sẽ đổi {moves} buổi")
    expect(seen).to_contain_text(f"buổi cuối ngày {until}")
    looked_at(page, "doi-lich")
    page.get_by_role("button", name="Dời lịch").click()
    expect(page.get_by_text("Đã thực hiện: Một ngày không học được.")).to_be_visible()
    looked_at(page, "lich")


def codes_are_shown(page: Page, session: Session) -> Locator:
    """The lecturer's page with the code of this half minute."""
    page.goto(f"{CLASS}diem-danh/{session.pk}/")
    page.get_by_role("link", name="Chiếu mã").click()
    page.get_by_role("button", name="Bắt đầu chiếu mã").click()
    code = page.locator("#ma-so")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    looked_at(page, "chieu-ma")
    return code


def phone_checks_in(page: Page, code: str, told: str) -> None:
    """A learner types the code on the own phone and is told what it was worth."""
    page.goto("/diem-danh/")
    page.get_by_label("Mã đang chiếu trong phòng học").fill(code)
    page.get_by_role("button", name="Điểm danh").click()
    expect(page.get_by_role("status")).to_contain_text(told)


def sent_from(page: Page, code: str, at: str = "", session: str = "") -> dict[str, str]:
    """What a program says that sends a code in the name of a phone."""
    token = next(one for one in page.context.cookies() if one["name"] == "csrftoken")["value"]
    row = {"id": "x", "who": "", "code": code, "session": session, "at": at}
    answer = page.request.post(
        "/diem-danh/gui/",
        data={"codes": [row]},
        headers={"X-CSRFToken": token, "Referer": page.url},
    )
    return dict(answer.json()["answers"][0])


def minutes_ago(count: int) -> str:
    """A moment as a phone with a clock of its own tells it."""
    return (timezone.now() - timedelta(minutes=count)).isoformat()


def claim_is_refused(page: Page, session: Session, name: str) -> None:
    """What was sent later than it was shown counts only if the lecturer saw who sent it."""
    page.goto(f"{CLASS}diem-danh/{session.pk}/")
    page.get_by_role("checkbox", name=name).check()
    looked_at(page, "cho-xac-nhan")
    page.get_by_role("button", name="Không nhận người đã chọn").click()
    expect(page.get_by_text("Không nhận 1 lần điểm danh.")).to_be_visible()


def list_is_written(page: Page, session: Session, *absent: str) -> None:
    """All were there but those who are named; the roll is closed for good."""
    page.goto(f"{CLASS}diem-danh/{session.pk}/")
    for name in absent:
        page.get_by_role("group", name=name).get_by_role("radio", name="vắng").check(force=True)
    looked_at(page, f"danh-sach-{session.pk}")
    page.get_by_role("button", name="Ghi danh sách").click()
    expect(page.get_by_text(re.compile(r"Đã ghi \d+ học viên."))).to_be_visible()
    page.get_by_role("button", name="Khóa sổ điểm danh").click()
    expect(page.get_by_text("Đã khóa sổ điểm danh của buổi.")).to_be_visible()


def part_is_written(page: Page) -> None:
    """A test at the end, marked by who teaches the class."""
    page.goto(f"{CLASS}ket-qua/")
    page.get_by_role("link", name="Thêm phần đánh giá").click()
    page.get_by_label("Tên phần đánh giá").fill(TEST)
    page.get_by_label("Số lần được làm").fill("1")
    page.get_by_label("Người chấm").select_option("Hoàng Thị Yến")
    page.get_by_label("Căn cứ").fill("Kế hoạch kiểm tra 16/KH-TLHP")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Đã ghi phần đánh giá.")).to_be_visible()


def work_is_handed_in(page: Page, file: Path) -> None:
    """A report from the own phone."""
    page.goto("/ket-qua/cua-toi/")
    page.get_by_label(f"Tệp nộp cho {REPORT}").set_input_files(file)
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_text("Đã nộp bài.")).to_be_visible()
    looked_at(page, "nop-bai")


def marks_are_pasted(page: Page, marks: dict[str, str]) -> None:
    """A column of marks from a spreadsheet, in the order of the grid; eight for the rest."""
    page.goto(f"{CLASS}ket-qua/bang-diem/")
    page.get_by_role("link", name=TEST).click()
    expect(page.locator(".mark-field")).to_have_count(SENT)
    names = [one.strip() for one in page.locator("tbody th").all_inner_texts()]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".mark-field").first.focus()
    paste(page, "\r\n".join(marks.get(one.splitlines()[0], "8") for one in names))
    expect(page.locator(".mark-field").last).not_to_have_value("")
    looked_at(page, "bang-diem")
    page.get_by_role("button", name="Ghi điểm").click()
    expect(page.get_by_text(f"Đã ghi {SENT} điểm.")).to_be_visible()


def marks_are_published(page: Page, *parts: str) -> None:
    """Learners see the marks from now on."""
    page.goto(f"{CLASS}ket-qua/")
    for title in parts:
        page.get_by_role("button", name=f"Công bố điểm {title}").click()
        expect(page.get_by_text("Đã công bố điểm; học viên được báo.")).to_be_visible()
        page.reload()


def mark_is_objected_to(page: Page, mark: str, why: str) -> None:
    """A learner sees the own mark and asks for it to be looked at again."""
    page.goto("/ket-qua/cua-toi/")
    expect(page.get_by_text(mark, exact=True).first).to_be_visible()
    looked_at(page, "diem-cua-toi")
    page.get_by_role("listitem").filter(has_text=TEST).get_by_role("link").click()
    page.get_by_label("Lý do đề nghị phúc khảo").fill(why)
    looked_at(page, "phuc-khao")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("người khác với người chấm sẽ quyết định")).to_be_visible()


def objection_is_decided(page: Page, who: str, mark: str) -> None:
    """By the school, that did not mark it."""
    page.goto(f"{CLASS}ket-qua/")
    page.get_by_role("region", name="Phúc khảo").get_by_role("link", name=who).click()
    page.get_by_label("Điểm sau phúc khảo").fill(mark)
    page.get_by_label("Trả lời, căn cứ").fill("Biên bản chấm phúc khảo 03/BB-TLHP")
    looked_at(page, "tra-loi-phuc-khao")
    page.get_by_role("button", name="Trả lời đề nghị").click()
    expect(page.get_by_text("Đã trả lời đề nghị phúc khảo")).to_be_visible()


def class_is_concluded(page: Page, completed: int, not_completed: dict[str, str]) -> None:
    """Who completes and who does not, and why, is seen before it is written."""
    page.goto(f"{CLASS}ket-qua/")
    page.get_by_role("link", name="Kết luận", exact=True).click()
    expect(page.locator(".under")).to_contain_text(f"không hoàn thành: {len(not_completed)}")
    expect(page.locator(".under")).to_contain_text(f"hoàn thành: {completed}")
    for name, why in not_completed.items():
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text(why)
    page.get_by_label("Căn cứ").fill(MINUTES)
    looked_at(page, "ket-luan")
    page.get_by_role("button", name="Kết luận", exact=True).click()
    expect(page.get_by_text(f"Đã kết luận {SENT} học viên.")).to_be_visible()
    looked_at(page, "ket-qua")


def form_is_opened(page: Page) -> None:
    """What the learners thought of it, asked without names."""
    page.goto(CLASS)
    looked_at(page, "lop")
    page.get_by_role("link", name="Mở phiếu đánh giá").click()
    page.get_by_label("Căn cứ").fill("Kế hoạch 20/KH-STC")
    page.get_by_role("button", name="Mở phiếu").click()
    expect(page.get_by_text("Đã mở phiếu đánh giá.")).to_be_visible()


def form_is_answered(page: Page) -> None:
    """On a phone, one score for each group of questions."""
    page.goto("/danh-gia/cua-toi/")
    page.get_by_role("link", name="Trả lời").click()
    expect(page.get_by_text("chưa lưu gì cho đến khi gửi")).to_be_visible()
    for section in page.locator(".ballot section").filter(has=page.locator("fieldset")).all():
        section.locator("input[value='9']").first.check(force=True)
        same = section.get_by_role("button", name="Như điểm đầu")
        if same.is_visible():
            same.click()
    page.get_by_label("Điều cần làm tốt hơn").fill("Phòng học nóng")
    looked_at(page, "phieu")
    page.get_by_role("button", name="Gửi phiếu").click()
    expect(page.get_by_text("Phiếu đã được niêm phong")).to_be_visible()


def form_is_counted(page: Page, form: Form, told: str) -> None:
    """Once, after its last day; with fewer than five answers it is destroyed unread."""
    page.goto(f"/danh-gia/{form.pk}/")
    page.get_by_role("button", name="Tổng hợp kết quả").click()
    expect(page.get_by_text(told).first).to_be_visible()
    looked_at(page, f"phieu-ket-qua-{form.pk}")


def certificates_are_issued(page: Page, count: int) -> None:
    """To who completed, after the list was looked through; numbers without gaps."""
    page.goto(CLASS)
    page.get_by_role("link", name="Cấp chứng chỉ").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(count)
    page.get_by_label("Ngày ký").fill("26/09/2024")
    page.get_by_label("Họ tên người ký").fill("Trần Văn Nam")
    looked_at(page, "cap-chung-chi")
    page.get_by_role("button", name="Lập danh sách để kiểm tra").click()
    expect(page.get_by_role("img", name="Chứng chỉ đầu tiên của danh sách")).to_be_visible()
    looked_at(page, "kiem-tra-chung-chi")
    page.get_by_role("button", name=f"Cấp số và ký {count} chứng chỉ").click()
    expect(page.get_by_text(f"Đã cấp {count} chứng chỉ.")).to_be_visible()


def certificate_is_revoked(page: Page, code: str) -> None:
    """On a paper; it stays in the register as revoked."""
    page.goto(f"/chung-chi/{code}/")
    page.locator("summary", has_text="Thu hồi").click()
    revoking = page.locator("form[action$='/thu-hoi/']")
    revoking.get_by_label("Lý do").select_option("wrong_person")
    revoking.get_by_label("Căn cứ").fill("Quyết định 88/QĐ-TLHP ngày 02/10/2024")
    revoking.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi chứng chỉ")).to_be_visible()
    looked_at(page, "chung-chi-thu-hoi")


def certificate_is_verified(page: Page, code: str, *told: str) -> None:
    """By anybody, with the code that is printed on it."""
    page.goto("/xac-nhan/")
    page.get_by_label("Mã xác nhận").fill(f"{code[:4]}-{code[4:].lower()}")
    page.get_by_role("button", name="Xác nhận").click()
    for words in told:
        expect(page.get_by_text(words).first).to_be_visible()
    looked_at(page, f"xac-nhan-{code[:4]}")


def figures(page: Page) -> tuple[int, int]:
    """How many the page of the quota says have completed it, and study now."""
    page.goto(QUOTA)
    expect(page.get_by_role("heading", level=1)).to_contain_text("A.1.1")
    told = [page.locator(f".under a[href*='nhom={one}']") for one in ("da-hoc", "dang-hoc")]
    done, studying = (int(one.inner_text()) if one.count() else 0 for one in told)
    return done, studying
