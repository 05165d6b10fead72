"""Pages of approvals: what awaits me, one submission, routes; by the rights of each reader (N1)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from hientai.approvals import queries as reads
from hientai.approvals.models import Route, Signature, Submission
from tests.approvals.conftest import TODAY, Office, back_to_owner

pytestmark = pytest.mark.django_db


def client(office: Office, name: str) -> Client:
    """A browser in which somebody is signed in."""
    back_to_owner()
    cache.clear()
    signed_in = Client()
    signed_in.force_login(office.users[name], backend="django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return signed_in


def text(page) -> str:
    return b"".join(page).decode().replace("\u00a0", " ")


def test_what_awaits_me_stands_with_its_due_day_and_in_the_menu(office: Office) -> None:
    office.submitted()
    page = text(client(office, "minh").get("/phe-duyet/"))
    assert "Danh sách 1" in page and "10/06/2024" in page
    assert '<b class="menu-count">1</b>' in page
    home = text(client(office, "minh").get("/"))
    assert "Chờ bạn phê duyệt" in home
    assert "Danh sách 1" not in text(client(office, "lan").get("/phe-duyet/"))


def test_what_is_overdue_comes_first_and_says_by_how_many_days(office: Office) -> None:
    office.submitted(subject=1)
    office.submitted(subject=2, on=TODAY - timedelta(days=21))
    page = text(client(office, "minh").get("/phe-duyet/"))
    assert page.index("Danh sách 2") < page.index("Danh sách 1")
    assert "quá 14 ngày" in page and "1 quá hạn" in page


def test_many_are_answered_after_a_preview_that_names_what_stands_in_the_way(
    office: Office,
) -> None:
    rows = [office.submitted(subject=n) for n in (1, 2)]
    own = office.submitted(subject=3, by="minh")
    browser = client(office, "minh")
    form = {"chon": [f"{one.pk}:0" for one in (*rows, own)], "verdict": "agreed", "reason": ""}
    page = text(browser.post("/phe-duyet/tra-loi/", form))
    assert "cho 2 hồ sơ" in page and "do chính mình trình" in page
    back_to_owner()
    assert Signature.objects.count() == 0
    answer = browser.post("/phe-duyet/tra-loi/", form | {"xac-nhan": "1"})
    assert "Không trả lời được: 1 hồ sơ" in text(answer)
    back_to_owner()
    states = dict(Submission.objects.values_list("title", "state"))
    assert states == {"Danh sách 1": "approved", "Danh sách 2": "approved", "Danh sách 3": "open"}


def test_sending_many_back_asks_why_first(office: Office) -> None:
    row = office.submitted()
    browser = client(office, "minh")
    form = {"chon": f"{row.pk}:0", "verdict": "sent_back", "reason": " "}
    answer = browser.post("/phe-duyet/tra-loi/", form)
    assert (answer.status_code, "Ghi lý do." in text(answer)) == (422, True)


def test_one_submission_shows_its_trail_and_takes_the_answer_of_who_may(office: Office) -> None:
    row = office.submitted(key="de-an/D.2", link="/nguoi/")
    address = f"/phe-duyet/{row.pk}/"
    page = text(client(office, "lan").get(address))
    assert "Trần Văn Minh" in page and "Ghi ý kiến" not in page and "Rút hồ sơ này" in page
    browser = client(office, "minh")
    assert "Ghi ý kiến" in text(browser.get(address))
    answer = browser.post(f"{address}tra-loi/", {"verdict": "agreed", "step": 0})
    assert answer.status_code == 302
    late = browser.post(f"{address}tra-loi/", {"verdict": "agreed", "step": 0})
    assert late.status_code == 422
    assert "Bước này vừa có người trả lời" in text(late)
    page = text(client(office, "hoa").get(address))
    assert "Sở Nội vụ tổng hợp" in page and "Rút hồ sơ này" not in page
    assert client(office, "hoa").get("/phe-duyet/999999/").status_code == 404


def test_a_submission_is_taken_back_on_its_page(office: Office) -> None:
    row = office.submitted()
    browser = client(office, "lan")
    assert browser.post(f"/phe-duyet/{row.pk}/rut/", {"reason": ""}).status_code == 422
    assert browser.post(f"/phe-duyet/{row.pk}/rut/", {"reason": "sai"}).status_code == 302
    assert "đã rút" in text(client(office, "lan").get("/phe-duyet/da-trinh/"))


def test_the_owner_puts_a_new_version_of_a_route_and_the_former_one_stays(office: Office) -> None:
    held = reads.route_on("de-an/A.1", TODAY)
    browser = client(office, "tuan")
    page = text(browser.get(f"/phe-duyet/trinh-tu/moi/?tu={held.pk}"))
    assert "Thủ trưởng đơn vị chọn" in page
    form = {
        "key": "de-an/A.*",
        "title": "Hai bước",
        "managed": "",
        "authority": "HN",
        "issuer": "submitter",
        "issuer_unit": "",
        "source": "Quyết định 2, Điều 1",
        "since": "01/07/2024",
        "note": "",
        "buoc-TOTAL_FORMS": "2",
        "buoc-INITIAL_FORMS": "0",
        "buoc-0-title": "Thủ trưởng đơn vị",
        "buoc-0-whose": "submitter",
        "buoc-0-unit": "",
        "buoc-0-days": "3",
        "buoc-1-title": "Sở Nội vụ",
        "buoc-1-whose": "unit",
        "buoc-1-unit": "KHONG-CO",
        "buoc-1-days": "7",
    }
    wrong = browser.post("/phe-duyet/trinh-tu/moi/", form)
    assert (wrong.status_code, "KHONG-CO" in text(wrong)) == (422, True)
    done = browser.post("/phe-duyet/trinh-tu/moi/", form | {"buoc-1-unit": "SNV"})
    assert done.status_code == 302
    back_to_owner()
    made = Route.objects.latest("pk")
    assert [step.title for step in made.stages] == ["Thủ trưởng đơn vị", "Sở Nội vụ"]
    assert reads.route_on("de-an/A.1", TODAY) == held
    assert reads.versions_of(made) == [made, held]
    page = text(client(office, "lan").get("/phe-duyet/trinh-tu/?on=2024-07-01"))
    assert "Hai bước" in page
    assert client(office, "hoa").get("/phe-duyet/trinh-tu/moi/").status_code == 404


def test_a_route_is_stopped_on_its_page(office: Office) -> None:
    held = reads.route_on("de-an/A.1", TODAY)
    browser = client(office, "tuan")
    address = f"/phe-duyet/trinh-tu/{held.pk}/thoi/"
    assert browser.post(address, {"since": "", "source": ""}).status_code == 422
    done = browser.post(address, {"since": "01/07/2024", "source": "Quyết định 3"})
    assert done.status_code == 302
    page = text(client(office, "tuan").get(f"/phe-duyet/trinh-tu/{held.pk}/?on=2024-07-02"))
    assert "thôi áp dụng" in page and "đang áp dụng" not in page


def test_pages_ask_no_more_of_the_database_for_more_submissions(
    office: Office, django_assert_max_num_queries
) -> None:
    browser = client(office, "minh")
    for n in range(12):
        office.submitted(subject=n)
    for address, most in (("/phe-duyet/", 14), ("/phe-duyet/ho-so/", 14)):
        back_to_owner()
        browser.get(address)
        with django_assert_max_num_queries(most):
            assert browser.get(address).status_code == 200
