"""The walls below the web: whose rows are seen and written, what stands for ever (A1, N4)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from hientai.audit.models import Event
from hientai.audit.queries import data_mark
from hientai.nominations import services as verbs
from hientai.nominations.models import (
    Batch,
    Nomination,
    NominationList,
    NominationStep,
    OverlapPolicy,
)
from hientai.nominations.queries import lists as reads
from hientai.shared.refused import Refused
from tests.nominations.made import DAY, approve, sent
from tests.nominations.test_lists import added

pytestmark = pytest.mark.django_db
TABLES = (NominationList, Nomination, Batch, NominationStep)


def test_another_unit_sees_and_writes_nothing(held, put, units, as_app) -> None:
    """A1: reads and writes of another unit's rows: none."""
    added(held, put("AN"))
    as_app([units["SNV"].pk])
    assert [table.objects.count() for table in TABLES] == [0, 0, 0, 0]
    assert NominationList.objects.update(note="x") == 0
    assert Nomination.objects.update(tie_note="x") == 0
    with pytest.raises(Refused):
        verbs.judge_again(actor=None, nomination_list=held, on=DAY)
    assert reads.people_of(held.pk) == {}


def test_the_own_unit_sees_and_writes_its_lists(opened, put, units, as_app) -> None:
    an = put("AN")
    as_app([units["STC"].pk])
    held = opened()
    added(held, an)
    assert [table.objects.count() for table in TABLES] == [1, 1, 1, 1]
    assert [row.who.code for row in reads.rows_of(held, DAY)] == ["AN"]


def test_a_unit_opens_no_list_for_another(opened, units, as_app, version) -> None:
    as_app([units["SNV"].pk])
    with pytest.raises(Refused):
        opened("STC")


def test_nobody_out_of_sight_is_put_forward(held, put, units, as_app) -> None:
    stranger = put("LA", unit="SNV")
    as_app([units["STC"].pk])
    with pytest.raises(Refused):
        added(held, stranger)


def test_who_looks_after_a_person_sees_where_another_unit_put_them(
    opened, put, units, as_app
) -> None:
    """N4: only that person's row, not the others of the list."""
    held = opened("HN")
    an, binh = put("AN"), put("BINH", unit="SNV")
    added(held, an, binh)
    as_app([units["STC"].pk])
    assert [row.person_id for row in Nomination.objects.all()] == [an.pk]
    assert [one.pk for one in NominationList.objects.all()] == [held.pk]
    assert reads.people_of(held.pk) == {}
    with pytest.raises(ProgrammingError, match="by the list's unit"), transaction.atomic():
        Nomination.objects.update(tie_note="x")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_removed(held, put, table) -> None:
    added(held, put("AN"))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        table.objects.all()._raw_delete("default")


def test_steps_and_policies_are_written_once(held, put) -> None:
    added(held, put("AN"))
    verbs.set_policy(actor=None, level="block", since=DAY, ground="Công văn 12")
    for table in (NominationStep, OverlapPolicy):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            table.objects.update(id=0)
    again = {"actor": None, "level": "note", "since": DAY, "ground": "Công văn 13"}
    with pytest.raises(Refused):
        verbs.set_policy(**again)
    with pytest.raises(Refused):
        verbs.set_policy(**again | {"ground": " "})


def refused_by(constraint: str, change) -> None:
    """The database refuses a change by the constraint of that name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        change()
    assert error.value.__cause__.diag.constraint_name == constraint


def test_the_database_keeps_rows_and_lists_on_their_way(opened, put) -> None:
    """N4: what the verbs refuse, the walls refuse too."""
    held, other = opened(), opened(title="Khác", starts_on=date(2025, 1, 6),
                                   ends_on=date(2025, 1, 9))  # fmt: skip
    added(held, put("AN"))
    rows, lists = Nomination.objects.filter(list=held), NominationList.objects.filter(pk=held.pk)
    refused_by("nomination_goes_its_way", lambda: rows.update(state="decided"))
    refused_by("nomination_stays_on_its_list", lambda: rows.update(list=other))
    refused_by("list_goes_its_way", lambda: lists.update(state="approved", settled_on=DAY))
    approve(held)
    refused_by("judgement_stays", lambda: rows.update(verdict="failed"))
    refused_by("judgement_stays", lambda: rows.update(reasons=[]))
    refused_by("submitted_list_stays", lambda: lists.update(programme="Khác"))
    refused_by("seated_rows_hold_a_seat", lambda: rows.update(seat=None))


def test_a_row_taken_off_returns_only_while_the_list_is_drawn_up(held, put) -> None:
    added(held, put("AN"), put("BINH"))
    row = held.nominations.get(person__code="AN")
    verbs.remove(actor=None, nomination_list=held, nominations=[row.pk], on=DAY)
    sent(held)
    rows = Nomination.objects.filter(pk=row.pk)
    refused_by("nomination_goes_its_way", lambda: rows.update(state="draft"))


def test_nominations_are_traced_and_leave_the_figures_of_the_register_as_they_are(
    held, put
) -> None:
    """A1: every change is kept; but figures kept in memory do not rest on nominations."""
    an = put("AN")
    mark, sight = data_mark(), Event.objects.count()
    added(held, an)
    verbs.judge_again(actor=None, nomination_list=held, on=date(2024, 6, 2))
    assert data_mark() == mark
    kept = Event.objects.filter(table_name="nominations_nomination").order_by("-pk")
    assert [one.operation for one in kept] == ["U", "I"] and Event.objects.count() > sight
    assert kept[0].before == {"judged_on": "2024-06-01"}
    assert kept[0].after == {"judged_on": "2024-06-02"}
