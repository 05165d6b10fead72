"""What each day asks: reminders once a day and step; units and roles of the day (N1, G3)."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment
from hientai.accounts.services import operator_scope
from hientai.approvals import queries as reads
from hientai.approvals.models import Reminder, Submission
from hientai.approvals.services.daily import lay_again, remind
from hientai.notices.models import Notice
from hientai.organisations.services import merge_units
from tests.approvals.conftest import SINCE, TODAY, Office, back_to_owner

pytestmark = pytest.mark.django_db
DUE = date(2024, 6, 10)


def reminded(on: date) -> int:
    """The job of a day."""
    back_to_owner()
    with operator_scope("việc của ngày"):
        return remind(on=on)


def told(kind: str = "approvals.due") -> list[str]:
    back_to_owner()
    return list(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_a_step_is_called_to_mind_from_the_working_day_before_it_is_due(office: Office) -> None:
    office.submitted()
    assert reminded(date(2024, 6, 6)) == 0
    assert reminded(date(2024, 6, 7)) == 1  # a Friday; due on Monday
    assert told() == ["minh"]


def test_it_is_called_to_mind_once_a_day_however_often_the_job_runs(office: Office) -> None:
    row = office.submitted()
    days = [DUE, DUE, DUE + timedelta(days=1), DUE + timedelta(days=1)]
    assert [reminded(day) for day in days] == [1, 0, 1, 0]
    assert told() == ["minh", "minh"]
    assert list(Reminder.objects.values_list("submission", "step").distinct()) == [(row.pk, 0)]


def test_the_next_step_is_called_to_mind_for_itself(office: Office) -> None:
    row = office.submitted(key="de-an/D.2")
    assert reminded(DUE) == 1
    office.said("minh", row, on=DUE)
    assert reminded(DUE) == 0
    assert reminded(DUE + timedelta(days=14)) == 1
    assert told() == ["minh", "hoa"]


def test_several_are_one_notice_to_those_who_answer_them(office: Office) -> None:
    for n in range(3):
        office.submitted(subject=n)
    assert reminded(DUE) == 3
    assert Notice.objects.get(kind="approvals.due").title == "3 hồ sơ chờ bạn sắp hoặc đã quá hạn"


def test_where_a_unit_is_merged_its_successor_has_what_waited_there(
    office: Office, settings
) -> None:
    office.employ("thu", "unit_officer", "SNV")
    row = office.submitted()
    back_to_owner()
    day = TODAY + timedelta(days=5)
    merge_units(
        actor=None,
        units=[office.units["STC"]],
        into=office.units["SNV"],
        on=day,
        ground="Nghị quyết sáp nhập",
    )
    settings.HIENTAI_TODAY = day.isoformat()
    with operator_scope("việc của ngày"):
        assert lay_again(on=day) == 1
        assert lay_again(on=day) == 0
    user = office.as_("hoa")
    [task] = reads.tasks_of(user, day)
    assert task.pk == row.pk
    assert reads.issuer_of(task, day).code == "SNV"
    assert reads.issuer_of(task, TODAY).code == "STC"
    assert office.said("hoa", row, on=day).state == "approved"


def test_who_gets_a_role_nearer_to_the_step_answers_from_the_next_day(office: Office) -> None:
    back_to_owner()
    RoleAssignment.objects.filter(user=office.users["minh"]).delete()
    row = office.submitted()
    assert [one.pk for one in reads.tasks_of(office.as_("tuan"), TODAY)] == [row.pk]
    back_to_owner()
    office.employ("thu", "unit_officer", "STC")
    with operator_scope("việc của ngày"):
        assert lay_again(on=TODAY) == 1
    assert [one.pk for one in reads.tasks_of(office.as_("thu"), TODAY)] == [row.pk]
    assert list(reads.tasks_of(office.as_("tuan"), TODAY)) == []


def test_where_the_last_who_answers_goes_it_lies_higher(office: Office) -> None:
    row = office.submitted()
    back_to_owner()
    RoleAssignment.objects.filter(user=office.users["minh"]).update(period=DateRange(SINCE, TODAY))
    with operator_scope("việc của ngày"):
        lay_again(on=TODAY)
    assert [one.pk for one in reads.tasks_of(office.as_("tuan"), TODAY)] == [row.pk]
    assert Submission.objects.get().due_on == DUE
