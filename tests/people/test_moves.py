"""A person is handed over from one unit to another, each side within its own walls (P1, A1, A2)."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from hientai.audit.models import Event
from hientai.organisations.services import dissolve_unit
from hientai.people import services
from hientai.people.models import Move, Person, Post
from hientai.people.queries import moves as queries
from hientai.people.services import moves
from hientai.people.services.moves import Wanted
from hientai.shared.refused import Refused

DAY = date(2024, 6, 1)
GROUND = "Quyết định 77/QĐ-UBND"


@pytest.fixture
def proposal(people, units, as_app) -> Move:
    """Sở Nội vụ proposes that Sở Tài chính takes CB001 from the day of today."""
    as_app([units["SNV"].pk])
    return propose(people["CB001"], units["STC"])


def propose(person, unit, on=DAY, **post):
    return moves.propose_move(actor=None, person=person, to_unit=unit, on=on, ground=GROUND, **post)


def test_nothing_changes_until_the_other_side_accepts(proposal, units):
    person = Person.objects.get(code="CB001")
    assert proposal.state == "pending"
    assert person.unit == units["SNV"]
    assert [post.period.upper for post in person.posts.all()] == [None]


def test_the_receiving_officer_sees_whom_it_is_asked_to_take_and_nothing_more(
    proposal, units, as_app
):
    as_app([units["STC"].pk])
    asked = Move.objects.get()
    assert (asked.code, asked.name) == ("CB001", "Nguyễn Thị Ánh")
    assert not Person.objects.filter(code="CB001").exists()
    assert not Post.objects.filter(person_id=asked.person_id).exists()


def test_on_acceptance_the_post_ends_there_and_begins_here_on_the_day(proposal, units, as_app):
    as_app([units["STC"].pk])
    moves.accept_move(actor=None, move=proposal)
    person = Person.objects.get(code="CB001")
    assert person.unit == units["STC"]
    spans = [(p.unit.code, p.period.lower, p.period.upper) for p in person.posts.order_by("period")]
    assert spans == [("SNV", date(2015, 1, 1), DAY), ("STC", DAY, None)]
    as_app([units["SNV"].pk])
    assert Person.objects.filter(code="CB001").exists(), "seen for the time in the unit"
    assert [post.unit.code for post in Post.objects.filter(person=person)] == ["SNV"]


def test_a_move_of_a_day_to_come_changes_the_keeper_on_that_day(people, units, as_app, settings):
    as_app([units["SNV"].pk])
    move = propose(people["CB001"], units["STC"], on=date(2024, 7, 1))
    as_app([units["STC"].pk])
    moves.accept_move(actor=None, move=move)
    assert not Person.objects.filter(code="CB001").exists()
    as_app([units["SNV"].pk, units["STC"].pk])
    assert Person.objects.get(code="CB001").unit == units["SNV"]
    assert services.keep_units_current(on=date(2024, 7, 1)) == 1
    assert Person.objects.get(code="CB001").unit == units["STC"]


def test_the_side_that_lets_go_cannot_accept_in_the_name_of_the_other(proposal, units, as_app):
    """A1: below the web layer too."""
    as_app([units["SNV"].pk])
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        moves.accept_move(actor=None, move=proposal)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.filter(pk=proposal.pk).update(state="accepted", decided_at="2024-06-01T00:00Z")
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        moves.refuse_move(actor=None, move=proposal, reason="Không đồng ý")
    assert Move.objects.get().state == "pending"


def test_the_receiving_side_refuses_with_a_reason_that_the_other_reads(proposal, units, as_app):
    as_app([units["STC"].pk])
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        moves.refuse_move(actor=None, move=proposal, reason=" ")
    moves.refuse_move(actor=None, move=proposal, reason="Không còn chỉ tiêu biên chế")
    as_app([units["SNV"].pk])
    assert Move.objects.get().reason == "Không còn chỉ tiêu biên chế"
    with pytest.raises(Refused, match="đã được quyết định"):
        moves.withdraw_move(actor=None, move=proposal, reason="Thôi")


def test_a_third_unit_sees_nothing_of_a_move(proposal, units, as_app):
    as_app([units["TTLT"].pk])
    assert not Move.objects.exists()
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        moves.accept_move(actor=None, move=proposal)


def test_a_person_is_in_one_pending_move(proposal, people, units, as_app):
    as_app([units["SNV"].pk])
    with pytest.raises(Refused, match="đang chờ tiếp nhận"):
        propose(people["CB001"], units["TTLT"])
    moves.withdraw_move(actor=None, move=proposal, reason="Chuyển nơi khác")
    assert propose(people["CB001"], units["TTLT"]).state == "pending"


def test_a_move_that_no_longer_finds_the_post_is_refused_in_words(people, units, sees_all):
    move = propose(people["CB001"], units["STC"])
    services.transfer(
        actor=None, person=people["CB001"], unit=units["TTLT"], on=date(2024, 5, 1), ground=GROUND
    )
    with pytest.raises(Refused, match="không còn giữ vị trí chính ở nơi đi"):
        moves.accept_move(actor=None, move=move)


def test_what_cannot_be_proposed_is_refused_in_words(people, units, sees_all):
    person = people["CB001"]
    with pytest.raises(Refused, match="chính đơn vị SNV"):
        propose(person, units["SNV"])
    with pytest.raises(Refused, match="mới bắt đầu từ 01/01/2015"):
        propose(person, units["STC"], on=date(2015, 1, 1))
    with pytest.raises(Refused, match="không có vị trí chính"):
        propose(person, units["STC"], on=date(2012, 1, 1))
    with pytest.raises(Refused, match="không có trong danh mục"):
        propose(person, units["STC"], title="boss")


def test_who_may_write_on_both_sides_hands_over_at_once_and_it_is_traced(people, units, sees_all):
    """A2: who, when, on which ground, before and after."""
    moves.hand_over(
        actor=None,
        person=people["CB001"],
        to_unit=units["STC"],
        on=DAY,
        ground=GROUND,
        title="division_head",
    )
    assert Person.objects.get(code="CB001").unit == units["STC"]
    grounds = Event.objects.filter(table_name="people_post", operation="U")
    assert [event.ground for event in grounds] == [GROUND]


def test_each_line_of_a_list_is_judged_and_the_right_ones_are_sent(people, units, as_app):
    as_app([units["SNV"].pk])
    wanted = [
        Wanted(1, "CB001", "Trưởng phòng"),
        Wanted(2, "CB003"),
        Wanted(3, "CB002", "Ông lớn"),
        Wanted(4, "CB001"),
    ]
    asked = {"actor": None, "wanted": wanted, "to_unit": units["STC"], "on": DAY, "ground": GROUND}
    judged = moves.judge_moves(**asked)
    assert not Move.objects.exists()
    assert [one.why == "" for one in judged] == [True, False, False, False]
    assert "phạm vi của bạn" in judged[1].why
    assert "Ông lớn" in judged[2].why
    assert "đang chờ tiếp nhận" in judged[3].why
    moves.move_many(**asked)
    assert [(move.code, move.title) for move in Move.objects.all()] == [("CB001", "division_head")]


def test_a_forged_acceptance_by_sql_finds_the_wall(proposal, units, as_app):
    """A1: the function lets only who may write at the receiving unit."""
    as_app([units["SNV"].pk])
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT people_accept_move(%s, %s)", [proposal.pk, DAY])


def test_a_move_whose_sending_unit_is_no_more_is_withdrawn_by_who_has_the_person(
    people, units, as_app, sees_all
):
    """A request nobody can end would bar the person from every other move."""
    person = people["CB001"]
    services.transfer(
        actor=None, person=person, unit=units["TTLT"], on=date(2020, 1, 1), ground=GROUND
    )
    move = propose(person, units["STC"])
    services.transfer(
        actor=None, person=person, unit=units["SNV"], on=date(2024, 5, 1), ground=GROUND
    )
    dissolve_unit(actor=None, unit=units["TTLT"], on=date(2024, 5, 2), ground=GROUND)
    as_app([units["STC"].pk])
    assert queries.may_decide(move) == (True, False)
    as_app([units["SNV"].pk])  # the unit that ended is in nobody's reach any more
    assert queries.may_decide(move) == (False, True)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.filter(pk=move.pk).update(
            state="refused", reason="x", decided_at="2024-06-01T00:00Z"
        )
    moves.withdraw_move(actor=None, move=move, reason="Nơi đi đã giải thể")
    assert propose(person, units["STC"]).state == "pending"
