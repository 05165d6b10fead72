"""What administrators note of days: by a paper, written once, taken back on a ground (C1, A1)."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, ProgrammingError, transaction

from hientai.accounts.models import User
from hientai.audit.queries import data_mark
from hientai.shared.refused import Refused
from hientai.site.cli import commands
from hientai.workdays import queries
from hientai.workdays.models import Note
from hientai.workdays.services import note_days, swap_days, withdraw_note
from tests.law.conftest import city, somebody  # noqa: F401

PAPER = "Thông báo 45/TB-BNV ngày 10/11/2026"
OFF, WORKED = date(2027, 4, 29), date(2027, 5, 8)


def test_a_swap_counts_at_once_and_is_taken_back_as_a_pair(sees_all: None) -> None:
    before = data_mark()
    swap_days(actor=None, off=OFF, work=WORKED, source=PAPER)
    assert not queries.is_working(OFF) and queries.is_working(WORKED)
    assert queries.add(date(2027, 4, 28), 1) == date(2027, 5, 4)
    assert queries.days_between(date(2027, 5, 6), WORKED) == 2
    assert data_mark() != before
    withdraw_note(actor=None, note=Note.objects.get(day=WORKED).pk, ground="Nhập nhầm")
    assert queries.is_working(OFF) and not queries.is_working(WORKED)
    assert Note.objects.filter(withdrawn_ground="Nhập nhầm").count() == 2


def test_what_is_off_is_not_swapped_and_a_day_is_noted_once(sees_all: None) -> None:
    with pytest.raises(Refused, match="vốn là ngày nghỉ"):
        swap_days(actor=None, off=date(2027, 4, 30), work=WORKED, source=PAPER)
    with pytest.raises(Refused, match="vốn là ngày làm việc"):
        swap_days(actor=None, off=OFF, work=date(2027, 5, 7), source=PAPER)
    note_days(actor=None, kind="off", days=[OFF], source=PAPER, about="Bão số 3")
    with pytest.raises(Refused, match="đã được ghi"):
        note_days(actor=None, kind="off", days=[OFF], source=PAPER)
    with pytest.raises(Refused, match="nguồn"):
        note_days(actor=None, kind="off", days=[WORKED], source=" ")


def test_a_note_is_written_once(sees_all: None) -> None:
    made = note_days(actor=None, kind="off", days=[OFF], source=PAPER)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=made.pk).update(day=WORKED)
    with pytest.raises(ProgrammingError), transaction.atomic():
        made.delete()


def test_who_does_not_keep_the_calendar_cannot_write_it(
    somebody: Callable[[str], User],  # noqa: F811
) -> None:
    viewer, owner = somebody("viewer"), somebody("owner")
    viewer.enter(date(2024, 6, 1))
    with pytest.raises(Refused), transaction.atomic():
        note_days(actor=viewer, kind="off", days=[OFF], source=PAPER)
    owner.enter(date(2024, 6, 1))
    note_days(actor=owner, kind="off", days=[OFF], source=PAPER)
    assert queries.notes().get().written_by == str(owner)


def test_the_command_says_the_last_day_and_what_fell_out(db: None) -> None:
    words = ["calendar", "2018-03-16", "--study-days", "32", "--json"]
    answer = CliRunner().invoke(commands, words)
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    assert told["last_study_day"] == "2018-05-03"
    assert [one["day"] for one in told["off"]] == ["2018-04-25", "2018-04-30", "2018-05-01"]
