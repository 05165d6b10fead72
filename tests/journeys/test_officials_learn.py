"""Thirty officials go from a registered decision to certificates and a target that rose.

C1 to C4, E1, G3, K1, P4 and L6 in one story: eight people in eight sign-ins, three of them learners
on phones, one to whom nothing of it belongs, and somebody without an account.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from hientai.accounts.services import operator_scope
from hientai.attendance.models import Mark
from hientai.certificates.models import Certificate
from hientai.evaluation.models import Form
from hientai.evaluation.services.answering import answer, token_of_learner
from hientai.people.models import Person
from hientai.results.models import Grade, Objection, Outcome, Work
from hientai.results.services import Said, write_part
from hientai.timetables.models import Learner, Session
from hientai.training.models import Turn
from tests.attendance.made import code_of, opened_since
from tests.journeys.browser import PHONE
from tests.journeys.city import City
from tests.journeys.conftest import Signed
from tests.journeys.learning import (
    FIRST,
    SENT,
    Learning,
    another_class_shows_a_code,
    everybody_is_marked,
    everybody_is_there,
    four_answer,
    sent_to_class,
    session_of,
)
from tests.journeys.learning_steps import (
    CLASS,
    MINUTES,
    REPORT,
    TEST,
    calendar_is_revoked,
    calendar_is_subscribed,
    certificate_is_revoked,
    certificate_is_verified,
    certificates_are_issued,
    claim_is_refused,
    class_is_concluded,
    codes_are_shown,
    day_falls_out,
    days_in_the_calendar,
    figures,
    form_is_answered,
    form_is_counted,
    form_is_opened,
    kept,
    list_is_written,
    looked_at,
    mark_is_objected_to,
    marks_are_pasted,
    marks_are_published,
    minutes_ago,
    objection_is_decided,
    part_is_written,
    phone_checks_in,
    sent_from,
    timetable_is_laid_out,
    work_is_handed_in,
)
from tests.journeys.offices import seen_by
from tests.journeys.test_officials_are_sent import is_not_theirs

pytestmark = pytest.mark.journey
LAID_OUT, LAST = date(2024, 9, 3), date(2024, 9, 16)
OBJECTED, CONCLUDED = date(2024, 9, 18), date(2024, 9, 19)
COUNTED, CERTIFIED, REVOKED = date(2024, 9, 25), date(2024, 9, 26), date(2024, 10, 3)
FILED = {
    "1-lop/thong-tin.json",
    "2-lich/lich.pdf",
    "3-nguoi-hoc/nguoi-hoc.xlsx",
    "4-quyet-dinh/quyet-dinh-01-qd-stc.pdf",
    "6-diem-danh/diem-danh.xlsx",
    "7-ket-qua/bang-diem.pdf",
    "7-ket-qua/ket-luan.xlsx",
    "7-ket-qua/bai-nop.xlsx",
    "8-danh-gia/danh-gia.pdf",
    "9-chung-chi/so-cap.xlsx",
    "9-chung-chi/chung-chi.pdf",
}
OF_THE_STORY = (Learner, Mark, Work, Grade, Objection, Outcome, Certificate)


@dataclass(frozen=True)
class Story:
    """Who sits at which desk or holds which phone, whom it is about, and how days pass."""

    who: Learning
    owner: Page
    school: Page
    lecturer: Page
    officer: Page
    first: Page
    second: Page
    third: Page
    stranger: Page
    nobody: Page
    today: Callable[[date], None]
    report: Path

    def name(self, at: int) -> str:
        """The name of the learner who was sent as the first, the second …"""
        return str(Person.objects.get(code=self.who.codes[at]).name)


@pytest.fixture
def story(desk: Signed, running: City, open_page, settings, tmp_path: Path) -> Story:
    """Everybody has signed in, on the day after the decision; somebody has no account."""
    settings.HIENTAI_TODAY = LAID_OUT.isoformat()
    with operator_scope():
        who = sent_to_class(running)
    report = tmp_path / "Báo cáo thu hoạch.pdf"
    report.write_bytes(b"%PDF-1.7\n%%EOF\n")
    desks = ("owner", "school", "lecturer", "officer", "stranger")
    phones = zip(("first", "second", "third"), who.learners, strict=True)
    return Story(
        who=who,
        **{name: desk(getattr(who, name)) for name in desks},
        **{name: desk(one, viewport=PHONE) for name, one in phones},
        nobody=open_page(viewport=PHONE),
        today=lambda day: setattr(settings, "HIENTAI_TODAY", day.isoformat()),
        report=report,
    )


def test_thirty_officials_learn_and_the_target_rises_by_who_completed(story: Story) -> None:
    calendar = class_is_scheduled_and_a_day_falls_out(story)
    assert figures(story.owner) == (1, SENT)
    learners_check_in_and_one_stays_away(story)
    everybody_is_tested(story)
    forms = learners_say_what_they_thought(story)
    one_objects_and_the_class_is_concluded(story)
    answers_are_counted(story, *forms)
    who_completed_is_certified(story)
    target_rose_by_who_completed_and_nobody_else(story)
    one_certificate_is_revoked_and_counts_no_more(story)
    whole_class_is_filed(story)
    nobody_gets_what_is_not_theirs(story, calendar)


def class_is_scheduled_and_a_day_falls_out(story: Story) -> str:
    """Five days of study, of which the third is lost to a flood and made good on Monday; the secret
    address of a learner's calendar."""
    timetable_is_laid_out(story.school)
    calendar = calendar_is_subscribed(story.first)
    assert days_in_the_calendar(story.nobody, calendar) == days(9, 10, 11, 12, 13)
    story.today(FIRST)
    day_falls_out(story.school, "11/09/2024", "Công điện về lũ sông Hồng", 7, "16/09/2024")
    assert days_in_the_calendar(story.nobody, calendar) == days(9, 10, 12, 13, 16)
    kept(story.school, f"{CLASS}lich/in/", "hoc-lich-dan-bang.pdf")
    return calendar


