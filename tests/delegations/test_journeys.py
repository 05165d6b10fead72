"""Delegations: recorded, led, paid, reported; counted by targets (C2, L6, A1)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from hientai.delegations.models import Cost, Journey, Report
from hientai.delegations.queries import journeys as reads
from hientai.delegations.queries.events import registered
from hientai.delegations.services import (
    change_journey,
    hand_in,
    open_journey,
    record_workshop,
    remind,
    remove_cost,
    write_cost,
)
from hientai.people.models import Person
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner
from hientai.timetables.services import add_guest
from tests.city import DAY
from tests.delegations.conftest import BACK, LEAVES, abroad, terms
from tests.timetables.conftest import seated

pytestmark = pytest.mark.django_db
LATER = date(2024, 7, 6)
PDF = Upload("báo cáo.pdf", b"%PDF-1.7 bao cao")


def reported(journey: Journey, on: date = date(2024, 6, 25), **other: Any) -> Report:
    said = {"upload": PDF, "handed_in_on": on, "on": LATER, **other}
    return hand_in(actor=None, journey=journey, **said)


def test_a_delegation_is_a_class_abroad_led_by_one_of_its_members(held, journey, put) -> None:
    seated(held, put("CB-01"))
    head = Learner.objects.get(training_class=held)
    changed = change_journey(actor=None, journey=journey, terms=terms(head=head), on=DAY)
    assert changed.head_id == head.pk
    assert [one.name for one in reads.members(reads.journey_of("dd-01.k1"))] == ["Nguyễn Văn CB-01"]
    with pytest.raises(Refused, match="đã ghi đoàn"):
        open_journey(actor=None, held_class=held, terms=terms(), on=DAY)


def test_it_goes_to_a_country_comes_back_after_it_left_and_is_of_that_form(held, units) -> None:
    for wrong, words in (
        ({"country": "VN"}, "Không có nước"),
        ({"returns_on": date(2024, 6, 1)}, "Ngày về trước"),
        ({"host": " "}, "cơ sở tiếp nhận"),
    ):
        with pytest.raises(Refused, match=words):
            open_journey(actor=None, held_class=held, terms=terms(**wrong), on=DAY)
    home = abroad(units["STC"], "online", programme="DD-02", code="DD-02.K1")
    with pytest.raises(Refused, match="hình thức"):
        open_journey(actor=None, held_class=home, terms=terms(), on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.create(
            training_class=home,
            country="JP",
            host="-",
            paper="-",
            leaves_on=LEAVES,
            returns_on=BACK,
            report_days=1,
            report_due_on=BACK,
            opened_by="-",
        )


def test_it_keeps_the_rule_it_reports_by_unless_its_paper_says_other_days(journey) -> None:
    assert (journey.report_days, journey.report_due_on) == (15, date(2024, 7, 5))
    assert journey.report_rule["certainty"] == "uncertain"
    own = change_journey(actor=None, journey=journey, terms=terms(report_days=7), on=DAY)
    assert own.report_due_on == date(2024, 6, 27)
    assert own.report_rule["clause"] == "Quyết định 88/QĐ-UBND ngày 20/5/2024"


def test_costs_stand_by_kind_and_source_and_are_summed(journey) -> None:
    told = {"actor": None, "journey": journey, "kind": "fare", "source": "city_budget"}
    write_cost(**told, planned=300_000_000)
    write_cost(**told, planned=300_000_000, spent=290_000_000)
    line = write_cost(**{**told, "source": "sponsor"}, planned=10)
    listed = reads.journeys().get()
    assert (listed.planned, listed.spent) == (300_000_010, 290_000_000)
    remove_cost(actor=None, cost=line)
    assert Cost.objects.count() == 1
    with pytest.raises(Refused, match="Số tiền"):
        write_cost(**told, planned=-1)
    with pytest.raises(Refused, match="Không có khoản chi"):
        write_cost(**{**told, "source": "mixed"}, planned=1)


def test_a_report_is_handed_in_after_the_return_by_what_its_file_is(journey) -> None:
    with pytest.raises(Refused, match="từ ngày đoàn về"):
        reported(journey, on=BACK.replace(day=19))
    with pytest.raises(Refused, match="Tệp không phải"):
        reported(journey, upload=Upload("a.pdf", b"<script>"))
    kept = reported(journey)
    assert (kept.name, kept.type) == ("báo cáo.pdf", "application/pdf")
    with pytest.raises(Refused, match="đã được nộp"):
        reported(journey)
    with pytest.raises(ProgrammingError), transaction.atomic():
        kept.delete()


def test_what_is_owed_is_told_and_stands_until_it_is_reported(journey, units) -> None:
    assert reads.owed(date(2024, 6, 29)) == reads.Owed([], [])
    assert [one.pk for one in reads.owed(date(2024, 7, 1)).soon] == [journey.pk]
    assert [one.pk for one in reads.owed(LATER).late] == [journey.pk]
    for state, on in (("planned", DAY), ("away", LEAVES), ("owes", date(2024, 6, 21))):
        rows = reads.in_state(reads.journeys(), state, on)
        assert [one.pk for one in rows] == [journey.pk]
        assert reads.state_of(rows[0], on) == state
    reported(journey)
    assert reads.owed(LATER) == reads.Owed([], [])
    assert reads.state_of(reads.journeys().get(), LATER) == "reported"


def test_who_keeps_it_is_reminded_once_of_each_day(journey, units, put) -> None:
    from tests.journeys.city import user  # noqa: PLC0415  users need the roles' table

    user("sonoivu", "Sở Nội vụ", "institution", units["SNV"])
    assert [remind(on) for on in (date(2024, 7, 1), date(2024, 7, 2), LATER, LATER)] == [1, 0, 1, 0]


def test_it_is_seen_with_its_class_and_written_by_who_keeps_that(journey, units, as_app) -> None:
    """A1: below the web layer too."""
    as_app([units["Q-DONGDA"].pk])
    assert not Journey.objects.exists()
    with pytest.raises(Refused, match="ngoài phạm vi"):
        write_cost(actor=None, journey=journey, kind="fare", source="self", planned=1)
    as_app([units["SNV"].pk])
    assert Journey.objects.get().pk == journey.pk
    with pytest.raises(ProgrammingError), transaction.atomic():
        Journey.objects.all().delete()


def test_targets_hear_of_a_delegation_with_its_people_and_the_turns_it_explains(units, put) -> None:
    held = abroad(units["SNV"], scheme="hanoi-1698", item="A.1.1")
    open_journey(actor=None, held_class=held, terms=terms(), on=DAY)
    since = date(2024, 1, 1)
    assert registered("hanoi-1698", since, LATER) == [], "nobody goes yet"
    add_guest(
        actor=None,
        held_class=held,
        name="Đỗ Mai",
        organisation="Đại sứ quán",
        contact="",
        joined_on=LEAVES,
        ground="CV 1",
    )
    seat = seated(held, put("CB-01"))
    [told] = registered("hanoi-1698", since, LATER)
    person = Person.objects.get(code="CB-01")
    assert (told.event, told.item, told.people) == ("delegation", "A.1.1", {person.pk})
    assert told.turns == {seat.turn_id}
    assert registered("hanoi-1698", since, DAY) == [], "it has not left"


def test_a_workshop_says_what_came_of_it_once_it_was_held(units) -> None:
    held = abroad(units["SNV"], "workshop", title="Hội thảo chuyển đổi số")
    said = {"chair": "Vũ Thu Hà", "attended": 80, "papers": 6, "outcome": "Kiến nghị mở lớp"}
    told = {"actor": None, "held_class": held, **said}
    with pytest.raises(Refused, match="chưa diễn ra"):
        record_workshop(**told, on=DAY)
    record_workshop(**told, on=BACK)
    assert record_workshop(**{**told, "attended": 82}, on=BACK).attended == 82
    with pytest.raises(Refused, match="hình thức"):
        record_workshop(
            **{**told, "held_class": abroad(units["STC"], programme="DD-02", code="DD-02.K1")},
            on=BACK,
        )
