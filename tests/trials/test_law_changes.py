"""A change of law tried over everybody: who changes verdict, in which direction (L1, L7, N2, S6).

Each direction with a few people whose verdicts a reader can tell by hand.
"""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.services import create_user, give_role
from hientai.law import queries as law
from hientai.law.models import Correction
from hientai.law.services import accept_correction, draft_correction, revoke_correction
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.schemes.models import SchemeVersion
from hientai.screening.queries.answers import answer, person_on
from hientai.training.queries.readings import reading
from hientai.trials.queries import changes
from hientai.trials.queries.changes import Effect
from tests.city import DAY, rate

Put = Callable[..., Person]


def draft(parameter: str = "nd101.age_limit", value: Any = 36, **other: Any) -> Correction:
    said = {
        "since": date(2024, 1, 1),
        "until": date(2024, 12, 31),
        "clause": "Nghị quyết 05/NQ-HĐND, Điều 2",
        "certainty": "verified",
        **other,
    }
    return draft_correction(actor=None, parameter=parameter, value=value, **said)


def tried(made: Correction, on: date = DAY) -> Effect:
    return changes.effect(changes.of_law(on, law.corrections(), law.law_with(made)))


def moves(found: Effect) -> dict[str, dict[tuple[str, str], int]]:
    return {quota.key: quota.directions for quota in found.quotas if quota.people.height}


@pytest.fixture
def people(version: SchemeVersion, put: Put) -> None:
    """One who may go to D.2, one whose ratings are not recorded, one rated too low, one of 42."""
    rate(put("P1"), y2022="good", y2023="good")
    put("P2")
    rate(put("P3"), y2022="good", y2023="fair")
    rate(put("P4", birth_date=date(1982, 1, 1)), y2022="good", y2023="good")


def test_a_lower_age_limit_fails_who_might_have_gone_and_who_was_unknown(people: None) -> None:
    found = tried(draft())
    assert moves(found)["D.2"] == {("eligible", "failed"): 1, ("unknown", "failed"): 1}
    assert found.persons == 2


def test_a_lower_rating_lets_one_go_who_might_not(people: None) -> None:
    found = tried(draft("nd101.least_rating", "fair"))
    assert moves(found)["D.2"] == {("failed", "eligible"): 1}
    row = changes.told(found, found.by_person.to_dicts())[0]
    change = row["changes"][0]
    assert row["code"] == "P3"
    assert "hoàn thành nhiệm vụ" in change.value.lower()
    assert "hoàn thành tốt nhiệm vụ" in change.limit_was
    assert "hoàn thành nhiệm vụ" in change.limit_now
    assert "sửa theo Nghị quyết 05/NQ-HĐND, Điều 2" in change.clause_now


def test_counting_probation_decides_who_was_unknown(version: SchemeVersion, put: Put) -> None:
    person = put("P1")
    rate(person, y2022="good", y2023="good")
    Person.objects.filter(pk=person.pk).update(service_start=date(2021, 1, 1))
    found = tried(draft("nd101.probation_excluded", value=False))
    assert moves(found)["D.2"] == {("unknown", "eligible"): 1}


def test_a_higher_limit_changes_nobody_whom_the_scheme_itself_stops(people: None) -> None:
    found = tried(draft(value=45))
    assert found.persons == 0
    assert "không quá 45 tuổi, tính tuổi tròn" in {c.now.text for c in found.limits if c.now}


def test_a_correction_of_other_days_changes_nobody(people: None) -> None:
    found = tried(draft(), on=date(2025, 1, 1))
    assert found.persons == 0
    assert found.limits == []


def test_a_person_who_moves_before_several_quotas_is_counted_once(
    version: SchemeVersion, put: Put
) -> None:
    rate(put("P1", birth_date=date(1990, 3, 1)), y2022="good", y2023="good")
    found = tried(draft(value=30))
    assert set(moves(found)) >= {"D.1", "D.2"}
    assert found.persons == 1
    assert found.directions == {("eligible", "failed"): 1}
    assert [row["quotas"] for row in found.by_person.to_dicts()] == [["D.1", "D.2"]]


def test_revoking_is_tried_too_and_moves_people_back(people: None) -> None:
    made = accept_correction(actor=None, correction=draft().pk)
    found = changes.effect(changes.of_law(DAY, law.corrections(), law.law_without(made)))
    assert moves(found)["D.2"] == {("failed", "eligible"): 1, ("failed", "unknown"): 1}