def days(*numbers: int) -> set[date]:
    """Days of the month of the class."""
    return {date(2024, 9, one) for one in numbers}


def learners_check_in_and_one_stays_away(story: Story) -> None:
    """By the code on the wall, which counts once, at its session, while it is shown; who was not in
    the room has it from a friend."""
    session = session_of(story.who.held, FIRST, 8)
    kept(story.lecturer, f"{CLASS}diem-danh/{session.pk}/ky-ten.pdf", "hoc-ky-ten.pdf")
    code = codes_are_shown(story.lecturer, session)
    with operator_scope():
        foreign = another_class_shows_a_code(story.who.before)
    phone_checks_in(story.first, code.inner_text(), "Đã điểm danh")
    phone_checks_in(story.first, code.inner_text(), "không ghi thêm lần nữa")
    phone_checks_in(story.second, foreign, "Mã này của buổi khác")
    opened_since(session, 20)
    phone_checks_in(story.second, code_of(session, ago=6), "Mã này đã đổi")
    phone_checks_in(story.second, code.inner_text(), "Đã điểm danh")
    told = sent_from(story.third, code_of(session, ago=6), at=minutes_ago(3))
    assert told["outcome"] == "claimed"
    assert Mark.objects.count() == 2
    claim_is_refused(story.lecturer, session, story.name(2))
    list_is_written(story.lecturer, session, story.name(2))
    looked_at(story.second, "dien-thoai")
    story.third.goto("/diem-danh/cua-toi/")
    expect(story.third.get_by_text("quá mức").first).to_be_visible()
    looked_at(story.third, "diem-danh-cua-toi")


def everybody_is_tested(story: Story) -> None:
    """On the last day; two fail."""
    story.today(LAST)
    held = story.who.held
    with operator_scope():
        everybody_is_there(held, LAST)
        report = Said(REPORT, "report", due=LAST, takes_files=True)
        part = write_part(actor=None, held_class=held, said=report, ground=MINUTES)
    part_is_written(story.school)
    work_is_handed_in(story.first, story.report)
    marks_are_pasted(story.lecturer, {story.name(1): "4", story.name(3): "3,5"})
    with operator_scope():
        everybody_is_marked(part, LAST)
    marks_are_published(story.school, TEST, REPORT)


