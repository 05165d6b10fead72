"""Pages of a timetable, from an empty class to a calendar program and back (C1, C3, A1)."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.timetables.models import Feed
from hientai.timetables.queries import plan_of
from tests.journeys.city import City, founded, programmes_stand, user
from tests.site.test_language import COOKIE

pytestmark = pytest.mark.django_db

TABLE = "/lop/TC-01.K1/lich/"
LAY = {
    "first": "03/06/2024",
    "weekdays": ["0", "1", "2", "3", "4"],
    "halves": "both",
    "usual": "8",
    "ground": "Kế hoạch 31/KH-TCB",
}


@pytest.fixture
def city(db: None) -> City:
    made = founded()
    programmes_stand(made)
    return made


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def owner(city: City) -> Client:
    return signed_in(city.owner)


def stepped(client: Client, what: str, **said: Any) -> Any:
    """A step seen, then done; the page that showed what would change."""
    address = f"{TABLE}viec/{what}/"
    seen = client.post(address, said)
    assert seen.status_code == 200, seen.content.decode()[-3000:]
    done = client.post(address, {**said, "mark": seen.context["mark"]})
    assert done.status_code == 302, done.content.decode()[-3000:]
    return seen


def days() -> list[date]:
    return sorted({one.day for one in plan_of(TrainingClass.objects.get().pk)})


def test_a_programme_of_32_periods_is_seen_laid_out_shifted_and_taken_back(owner: Client) -> None:
    seen = stepped(owner, "xep", **LAY)
    assert len(seen.context["rows"]) == 10 and b"03/06/2024" in seen.content
    assert days() == [date(2024, 6, day) for day in (3, 4, 5, 6)]
    storm = {"first": "05/06/2024", "way": "order", "ground": "Công điện 18/CĐ-TTg"}
    seen = stepped(owner, "nghi", **storm)
    assert len(seen.context["rows"]) == 5
    assert days() == [date(2024, 6, day) for day in (3, 4, 6, 7)]
    change = owner.get(TABLE).context["changes"][0][0]
    assert owner.post(f"{TABLE}hoan-tac/{change.pk}/").status_code == 302
    assert days() == [date(2024, 6, day) for day in (3, 4, 5, 6)]


def test_a_class_is_postponed_and_copied_with_its_timetable(owner: Client) -> None:
    stepped(owner, "xep", **LAY)
    stepped(owner, "hoan", first="29/08/2024", ground="Công văn 12")
    held = TrainingClass.objects.get()
    assert days() == [date(2024, 8, 29), date(2024, 8, 30), date(2024, 9, 4), date(2024, 9, 5)]
    assert (held.starts_on, held.ends_on) == (days()[0], days()[-1])
    stepped(owner, "chep", code="TC-01.K2", first="16/09/2024", ground="Kế hoạch 40")
    copy = TrainingClass.objects.get(code="TC-01.K2")
    assert len(plan_of(copy.pk)) == 10 and copy.starts_on == date(2024, 9, 16)


def test_a_session_is_moved_edited_added_and_given_up(owner: Client) -> None:
    stepped(owner, "xep", **LAY)
    first, *_rest, last = plan_of(TrainingClass.objects.get().pk)
    moved = owner.post(f"{TABLE}buoi/{last.key}/chuyen/", {"ngay": "2024-06-07", "buoi": "0"})
    assert moved.status_code == 204 and date(2024, 6, 7) in days()
    into_another = owner.post(
        f"{TABLE}buoi/{last.key}/chuyen/", {"ngay": "2024-06-03", "buoi": "0"}
    )
    assert into_another.status_code == 204 and date(2024, 6, 7) in days()
    assert "trùng giờ" in owner.get(TABLE).content.decode()
    page = owner.get(f"{TABLE}buoi/{first.key}/")
    said = {name: value for name, value in page.context["form"].initial.items() if value}
    said |= {"since": "08:00", "until": "11:00", "place": "Hội trường B", "ground": "Công văn 3"}
    assert owner.post(f"{TABLE}buoi/{first.key}/", said).status_code == 302
    made_up = {**said, "day": "10/06/2024", "ground": "Học bù"}
    assert owner.post(f"{TABLE}buoi/?bu={first.key}", made_up).status_code == 302
    plan = plan_of(TrainingClass.objects.get().pk)
    assert (plan[0].place, plan[-1].makes_up) == ("Hội trường B", first.key)
    assert owner.post(f"{TABLE}buoi/{first.key}/bo/", {"ground": "Bỏ"}).status_code == 302
    assert len(plan_of(TrainingClass.objects.get().pk)) == len(plan) - 1


def test_the_feed_is_read_by_a_calendar_program_until_it_is_revoked(owner: Client) -> None:
    stepped(owner, "xep", **LAY)
    page = owner.post("/lich-hoc/dong-bo/", {"lop": "TC-01.K1"})
    address = page.context["address"].removeprefix("http://testserver")
    stranger = Client()
    calendar = Calendar.from_ical(stranger.get(address).content)
    events = calendar.walk("VEVENT")
    here = ZoneInfo("Asia/Ho_Chi_Minh")
    assert len(events) == 10
    assert events[0].decoded("dtstart") == datetime(2024, 6, 3, 8, tzinfo=here)
    assert events[0]["summary"] == "Tổng quan ngân sách nhà nước"
    assert calendar.walk("VTIMEZONE") and str(calendar["X-WR-CALNAME"])
    key = plan_of(TrainingClass.objects.get().pk)[-1].key
    owner.post(f"{TABLE}buoi/{key}/bo/", {"ground": "Bỏ"})
    again = Calendar.from_ical(stranger.get(address).content).walk("VEVENT")
    assert [one["status"] for one in again].count("CANCELLED") == 1
    assert address.split("/")[-1].removesuffix(".ics") not in str(Feed.objects.values().get())
    assert stranger.get(f"{address[:-6]}xx.ics").status_code == 404
    owner.post(f"/lich-hoc/dong-bo/{Feed.objects.get().pk}/thu-hoi/")
    assert stranger.get(address).status_code == 404


def test_the_sheet_for_the_wall_and_the_workbook_say_every_session(owner: Client) -> None:
    stepped(owner, "xep", **LAY)
    pdf = PdfReader(BytesIO(owner.get(f"{TABLE}in/").content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "LỊCH HỌC" in text and "Xử lý tình huống thanh tra" in text and "Thứ Hai" in text
    book = b"".join(owner.get(f"{TABLE}xlsx/").streaming_content)
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert sum("Đi thực tế tại kho bạc" in str(row) for row in rows) == 2


def test_an_english_workbook_has_english_headings(owner: Client) -> None:
    stepped(owner, "xep", **LAY)
    owner.cookies[COOKIE] = "en"
    book = b"".join(owner.get(f"{TABLE}xlsx/").streaming_content)
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    heads = ["Day", "From", "until", "Periods", "Content", "Form", "Lecturers", "Room, place"]
    assert [*heads, "Note"] in rows


def test_the_school_and_the_lead_agency_write_and_another_office_does_not(city: City) -> None:
    whole, school = Unit.objects.get(code="HN"), Unit.objects.get(code="TCB")
    teacher = signed_in(user("truong.tcb", "Cao Thị Yến", "institution", school))
    lead = signed_in(user("chutri", "Hồ Văn Khang", "lead_agency", whole))
    stepped(teacher, "xep", **LAY)
    guest = {
        "name": "Phạm Thị Lan",
        "organisation": "UBND tỉnh Hà Nam",
        "joined_on": "03/06/2024",
        "ground": "Công văn 7",
    }
    assert teacher.post("/lop/TC-01.K1/hoc-vien/", guest).status_code == 302
    stepped(lead, "nghi", first="05/06/2024", way="loose", ground="Công điện 18/CĐ-TTg")
    health = signed_in(user("canbo.syt", "Đỗ Thị Thu", "unit_officer", city.health))
    assert health.get(f"{TABLE}viec/xep/").status_code == 404
    assert (
        b"Ph\xe1\xba\xa1m Th\xe1\xbb\x8b Lan" not in health.get("/lop/TC-01.K1/hoc-vien/").content
    )
    assert timedelta(0) < max(days()) - date(2024, 6, 6)
