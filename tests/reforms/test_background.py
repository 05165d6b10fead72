"""Large acts are left to the background worker and tell how far they have come (O2, A3)."""

import pytest
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.queries import units_on
from hientai.reforms import services
from hientai.reforms.models import Reform, Work
from hientai.reforms.services import acting, background
from tests.people.conftest import sign_in
from tests.reforms.conftest import DAY, EVE, FOUNDED, workbook
from tests.reforms.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(people, units, tmp_path, monkeypatch) -> Reform:
    """A draft that counts as large."""
    monkeypatch.setattr(background, "LARGE", 1)
    path = workbook(tmp_path / "a.xlsx")
    return services.hand_in(actor=None, path=path, name="Đợt lớn", on=DAY, ground="NQ 202")


@pytest.fixture
def chief(units) -> User:
    user = User.objects.create(username="chief", password=make_password(None))
    RoleAssignment.objects.create(
        user=user, role="owner", unit=units["DN"], period=DateRange(FOUNDED, None)
    )
    return user


def codes(on) -> set[str]:
    return {unit.code for unit in units_on(on)}


def test_a_large_act_waits_for_the_worker_and_its_page_says_so(large, units):
    client = sign_in(units["DN"], "owner")
    before = codes(DAY)
    page = client.post(f"/don-vi/sap-xep/{large.pk}/thuc-hien/", follow=True)
    assert "Chờ xử lý" in words(page) and "Bộ phận xử lý nền chưa chạy" in words(page)
    assert codes(DAY) == before
    job = ProcrastinateJob.objects.get(task_name="reforms.carry_out")
    assert job.args["reform_id"] == large.pk
    assert "Thực hiện</button>" not in page.content.decode()
    bar = client.get(f"/don-vi/sap-xep/{large.pk}/tien-do/")
    assert "Chờ xử lý" in words(bar)
    again = client.post(f"/don-vi/sap-xep/{large.pk}/thuc-hien/")
    assert again.status_code == 409 and "đang được xử lý" in words(again)


def test_the_job_carries_the_act_out_in_the_name_of_who_asked_and_takes_it_back(
    large, chief, monkeypatch
):
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(
        background, "_report", lambda _act, percent, step: told.append((percent, step))
    )
    Work.objects.create(reform=large, step="Chờ xử lý")
    background.carry_out(large.pk, chief.pk)
    large.refresh_from_db()
    assert (large.state, large.done_by) == ("done", "chief")
    assert [percent for percent, _step in told] == [10, 50, 90]
    work = Work.objects.get()
    assert (work.step, work.progress, work.refusal) == ("", 100, None)
    background.undo(large.pk, chief.pk, ground="thử")
    large.refresh_from_db()
    assert large.state == "undone"
    assert codes(DAY) == codes(EVE)


def test_a_refusal_stays_with_the_act_and_is_shown_on_its_page(large, chief, units):
    Work.objects.create(reform=large, step="Chờ xử lý")
    RoleAssignment.objects.filter(user=chief).update(role="viewer")
    background.carry_out(large.pk, chief.pk)
    large.refresh_from_db()
    assert large.state == "draft"
    page = sign_in(units["DN"], "owner").get(f"/don-vi/sap-xep/{large.pk}/")
    assert "Bạn không có quyền sắp xếp tổ chức" in words(page)


def test_a_failure_of_our_own_leaves_nothing_half_done(large, chief, monkeypatch):
    Work.objects.create(reform=large, step="Chờ xử lý")

    def fails(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(acting.following, "carry_roles", fails)
    monkeypatch.setattr(background, "_report", lambda *_told: None)
    before = codes(DAY)
    with pytest.raises(ZeroDivisionError):
        background.carry_out(large.pk, chief.pk)
    assert codes(DAY) == before
    assert "lỗi" in Work.objects.get().refusal["what"]
