"""P1, C3: each side of a move is told what the other did; a list is told as one notice."""

from collections.abc import Callable, Mapping

import pytest

from hientai.accounts.models import User
from hientai.notices.models import Notice
from hientai.notices.queries import unread_of
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.people.services import moves
from hientai.people.services.moves import Wanted
from tests.journeys.city import user
from tests.people.test_moves import DAY, GROUND, propose


@pytest.fixture
def officers(units: Mapping[str, Unit]) -> dict[str, User]:
    """The officers of both sides."""
    return {
        code: user(f"canbo.{code.lower()}", "Phạm Văn Long", "unit_officer", units[code])
        for code in ("SNV", "STC")
    }


def unread(officers: Mapping[str, User]) -> tuple[int, int]:
    """How many notices the officers of the unit left and of the one joined have not read."""
    return unread_of(officers["SNV"]), unread_of(officers["STC"])


def titles(who: User) -> list[str]:
    """What somebody was told."""
    who.enter(DAY)
    return list(Notice.objects.order_by("pk").values_list("title", flat=True))


def test_each_side_is_told_what_the_other_did(
    people: Mapping[str, Person],
    units: Mapping[str, Unit],
    officers: Mapping[str, User],
    as_app: Callable[..., None],
) -> None:
    as_app([units["SNV"].pk])
    move = propose(people["CB001"], units["STC"])
    assert unread(officers) == (0, 1)
    as_app([units["STC"].pk])
    moves.accept_move(actor=officers["STC"], move=move)
    assert unread(officers) == (1, 1)
    assert titles(officers["STC"]) == ["Một đề nghị chuyển công tác chờ tiếp nhận"]
    assert titles(officers["SNV"]) == ["Đề nghị chuyển công tác đã được quyết định"]


def test_a_list_is_one_notice_and_its_trial_none(
    people: Mapping[str, Person],
    units: Mapping[str, Unit],
    officers: Mapping[str, User],
    as_app: Callable[..., None],
) -> None:
    as_app([units["SNV"].pk])
    inside = [p.code for p in people.values() if Person.objects.filter(pk=p.pk, unit=units["SNV"])]
    assert len(inside) > 1
    wanted = [Wanted(line, code) for line, code in enumerate(inside, 1)]
    asked = {"actor": None, "to_unit": units["STC"], "on": DAY, "ground": GROUND}
    moves.judge_moves(wanted=wanted, **asked)
    assert unread(officers) == (0, 0)
    done = [one for one in moves.move_many(wanted=wanted, **asked) if one.move]
    assert unread(officers) == (0, 1)
    assert titles(officers["STC"]) == [f"{len(done)} đề nghị chuyển công tác chờ tiếp nhận"]


def test_who_hands_over_at_once_tells_nobody(
    people: Mapping[str, Person],
    units: Mapping[str, Unit],
    officers: Mapping[str, User],
    as_app: Callable[..., None],
) -> None:
    as_app([units["SNV"].pk, units["STC"].pk])
    moves.hand_over(actor=None, person=people["CB001"], to_unit=units["STC"], on=DAY, ground=GROUND)
    assert unread(officers) == (0, 0)
