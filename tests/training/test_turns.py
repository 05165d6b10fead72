"""P4, S4: person-turns are recorded, matched and taken back; unmatched ones never count."""

from datetime import date

import pytest

from hientai.screening.queries.figures import target_figures
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from hientai.training.queries.turns import (
    count_others,
    count_waiting,
    matched_by_hand,
    other_turns,
    waiting_turns,
)
from hientai.training.services.turns import (
    Named,
    match_turn,
    match_turns,
    record_turn,
    unmatch_turns,
)
from tests.city import study

pytestmark = pytest.mark.django_db
NAMED = Named("Quản lý tài chính công", "Đề án 1698", "I.1")


def stated(person, **other) -> Turn:
    return study(person, None, stated_scheme="Đề án 1698", stated_item="I.1", **other)


def done(asked) -> int:
    return target_figures(asked)["2.1.a.1"].progress.done


def test_turns_that_say_the_same_wait_together_and_are_counted_as_turns_and_persons(
    put, version, ask
) -> None:
    first = put("P1")
    stated(first)
    stated(first, starts_on=date(2023, 9, 4), ends_on=date(2023, 9, 8))
    stated(put("P2"))
    asked = ask()
    (waiting,) = waiting_turns(asked)
    assert (waiting.turns, waiting.persons, count_waiting(asked)) == (3, 2, 3)
    assert done(asked) == 0


def test_a_turn_of_another_programme_does_not_wait_and_is_listed_apart(put, version, ask) -> None:
    """P4: a yearly plan is no scheme to match to; its turns count for nothing, and are shown."""
    study(put("P1"), None, stated_scheme="Kế hoạch đào tạo, bồi dưỡng hằng năm")
    study(put("P2"), None, stated_scheme="Quyết định 2315/QĐ-UBND")
    asked = ask()
    assert (waiting_turns(asked), count_waiting(asked), count_others(asked)) == ([], 0, 2)
    assert {row.stated_scheme for row in other_turns(asked)} == {
        "Kế hoạch đào tạo, bồi dưỡng hằng năm",
        "Quyết định 2315/QĐ-UBND",
    }


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"stated_scheme": "hanoi-1698"},
        {"stated_scheme": "QĐ 1698 ngày 19/5/2022"},
        {"stated_scheme": "Chương trình khác", "stated_item": "A.1.1"},
    ],
)
def test_a_turn_that_could_belong_to_the_scheme_waits(put, version, ask, said) -> None:
    """P4: named in any way, not named at all, or with the id of one of its quotas."""
    study(put("P1"), None, **said)
    asked = ask()
    assert [row.turns for row in waiting_turns(asked)] == [1]
    assert (count_waiting(asked), count_others(asked), done(asked)) == (1, 0, 0)


def test_matching_in_bulk_makes_them_count_and_undo_makes_them_wait_again(
    put, version, ask
) -> None:
    stated(put("P1"))
    stated(put("P2"))
    assert match_turns(named=NAMED, version=version, item="A.1.1") == 2
    assert done(ask()) == 2
    assert [(row.item, row.turns) for row in matched_by_hand(ask())] == [("A.1.1", 2)]
    assert unmatch_turns(named=NAMED, version=version, item="A.1.1") == 2
    assert done(ask()) == 0
    assert [row.turns for row in waiting_turns(ask())] == [2]


def test_one_turn_alone_may_be_matched(put, version, ask) -> None:
    turn = stated(put("P1"))
    stated(put("P2"))
    match_turn(turn=turn, version=version, item="A.1.1")
    assert (done(ask()), count_waiting(ask())) == (1, 1)


def test_matching_to_what_the_scheme_does_not_have_is_refused(put, version) -> None:
    stated(put("P1"))
    with pytest.raises(Refused, match="Z.9"):
        match_turns(named=NAMED, version=version, item="Z.9")
    with pytest.raises(Refused, match="Không còn lượt học"):
        match_turns(named=Named("Khác"), version=version, item="A.1.1")


def test_an_officer_matches_the_turns_of_the_own_people_only(put, units, version, as_app) -> None:
    stated(put("P1"))
    stated(put("P2", "Q-DONGDA"))
    as_app([units["Q-DONGDA"].pk])
    assert match_turns(named=NAMED, version=version, item="A.1.1") == 1


COURSE = {
    "programme": "  Quản lý   tài chính công ",
    "starts_on": date(2023, 3, 6),
    "ends_on": date(2023, 3, 10),
    "result": "completed",
}


def test_a_recorded_turn_counts_at_once_when_its_item_is_named(put, version, ask) -> None:
    turn = record_turn(person=put("P1"), version=version, item="A.1.1", **COURSE)
    assert turn.programme == "Quản lý tài chính công"
    assert done(ask()) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ends_on": date(2023, 3, 5)}, "kết thúc trước khi bắt đầu"),
        ({"ends_on": None}, "phải có ngày kết thúc"),
        ({"result": "passed"}, "Không có kết quả “passed”"),
        ({"programme": "  "}, "tên chương trình"),
        ({"place": "moon"}, "Không có giá trị “moon”"),
    ],
)
def test_a_turn_that_cannot_be_is_refused_in_words(put, wrong, why) -> None:
    with pytest.raises(Refused, match=why):
        record_turn(person=put("P1"), **{**COURSE, **wrong})


def test_the_same_turn_is_not_recorded_twice(put) -> None:
    person = put("P1")
    record_turn(person=person, **COURSE)
    with pytest.raises(Refused, match="đã được ghi"):
        record_turn(person=person, **COURSE)