def one_objects_and_the_class_is_concluded(story: Story) -> None:
    """Who failed and objects is marked anew by another; who was away too long does not complete."""
    story.today(OBJECTED)
    mark_is_objected_to(story.second, "4", "Câu 3 chưa được chấm")
    story.lecturer.goto(f"/ket-qua/phuc-khao/{Objection.objects.get().pk}/")
    expect(story.lecturer.get_by_text("Câu 3 chưa được chấm")).to_be_visible()
    expect(story.lecturer.get_by_role("button", name="Trả lời đề nghị")).to_have_count(0)
    objection_is_decided(story.school, story.name(1), "5,5")
    story.today(CONCLUDED)
    away = "Chuyên cần: 36/40 tiết"
    failed = f"{TEST}: 3,5, từ 5 trên 10 điểm"
    class_is_concluded(story.school, SENT - 2, {story.name(2): away, story.name(3): failed})
    for kind, begins in (("pdf", b"%PDF-1.7"), ("docx", b"PK")):
        kept(story.school, f"{CLASS}ket-qua/bang-diem.{kind}", f"hoc-bang-diem.{kind}", begins)


def learners_say_what_they_thought(story: Story) -> tuple[Form, Form]:
    """Twenty of the class, without names, and four of an earlier class."""
    form_is_opened(story.school)
    form_is_answered(story.first)
    form = Form.objects.get(training_class=story.who.held)
    with operator_scope():
        others_answer(form, story.who.codes[1:20])
        return form, four_answer(story.who.before)


def answers_are_counted(story: Story, form: Form, few: Form) -> None:
    """Twenty show their figures, four show nothing."""
    story.today(COUNTED)
    form_is_counted(story.school, few, "Chưa đủ năm phiếu hợp lệ")
    form_is_counted(story.school, form, "Đã tổng hợp phiếu đánh giá.")
    expect(story.school.get_by_text("Phòng học nóng")).to_be_visible()
    expect(story.school.get_by_text("7,10").first).to_be_visible()
    kept(story.school, f"/danh-gia/{form.pk}/bao-cao.pdf", "hoc-danh-gia.pdf")


def others_answer(form: Form, codes: Sequence[str]) -> None:
    """Learners give seven points to everything."""
    scores = [7] * form.lines.count()
    for person in Person.objects.filter(code__in=codes):
        answer(word=token_of_learner(form, person.pk), scores=scores, on=LAST)


def who_completed_is_certified(story: Story) -> None:
    """Twenty-eight; anybody can tell that a certificate is one, without an account."""
    story.today(CERTIFIED)
    certificates_are_issued(story.school, SENT - 2)
    names = Certificate.objects.order_by("number").values_list("name", flat=True)
    given = ["Hạnh", "Khôi", "Ngọc", "Quân", "Thắng"]
    assert list(dict.fromkeys(one.split()[-1] for one in names)) == given
    good = certificate_of(story, 0)
    certificate_is_verified(story.nobody, good.code, "Do hệ thống cấp và còn giá trị", good.name)
    kept(story.school, f"/chung-chi/{good.code}/pdf/", "hoc-chung-chi.pdf")
    kept(story.first, f"/chung-chi/cua-toi/{good.code}/", "hoc-chung-chi-cua-toi.pdf")


def certificate_of(story: Story, at: int) -> Certificate:
    """The certificate of the learner who was sent as the first, the second …"""
    return Certificate.objects.get(entry__person__code=story.who.codes[at])


def target_rose_by_who_completed_and_nobody_else(story: Story) -> None:
    """The quota counts them at once, and each person's page shows the whole way."""
    assert figures(story.owner) == (1 + SENT - 2, 0)
    looked_at(story.owner, "chi-tieu")
    away = {story.who.codes[2]: "failed", story.who.codes[3]: "failed"}
    assert results("A.1.1") == dict.fromkeys(story.who.codes, "completed") | away
    story.officer.goto(f"/nguoi/{story.who.codes[0]}/")
    way = story.officer.get_by_role("region", name="Từng lớp, từ đề cử đến chứng chỉ")
    for step in ("01/QĐ-STC", "Giỏi", certificate_of(story, 0).number_text):
        expect(way).to_contain_text(step)
    looked_at(story.officer, "nguoi")


def results(item: str) -> dict[str, str]:
    """How the turns of this year under a quota stand, by who took them."""
    turns = Turn.objects.filter(item_id=item, starts_on__year=2024)
    return dict(turns.values_list("person__code", "result"))


