"""SQL queries of each page, fixed here: they do not grow with the rows (R6).

Counted on a second visit (figures of a scheme are kept by the state of the data), with two pages
of people and again with twice as many more.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.approvals.queries import tasks
from hientai.notices import queries as notices
from hientai.notices.domain import kinds
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.reforms.models import Reform
from hientai.training.models import Turn
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.services import tie
from tests.api.programs import token_of
from tests.journeys.city import City, founded, official, programmes_stand, scheme_runs, user

MOST = {
    "/": 26,
    "/de-an/": 7,
    "/de-an/hanoi-1698/": 9,
    "/de-an/hanoi-1698/?phan=chi-tieu": 8,
    "/de-an/hanoi-1698/muc-tieu/2.1.a.1/": 8,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?nhom=outside": 11,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?nhom=da-hoc": 11,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/?hoi=abroad": 11,
    "/de-an/hanoi-1698/doi-chieu/": 7,
    "/de-an/hanoi-1698/doi-chieu/?xem=khac": 7,
    "/don-vi/STC/": 17,
    "/de-an/hanoi-1698/chi-tieu/A.1.1/": 11,
    "/nguoi/": 12,
    "/nguoi/trung-lap/": 12,
    "/nguoi/chuyen/": 8,
    "/nguoi/HN-000001/": 18,
    "/don-vi/": 10,
    "/ho-so/con-thieu/": 12,
    "/ho-so/con-thieu/bang/": 9,
    "/ho-so/dinh-chinh/": 7,
    "/ho-so/HN-000001/nhat-ky/": 12,
    "/nhap/": 7,
    "/quyet-dinh/": 8,
    "/van-ban/": 9,
    "/van-ban/mau/": 8,
    "/phap-luat/": 6,
    "/phe-duyet/": 9,
    "/phe-duyet/ho-so/": 9,
    "/phe-duyet/trinh-tu/": 9,
    "/thong-bao/": 9,
    "/thong-bao/lua-chon/": 7,
    "/bao-mat/": 9,
    "/bao-mat/ma-truy-cap/": 9,
    "/tai-khoan/ma-truy-cap/": 8,
    "/tai-khoan/": 8,
    "/tai-khoan/dang-nhap/": 7,
    "/tai-khoan/nguoi/canbo.stc/": 13,
    "/vai-tro/": 10,
    "/chuong-trinh/": 11,
    "/chuong-trinh/TC-01/": 20,
    "/giang-vien/": 8,
    "/co-so/": 9,
    "/lop/": 8,
    "/lop/nhu-cau/": 8,
    "/doan/": 9,
    "/hoi-thao/": 8,
    "/danh-gia/": 9,
    "/danh-gia/khac-phuc/": 9,
    "/danh-gia/su-dung/": 9,
    "/lich-hoc/": 8,
    "/ket-qua/": 8,
    "/diem-danh/muc-vang/": 9,
    "/lop/TC-01.K1/diem-danh/": 14,
    "/lich-lam-viec/": 7,
    "/chung-chi/": 9,
    "/chung-chi/dot/": 7,
    "/chung-chi/khoa/": 7,
    "/chung-chi/mau/": 7,
    "/chung-chi/noi-khac/": 7,
    "/don-vi/sap-xep/1/de-an/": 11,
}
MOST_ADMINISTRATOR = {"/thong-bao/viec-nen/": 11}
MOST_ASKED = {
    "/api/token": 6,
    "/api/units": 7,
    "/api/units/STC": 12,
    "/api/people": 9,
    "/api/people/HN-000001": 11,
    "/api/people/HN-000001/changes": 12,
    "/api/people/HN-000001/openings": 11,
    "/api/people/HN-000001/may-go?scheme=hanoi-1698": 12,
    "/api/schemes": 7,
    "/api/schemes/hanoi-1698/items": 9,
    "/api/schemes/hanoi-1698/quotas/A.1.1": 9,
    "/api/schemes/hanoi-1698/quotas/A.1.1/people": 9,
    "/api/schemes/hanoi-1698/quotas/A.1.1/people?part=outside": 9,
    "/api/schemes/hanoi-1698/targets": 9,
    "/api/schemes/hanoi-1698/targets/2.1.a.1/people?part=members": 9,
    "/api/turns": 8,
    "/api/law": 7,
    "/api/programmes": 8,
    "/api/programmes/TC-01": 11,
    "/api/institutions": 8,
    "/api/classes": 8,
    "/api/classes/TC-01.K1/timetable": 9,
    "/api/classes/TC-01.K1/learners": 8,
    "/api/delegations": 8,
    "/api/workshops": 8,
    "/api/evaluations": 8,
    "/api/outcomes": 8,
    "/api/classes/TC-01.K1/attendance": 11,
    "/api/papers": 7,
    "/api/certificates": 7,
    "/api/calendar": 7,
    "/api/imports": 7,
    "/api/corrections": 8,
}
"""Addresses of the API, asked by a program of the owner."""
MOST_OWN = {"/": 11, "/ho-so/cua-toi/": 19, "/ho-so/cua-toi/dinh-chinh/": 7}
"""Pages of a person of the register."""

KEPT = ((tasks, "LATELY_SECONDS"), (notices, "UNREAD_SECONDS"))


def visited(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    """How many queries the second visit of each page asks."""
    counts = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts[address] = len(asked)
    return counts


def program_of(user: User) -> Client:
    """A program that asks with a token of a user."""
    with operator_scope():
        word = token_of(user)
    return Client(headers={"authorization": f"Bearer {word}"})


def hire(city: City, numbers: range) -> None:
    """Officials of the department of finance, enough for more than one page."""
    for at in numbers:
        official(city.finance, f"HN-{at:06d}", "Phạm Thị Hoa", "division_deputy", date(1985, 1, 1))


def signed_in(user: User) -> Client:
    """The browser of a user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def the_head(city: City) -> User:
    """The head of finance, who signs in to the own record and asked for one correction."""
    with operator_scope():
        person = user("binh", "Trần Quốc Bình", "learner", city.finance)
        tie(user=person, person=city.head, since=date(2022, 1, 1))
        CorrectionRequest.objects.create(person=city.head, field="title", said="–", reason="–")
    return person


