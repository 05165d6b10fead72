"""Two records of one person on the way to a class: what becomes of places, lists, papers (P5)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hientai.decisions.queries import sendings as reads
from hientai.documents import services as documents
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination
from hientai.people.models import Merger, Person
from hientai.people.queries import merging as queries
from hientai.people.services import merging as verbs
from hientai.places.models import Seat
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.decisions.made import WHY, drafted, issued, row_of, signed, waiting
from tests.nominations.made import DAY, approve
from tests.nominations.test_lists import added

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_commit")]
GROUND = "Biên bản đối chiếu hồ sơ 07/BB-SNV"


def merge(kept: Person, merged: Person, word: str = "kept") -> Merger:
    """One record written into the other; where both tell a thing, `word` holds."""
    choices = {
        one.id: word if word in one.options else "kept"
        for one in queries.conflicts_of(kept, merged)
    }
    return verbs.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=GROUND)


def person(code: str) -> Person:
    return Person.objects.get(code=code)


def test_two_of_one_list_are_not_merged_until_one_left_it(approved) -> None:
    with pytest.raises(Refused) as refused:
        merge(person("AN"), person("DUNG"))
    said = str(refused.value)
    assert approved.title in said and "AN: được giữ chỗ; DUNG: dự bị" in said
    assert "Rút một trong hai khỏi danh sách dự bị" in said
    nominations.withdraw(
        actor=None, nomination=row_of(approved, "DUNG"), reason="hai hồ sơ của một người", on=DAY
    )
    merger = merge(person("AN"), person("DUNG"))
    mine = Nomination.objects.filter(person__code="AN").values_list("state", flat=True)
    assert sorted(mine) == ["seated", "withdrawn"]
    verbs.undo_merger(actor=None, merger=merger, ground="nhầm người")
    assert row_of(approved, "DUNG").state == "withdrawn"


def test_places_of_one_quota_or_time_are_not_merged(approved, opened, put, places) -> None:
    places(9)
    again = opened(starts_on=date(2024, 9, 10), ends_on=date(2024, 9, 30))
    added(again, put("ANH"))
    approve(again)
    with pytest.raises(Refused, match="không thể là của một người") as refused:
        merge(person("AN"), person("ANH"))
    assert "hanoi-1698 · A.1.1" in str(refused.value) and "rút đề cử" in str(refused.value)


def test_what_was_decided_follows_the_kept_record_and_comes_back(approved, body, put) -> None:
    sending = issued(drafted(body, waiting(approved)))
    twin = put("AN-CU", name="Lê Thị An", sex="female")
    typed = Turn.objects.create(
        person=twin,
        programme="Quản lý tài chính công",
        starts_on=date(2024, 9, 2),
        ends_on=date(2024, 9, 20),
        result="studying",
    )
    own = Turn.objects.get(person__code="AN")
    merger = merge(twin, person("AN"))
    [row] = reads.of_person(twin.pk)
    assert (row.sending, row.seat.person, row.seat.turn) == (sending, twin, typed)
    assert Seat.objects.get(person=twin).state == "used"
    assert not Turn.objects.filter(pk=own.pk).exists()
    assert {one.code for one in reads.rows_of(sending)} >= {"AN-CU"}
    verbs.undo_merger(actor=None, merger=merger, ground="nhầm người")
    [row] = reads.of_person(person("AN").pk)
    assert row.seat.turn == own and not reads.of_person(twin.pk)


def test_a_paper_that_is_being_signed_follows_and_still_enrols(approved, body, put) -> None:
    paper = signed(drafted(body, waiting(approved)))
    twin = put("AN-CU", name="Lê Thị An", sex="female")
    merger = merge(twin, person("AN"))
    documents.register(actor=None, paper=paper, on=DAY)
    assert Turn.objects.get(person=twin).programme == "Quản lý tài chính công"
    with pytest.raises(Refused, match="Quyết định cử đi") as refused:
        verbs.undo_merger(actor=None, merger=merger, ground="nhầm người")
    assert "Chỗ học" in str(refused.value)


def test_rows_change_their_person_by_a_merger_alone(approved, body, put) -> None:
    drafted(body, waiting(approved))
    other = put("KHAC")
    for table in ("nominations_nomination", "decisions_row"):
        with (
            pytest.raises(IntegrityError, match="where two records become one"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            first = f"(SELECT min(id) FROM {table})"
            cursor.execute(f"UPDATE {table} SET person_id = %s WHERE id = {first}", [other.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_who_keeps_the_record_writes_nothing_else_of_another_units_list(
    approved, units, put, as_app
) -> None:
    """A1: the officer of a person's new unit merges the record, and no more."""
    moved = person("AN")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE people_post SET unit_id = %s WHERE person_id = %s", [units["SNV"].pk, moved.pk]
        )
        cursor.execute(
            "UPDATE people_person SET unit_id = %s WHERE id = %s", [units["SNV"].pk, moved.pk]
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    twin = put("AN-CU", unit="SNV", name="Lê Thị An", sex="female")
    as_app([units["SNV"].pk])
    with pytest.raises(Exception, match="written by the list"), transaction.atomic():
        Nomination.objects.filter(person=moved).update(tie_note=WHY)
    merge(twin, moved)
    assert Nomination.objects.get(person=twin).list_id == approved.pk