def test_the_answer_of_a_person_follows_the_correction_at_once_and_back(people: None) -> None:
    def verdict() -> tuple[str, str]:
        asked = reading(changes.schemes(DAY)[0], DAY)
        given = answer(asked, person_on(asked, "P1"), "D.2")
        age = next(r for r in given.reasons if r.code == "nd101.age")
        return given.verdict, age.note

    assert verdict()[0] == "to_be_proved"
    made = accept_correction(actor=None, correction=draft().pk)
    assert verdict()[0] == "failed"
    assert "36 tuổi, sửa theo Nghị quyết 05/NQ-HĐND, Điều 2" in verdict()[1]
    assert "giá trị gốc: 40 tuổi" in verdict()[1]
    revoke_correction(actor=None, correction=made.pk, ground="nhập nhầm")
    assert verdict()[0] == "to_be_proved"


def test_a_corrected_age_of_retirement_moves_who_has_too_little_left(
    version: SchemeVersion, put: Put
) -> None:
    put("P1", title="commune_chair", unit="X-HAIBOI", birth_date=date(1965, 1, 1))
    found = tried(draft("nd135.men_final_months", 720))
    assert all(way == ("eligible", "failed") for ways in moves(found).values() for way in ways)


def test_the_law_of_two_days_is_held_against_the_register_of_one(
    version: SchemeVersion, put: Put
) -> None:
    person = put("P1")
    rate(person, y2023="good", y2024="good")
    service = {"service_start": date(2021, 12, 1), "probation_end": date(2022, 12, 1)}
    Person.objects.filter(pk=person.pk).update(**service)
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    found = changes.effect(changes.of_rules(before, before, after, ()))
    assert moves(found)["D.2"] == {("failed", "eligible"): 1}
    row = changes.told(found, found.by_person.to_dicts())[0]
    told = {change.title: change for change in row["changes"]}["Thời gian công tác"]
    assert "không kể thời gian tập sự" in told.limit_was
    assert "NĐ 171/2025" in told.clause_now


def test_two_days_with_their_own_registers_show_what_time_changed_too(
    version: SchemeVersion, put: Put
) -> None:
    rate(put("P1", birth_date=date(1984, 1, 1)), y2022="good", y2023="good")
    last, first = date(2024, 12, 31), date(2025, 1, 1)
    found = changes.effect(changes.of_days(last, first))
    assert moves(found)["D.2"] == {("eligible", "failed"): 1}
    assert changes.effect(changes.of_rules(last, last, first, ())).persons == 0