def ask_for_more(city: City) -> None:
    """The head asks for corrections, and completes more courses."""
    for field in ("sex", "name", "subject", "level"):
        CorrectionRequest.objects.create(person=city.head, field=field, said="–", reason="–")
    for month in (5, 6, 7):
        Turn.objects.create(
            person=city.head,
            programme="Bồi dưỡng",
            starts_on=date(2023, month, 1),
            ends_on=date(2023, month, 5),
            result="completed",
        )


def tell_and_fail(city: City, times: int) -> None:
    """The owner is told things; jobs of the background failed."""
    for _time in range(times):
        tell(to=[city.owner.pk], kind="thu", title=Said("x"), on=date(2024, 6, 1))
        app.configure_task("intake.undo").defer(batch_id=1, actor_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE status = 'todo'")


def reorganised() -> None:
    """An act that ended nobody's unit, whose figures are asked for on both days."""
    at = timezone.now()
    Reform.objects.create(
        pk=1,
        name="Sắp xếp",
        on=date(2024, 5, 1),
        ground="NQ 15",
        steps=[],
        state="done",
        written_at=at,
        written_by="Nội vụ",
        done_at=at,
        ended=[],
    )


@pytest.fixture
def heads_kept(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the head of a page keeps for some seconds is not asked anew on the way.

    The queue is emptied afterwards: it is not among the tables that a test leaves empty.
    """
    for module, seconds in KEPT:
        monkeypatch.setattr(module, seconds, 3_600)
    monkeypatch.setattr(kinds, "_KINDS", {"thu": kinds.Kind("thu", "Thử")})
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.usefixtures("heads_kept")
@pytest.mark.django_db(transaction=True)
def test_queries_are_few_and_do_not_grow_with_the_rows() -> None:
    city: City = founded()
    scheme_runs(city)
    programmes_stand(city)
    reorganised()
    owner, person = signed_in(city.owner), signed_in(the_head(city))
    looks_after = signed_in(user("quantri", "Đỗ Văn Tú", "administrator", city.health))
    program = program_of(city.owner)
    tell_and_fail(city, 3)
    hire(city, range(10, 70))
    few, own = visited(owner, MOST), visited(person, MOST_OWN)
    jobs = visited(looks_after, MOST_ADMINISTRATOR)
    told = visited(program, MOST_ASKED)
    hire(city, range(70, 190))
    ask_for_more(city)
    tell_and_fail(city, 40)
    many, owned = visited(owner, MOST), visited(person, MOST_OWN)
    more = visited(looks_after, MOST_ADMINISTRATOR)
    assert {a: (n, many[a]) for a, n in few.items() if n != many[a]} == {}
    assert {a: (n, owned[a]) for a, n in own.items() if n != owned[a]} == {}
    assert more == jobs
    assert {address: n for address, n in jobs.items() if n > MOST_ADMINISTRATOR[address]} == {}
    assert {address: n for address, n in few.items() if n > MOST[address]} == {}
    assert told == visited(program, MOST_ASKED)
    assert {address: n for address, n in told.items() if n > MOST_ASKED[address]} == {}
    assert {address: n for address, n in own.items() if n > MOST_OWN[address]} == {}
