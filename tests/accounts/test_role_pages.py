"""A1: roles are given, ended and deputised on pages, each administrator in the own scope."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.audit.services import verify
from tests.journeys.city import City, founded, user

GROUND = "Quyết định số 45/QĐ-SNV"


@pytest.fixture
def city(db: None, settings) -> City:
    settings.HIENTAI_TODAY = "2024-06-01"
    return founded()


@pytest.fixture
def others(city: City) -> dict[str, User]:
    """Who administers the department of finance, a reader in that of health, an auditor."""
    return {
        "local": user("quantri.stc", "Đỗ Thị Yến", "administrator", city.finance),
        "deputy": user("pho.syt", "Trần Thu Hà", "viewer", city.health),
        "auditor": user("kiemtra", "Lê Văn Kiểm", "auditor", city.finance),
    }


@pytest.fixture
def signed_in(others: dict[str, User]):
    """A client of somebody, whose requests look through the application's role."""
    connection.cursor().execute("SET LOCAL ROLE hientai_app")

    def opened(who: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        return client

    yield opened
    connection.cursor().execute("RESET ROLE")


def told(response) -> str:
    return response.content.decode()


GRANT = {"user": "nguoixem", "role": "finance", "unit": "stc", "since": "01/06/2024"} | {
    "until": "31/12/2024",
    "ground": GROUND,
}


def test_a_role_is_given_for_a_time_on_a_ground(city: City, signed_in) -> None:
    answer = signed_in(city.owner).post("/vai-tro/giao/", GRANT)
    held = RoleAssignment.objects.get(user=city.viewer, role="finance")
    assert answer.headers["Location"] == f"/vai-tro/{held.pk}/"
    assert (held.unit, held.period.lower, held.period.upper, held.ground) == (
        city.finance,
        date(2024, 6, 1),
        date(2025, 1, 1),
        GROUND,
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"user": "khong-co"}, "Không có tài khoản đang dùng"),
        ({"unit": "KHONG"}, "Không có đơn vị mang mã này"),
        ({"ground": ""}, "văn bản làm căn cứ"),
        ({"until": "01/01/2024"}, "Ngày cuối phải từ ngày đầu"),
        ({"role": "vua"}, "vua"),
        ({"user": "chude-an"}, "Không ai tự giao vai trò cho mình"),
    ],
)
def test_a_form_that_cannot_be_says_why_at_the_field(city, signed_in, change, words) -> None:
    answer = signed_in(city.owner).post("/vai-tro/giao/", GRANT | change)
    assert answer.status_code == 422
    assert words in told(answer)


def test_who_administers_a_part_sees_and_gives_roles_there_alone(city, others, signed_in) -> None:
    client = signed_in(others["local"])
    page = told(client.get("/vai-tro/"))
    assert "canbo.stc" in page
    assert "chude-an" not in page
    held = RoleAssignment.objects.get(user=city.owner)
    assert client.get(f"/vai-tro/{held.pk}/").status_code == 404
    assert client.post("/vai-tro/giao/", GRANT).status_code == 302
    assert client.post("/vai-tro/giao/", GRANT | {"unit": "SYT"}).status_code == 422
    assert client.post("/vai-tro/giao/", GRANT | {"role": "owner"}).status_code == 422
    assert '<option value="owner"' not in told(client.get("/vai-tro/giao/"))


def test_the_list_is_that_of_the_day_and_can_be_taken_away(city, signed_in) -> None:
    client = signed_in(city.owner)
    client.post("/vai-tro/giao/", GRANT)
    rows = {}
    for day in ("2024-05-31", "2024-12-31", "2025-01-01"):
        book = b"".join(client.get(f"/vai-tro/?tai=xlsx&on={day}").streaming_content)
        sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0)
        rows[day] = [row for row in sheet.to_python() if "Tài chính" in row]
    assert [len(rows[day]) for day in rows] == [0, 1, 0]
    assert {"Vũ Thị Hoa", "nguoixem", GROUND, date(2024, 12, 31)} & set(rows["2024-12-31"][0]) >= {
        "nguoixem",
        GROUND,
    }