def one_certificate_is_revoked_and_counts_no_more(story: Story) -> None:
    """It was not earned: the quota is one lower, and anybody is told."""
    story.today(REVOKED)
    lost = certificate_of(story, 9)
    certificate_is_revoked(story.school, lost.code)
    certificate_is_verified(story.nobody, lost.code, "không còn giá trị")
    assert results("A.1.1")[story.who.codes[9]] == "failed"
    assert figures(story.owner) == (SENT - 2, 0)
    looked_at(story.owner, "chi-tieu-sau-thu-hoi")


def whole_class_is_filed(story: Story) -> None:
    """Everything of the class in one file for the archive; none for who does not keep it."""
    file = f"{CLASS}ho-so.zip"
    kept(story.school, file, "hoc-ho-so.zip", b"PK")
    with ZipFile(BytesIO(story.school.request.get(file).body())) as filed:
        assert filed.testzip() is None
        assert set(filed.namelist()) >= FILED
        rows = CalamineWorkbook.from_filelike(BytesIO(filed.read("9-chung-chi/so-cap.xlsx")))
    [listed] = rows.sheet_names
    told = [row[-2] for row in rows.get_sheet_by_name(listed).to_python()]
    assert (told.count("có giá trị"), told.count("đã thu hồi")) == (SENT - 3, 1)
    is_not_theirs(story.officer, file)


def nobody_gets_what_is_not_theirs(story: Story, calendar: str) -> None:
    """By an address of another, a guessed one, a code used again, the database itself."""
    work, objected = Work.objects.get(), Objection.objects.get()
    session = session_of(story.who.held, FIRST, 8)
    one, away = Outcome.objects.filter(state="completed")[0].learner_id, story.who.codes[2]
    good = certificate_of(story, 0)
    closed = f"{CLASS}diem-danh/{session.pk}/"
    office = [
        f"/ket-qua/bai/{work.pk}/",
        f"/ket-qua/phuc-khao/{objected.pk}/",
        f"{CLASS}ket-qua/bang-diem/",
        f"{CLASS}ket-qua/ket-luan/",
        f"{CLASS}ket-qua/nguoi/{one}/",
        f"{CLASS}lich/viec/nghi/",
        f"{closed}ma/",
        f"{closed}xlsx/",
        f"{closed}ky-ten.pdf",
        f"/chung-chi/{good.code}/",
        f"/chung-chi/{good.code}/pdf/",
        f"/chung-chi/cua-toi/{good.code}/",
        f"/nguoi/{away}/",
        f"/danh-gia/{Form.objects.get(training_class=story.who.held).pk}/",
    ]
    is_not_theirs(story.stranger, *office, "/ket-qua/cua-toi/", "/diem-danh/cua-toi/")
    is_not_theirs(story.second, *office, f"/ket-qua/cua-toi/phuc-khao/{work.pk + 10_000}/")
    calendar_is_revoked(story.first)
    is_not_theirs(story.nobody, calendar, "/lich-hoc/ics/" + "A" * 43 + ".ics")
    story.nobody.goto("/xac-nhan/0000000000000000/")
    expect(story.nobody.get_by_text("Không có chứng chỉ nào mang mã")).to_be_visible()
    a_code_gains_nothing_again(story, session)
    assert left_of_ballots() == (0, 0)
    own = (Work, Grade, Objection, Outcome, Certificate)
    assert seen_by(story.who.learners[1], REVOKED, *own) == [0, 3, 1, 1, 1]
    assert seen_by(story.who.stranger, REVOKED, *OF_THE_STORY) == [0] * len(OF_THE_STORY)


def a_code_gains_nothing_again(story: Story, session: Session) -> None:
    """After the roll was closed, from a phone that says it is earlier."""
    before = list(Mark.objects.order_by("pk").values_list("pk", "state", "at"))
    used = code_of(session, ago=10)
    told = sent_from(story.third, used, at=minutes_ago(5), session=str(session.pk))
    assert told["outcome"] == "refused"
    assert list(Mark.objects.order_by("pk").values_list("pk", "state", "at")) == before


def left_of_ballots() -> tuple[int, ...]:
    """What the owner of every table finds of answers and of who may give them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM evaluation_box), (SELECT count(*) FROM evaluation_spent)"
        )
        return tuple(cursor.fetchone())
