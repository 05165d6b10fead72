"""Who is past the day of retirement and still holds a post stays a member, is counted beside the
figure with a list, and may not go before the register says what holds (R1, R3, S2)."""

from datetime import date

import pytest
from django.test import Client

from hientai.people.models import Person
from hientai.screening.domain.screening import Part
from hientai.screening.queries.answers import answer, person_on
from hientai.screening.queries.figures import quota_figure, target_figures
from hientai.screening.queries.listings import (
    Behind,
    people_of_quota,
    people_of_target,
    stopped_by,
)

pytestmark = pytest.mark.django_db

TARGET, QUOTA = "2.1.a.1", "A.1.1"
SIXTY_IN_JUNE_2020 = date(1960, 6, 10)
"""A man who turns 60 before 2021 retires at the end of that month: 30/6/2020."""
CODE = "in_post_after_retirement"


@pytest.fixture
def late(put) -> Person:
    """One of two members; but for the age the same as the other."""
    put("S1")
    return put("R1", birth_date=SIXTY_IN_JUNE_2020)


def kept_on(person: Person, until: date) -> None:
    """The register's own day of retirement."""
    Person.objects.filter(pk=person.pk).update(own_retirement_date=until)


def test_the_member_stays_a_member_and_is_counted_beside_the_figure(late, ask) -> None:
    figure = target_figures(ask())[TARGET]
    assert (figure.progress.members, figure.retired) == (2, 1)
    rows = people_of_target(ask(), TARGET, Behind.RETIRED)[:10]
    assert [(row["code"], row["retired_on"]) for row in rows] == [("R1", date(2020, 6, 30))]


def test_nobody_past_the_day_is_eligible_and_the_parts_still_sum(late, ask) -> None:
    figure = quota_figure(ask(), QUOTA)
    funnel = figure.screening.funnel
    assert (funnel.eligible, funnel.unknown, funnel.members, figure.retired) == (1, 1, 2, 1)
    assert sum(funnel.of(part) for part in Part) == funnel.everybody == 2


def test_the_answer_says_unknown_and_what_it_needs(late, ask) -> None:
    given = answer(ask(), person_on(ask(), "R1"), QUOTA)
    assert (given.part, given.verdict) == ("unknown", "unknown")
    [reason] = given.obstacles
    assert reason.missing == ("ngày thôi chức vụ, hoặc ngày nghỉ hưu khác ghi trong hồ sơ",)
    assert reason.value == "nghỉ hưu 30/06/2020 theo sổ, chức vụ còn mở"


def test_whoever_is_in_time_is_told_nothing_of_it(late, ask) -> None:
    given = answer(ask(), person_on(ask(), "S1"), QUOTA)
    assert given.verdict == "passed"
    assert CODE not in {reason.code for reason in given.reasons}


def test_the_reason_is_counted_and_leads_to_its_people(late, ask) -> None:
    figure = quota_figure(ask(), QUOTA)
    [count] = [one for one in figure.screening.reasons if one.condition.code == CODE]
    assert (count.failed, count.unknown) == (0, 1)
    rows = stopped_by(people_of_quota(ask(), QUOTA), count.position, "unknown")
    assert [row["code"] for row in rows[:10]] == ["R1"]


def test_a_later_day_in_the_register_goes_before_the_law(late, ask) -> None:
    kept_on(late, date(2025, 6, 30))
    assert quota_figure(ask(), QUOTA).retired == 0
    assert answer(ask(), person_on(ask(), "R1"), QUOTA).verdict == "passed"


def test_an_earlier_day_in_the_register_counts_from_the_day_after(late, put, ask) -> None:
    kept_on(put("E1"), date(2024, 5, 31))
    assert quota_figure(ask(date(2024, 5, 31)), QUOTA).retired == 1
    assert quota_figure(ask(), QUOTA).retired == 2


def test_without_a_birth_date_nobody_is_said_to_be_past_it(put, ask) -> None:
    put("N1", birth_date=None)
    figure = quota_figure(ask(), QUOTA)
    assert (figure.screening.funnel.eligible, figure.retired) == (1, 0)


def listed(client: Client, address: str) -> str:
    """The page from its list on."""
    page = client.get(address, {"nhom": "qua-tuoi"})
    assert page.status_code == 200
    return page.content.decode().partition('id="danh-sach"')[2]


@pytest.mark.parametrize("kind", [f"chi-tieu/{QUOTA}", f"muc-tieu/{TARGET}"])
def test_both_pages_count_them_and_open_their_list(late, browser, kind: str) -> None:
    client, address = browser(), f"/de-an/hanoi-1698/{kind}/"
    page = client.get(address).content.decode()
    assert "nhom=qua-tuoi#danh-sach" in page
    assert "quá tuổi nghỉ hưu theo sổ, chức vụ còn mở" in page
    shown = listed(client, address)
    assert "Nguyễn Văn R1" in shown
    assert "quá tuổi nghỉ hưu theo sổ (30/06/2020), chức vụ còn mở" in shown
    assert "Nguyễn Văn S1" not in shown