def test_the_list_is_narrowed_by_name_role_and_unit(city, signed_in) -> None:
    client = signed_in(city.owner)
    for asked in ("tim=pham van long", "vai-tro=unit_officer", "don-vi=stc"):
        page = told(client.get(f"/vai-tro/?{asked}"))
        assert "canbo.stc" in page
        assert "nguoixem" not in page


def test_a_deputy_chooses_in_whose_stead_to_act(city, others, signed_in) -> None:
    held = RoleAssignment.objects.get(user=city.officer)
    deputy = others["deputy"]
    named = {"user": "pho.syt", "since": "01/06/2024", "until": "30/06/2024", "ground": GROUND}
    assert signed_in(others["local"]).post(f"/vai-tro/{held.pk}/thay/", named).status_code == 302
    made = Deputy.objects.get(user=deputy)
    client = signed_in(deputy)
    before = told(client.get("/nguoi/"))
    client.post("/vai-tro/lam-thay/", {"thay": str(made.pk)})
    acting = told(client.get("/nguoi/"))
    client.post("/vai-tro/lam-thay/", {"thay": ""})
    after = told(client.get("/nguoi/"))
    assert ["HN-000004" in page for page in (before, acting, after)] == [True, False, True]
    assert ["HN-000001" in page for page in (before, acting, after)] == [False, True, False]
    assert "thay Phạm Văn Long" in acting


def test_nobody_acts_in_a_stead_that_was_not_given(city, signed_in, others) -> None:
    held = RoleAssignment.objects.get(user=city.officer)
    named = {"user": "pho.syt", "since": "01/06/2024", "until": "30/06/2024", "ground": GROUND}
    signed_in(others["local"]).post(f"/vai-tro/{held.pk}/thay/", named)
    client = signed_in(city.viewer)
    client.post("/vai-tro/lam-thay/", {"thay": str(Deputy.objects.get().pk)})
    assert "thay Phạm Văn Long" not in told(client.get("/nguoi/"))


def test_a_deputyship_and_a_role_are_ended_on_a_ground(city, signed_in) -> None:
    client = signed_in(city.owner)
    held = RoleAssignment.objects.get(user=city.officer)
    named = {"user": "nguoixem", "since": "15/05/2024", "until": "30/06/2024", "ground": GROUND}
    client.post(f"/vai-tro/{held.pk}/thay/", named)
    made = Deputy.objects.get()
    assert client.post(f"/vai-tro/thay/{made.pk}/thoi/", {"ground": " "}).status_code == 409
    client.post(f"/vai-tro/thay/{made.pk}/thoi/", {"ground": "Giấy số 8"})
    made.refresh_from_db()
    assert made.period.upper == date(2024, 6, 1)
    assert client.post(f"/vai-tro/{held.pk}/thoi/", {"on": "", "ground": ""}).status_code == 422
    client.post(f"/vai-tro/{held.pk}/thoi/", {"on": "01/07/2024", "ground": "QĐ số 51"})
    held.refresh_from_db()
    assert (held.period.upper, held.end_ground) == (date(2024, 7, 1), "QĐ số 51")


def test_what_each_role_may_do_is_told_in_words(city, signed_in) -> None:
    page = told(signed_in(city.viewer).get("/vai-tro/quyen/"))
    assert "Điều chỉnh tham số pháp luật" in page
    assert "Công chúng" in page


def test_the_chain_over_the_trace_is_seen_and_checked_by_who_may(others, signed_in) -> None:
    """A2."""
    client = signed_in(others["auditor"])
    assert client.get("/nhat-ky/niem-phong.txt").status_code == 422
    assert "Chưa kiểm tra lần nào" in told(client.get("/nhat-ky/"))
    assert client.post("/nhat-ky/kiem-tra/").status_code == 302
    connection.cursor().execute("SELECT audit_seal_trace()")
    connection.cursor().execute("RESET ROLE")
    connection.cursor().execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
    connection.cursor().execute(
        "DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)"
    )
    verify()
    connection.cursor().execute("SET LOCAL ROLE hientai_app")
    assert "bị xóa" in told(client.get("/nhat-ky/"))
    assert "nhật ký bị can thiệp" in told(client.get("/"))
    paper = client.get("/nhat-ky/niem-phong.txt")
    assert "hientai audit verify --against" in told(paper)