class TestPages:
    """The same over the web: a draft, its trial, the list behind a figure, accepting it."""

    @pytest.fixture
    def keeper(self, units: dict[str, Unit], people: None) -> Client:
        return self._signed_in(units, "owner")

    def _signed_in(self, units: dict[str, Unit], role: str) -> Client:
        user = create_user(username=role, name="Lê Thị Lan", password="mat-khau-rat-dai")
        give_role(user=user, role=role, unit=units["HN"], since=date(2010, 1, 1))
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def _written(self, keeper: Client, **other: str) -> Any:
        said = {
            "value": "36",
            "since": "01/01/2024",
            "until": "31/12/2024",
            "clause": "Nghị quyết 05/NQ-HĐND, Điều 2",
            "certainty": "recalled",
            **other,
        }
        return keeper.post("/phap-luat/tham-so/nd101.age_limit/nhap/", said)

    def test_the_trial_shows_who_moves_before_anything_counts(self, keeper: Client) -> None:
        tried_at = self._written(keeper)["Location"]
        page = keeper.get(tried_at).content.decode()
        assert "2 người đổi kết quả" in page
        assert "Đủ điều kiện → Chưa đủ điều kiện" in page
        assert law.corrections() == ()
        listed = keeper.get(f"{tried_at}nguoi/?huong=eligible-failed").content.decode()
        assert "Nguyễn Văn P1" in listed
        assert "Nguyễn Văn P2" not in listed
        assert "trước: không quá 40 tuổi" in " ".join(listed.split())

    def test_the_workbook_tells_value_old_and_new_limit(self, keeper: Client) -> None:
        tried_at = self._written(keeper)["Location"]
        answer = keeper.get(f"{tried_at}nguoi/?tai=xlsx")
        sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0)
        rows = [[str(cell) for cell in row] for row in sheet.to_python()]
        person = next(row for row in rows if "P1" in row)
        assert any(re.fullmatch(r"\d{4}-\d\d-\d\d", cell) for cell in person)  # the birth date
        assert "không quá 40 tuổi, tính tuổi tròn" in person
        assert "không quá 36 tuổi, tính tuổi tròn" in person
        assert any(cell.startswith("39 tuổi") for cell in person)

    def test_accepted_it_counts_and_revoked_with_a_ground_it_does_not(self, keeper: Client) -> None:
        tried_at = self._written(keeper)["Location"]
        keeper.post(f"{tried_at}ap-dung/")
        assert [one.value for one in law.corrections()] == [36]
        page = keeper.get(tried_at).content.decode()
        assert "Nếu thu hồi" in page and "2 người đổi kết quả" in page
        assert keeper.post(f"{tried_at}thu-hoi/", {"ground": ""}).status_code == 200
        assert law.corrections() != ()
        keeper.post(f"{tried_at}thu-hoi/", {"ground": "Nghị quyết 09"})
        assert law.corrections() == ()
        assert (
            "thu hồi: Nghị quyết 09"
            in keeper.get("/phap-luat/tham-so/nd101.age_limit/").content.decode()
        )

    def test_discarded_it_is_gone(self, keeper: Client) -> None:
        tried_at = self._written(keeper)["Location"]
        assert keeper.post(f"{tried_at}bo/").status_code == 302
        assert keeper.get(tried_at).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"value": "bốn mươi"}, "Ghi một số nguyên."),
            ({"value": ""}, "Ghi giá trị mới."),
            ({"since": "2024"}, "Ghi ngày/tháng/năm"),
            ({"until": "31/12/2023"}, "Ngày cuối phải từ ngày đầu trở đi."),
            ({"clause": ""}, "Ghi văn bản, điều khoản làm căn cứ."),
        ],
    )
    def test_a_form_with_an_error_says_it_at_the_field_and_writes_nothing(
        self, keeper: Client, wrong: dict[str, str], words: str
    ) -> None:
        answer = self._written(keeper, **wrong)
        assert answer.status_code == 200
        assert words in answer.content.decode()
        assert not Correction.objects.exists()

    def test_a_viewer_reads_parameters_and_corrections_and_writes_none(
        self, units: dict[str, Unit], people: None
    ) -> None:
        made = draft()
        viewer = self._signed_in(units, "viewer")
        page = viewer.get("/phap-luat/tham-so/nd101.age_limit/").content.decode()
        assert "Thử trước" not in page
        assert (
            "Ai đổi kết quả" not in viewer.get(f"/phap-luat/dieu-chinh/{made.pk}/").content.decode()
        )
        assert viewer.get(f"/phap-luat/dieu-chinh/{made.pk}/nguoi/").status_code == 404
        assert self._written(viewer).status_code == 404
        for verb in ("ap-dung", "bo", "thu-hoi"):
            answer = viewer.post(f"/phap-luat/dieu-chinh/{made.pk}/{verb}/", {"ground": "x"})
            assert answer.status_code == 404

    def test_two_days_are_compared_and_the_list_narrows(self, keeper: Client) -> None:
        address = "/phap-luat/so-sanh/?luat-truoc=01/06/2024&luat-sau=01/07/2025&so-ngay=01/06/2024"
        page = " ".join(keeper.get(address).content.decode().split())
        assert "Từ luật ngày 01/06/2024 sang luật ngày 01/07/2025" in page
        assert "NĐ 171/2025/NĐ-CP, Điều 5" in page

    def test_days_without_law_or_that_are_no_days_are_told(self, keeper: Client) -> None:
        wrong = "/phap-luat/so-sanh/?luat-truoc=hôm qua&luat-sau=01/07/2025"
        assert "Ghi ngày/tháng/năm" in keeper.get(wrong).content.decode()
        early = "/phap-luat/so-sanh/?luat-truoc=01/01/2012&luat-sau=01/07/2025&so-ngay=01/06/2024"
        assert "Không có quy định có hiệu lực" in keeper.get(early).content.decode()

    def test_the_page_of_the_scheme_shows_which_decree_follows_the_cited_one(
        self, keeper: Client
    ) -> None:
        """S6: the scheme of 2022 cites 101/2017; from 1/7/2025 civil servants fall under 171."""
        told = "Nay áp dụng NĐ 171/2025/NĐ-CP cho công chức, công chức cấp xã, từ 01/07/2025"
        for day, stands in (("2025-06-30", False), ("2025-07-01", True)):
            page = keeper.get(f"/de-an/hanoi-1698/?phan=can-cu&on={day}").content.decode()
            assert (told in " ".join(page.split())) == stands
            assert "còn hiệu lực ngày này" in page
        ended = keeper.get("/de-an/hanoi-1698/?phan=can-cu&on=2026-07-01").content.decode()
        assert "hết hiệu lực sau ngày 30/06/2026" in ended

    def test_the_conditions_of_the_scheme_are_told_as_corrected(self, keeper: Client) -> None:
        accept_correction(actor=None, correction=draft().pk)
        page = keeper.get("/de-an/hanoi-1698/?phan=doi-tuong&on=2024-06-01").content.decode()
        assert "không quá 36 tuổi" in page
        assert "sửa theo Nghị quyết 05/NQ-HĐND, Điều 2" in page
