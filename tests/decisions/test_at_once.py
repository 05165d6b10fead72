"""Two who do what cannot both be: one outcome, the other is told, places are where people are.

Each client is a connection of its own to a real PostgreSQL, and what it does is committed.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from hientai.accounts.services import operator_scope
from hientai.decisions import services as verbs
from hientai.decisions.models import Row, Sending
from hientai.documents import services as documents
from hientai.documents.models import Paper
from hientai.nominations import services as nominations
from hientai.nominations.models import NominationList
from hientai.places.models import Pool, Seat
from hientai.shared.refused import Refused
from tests.decisions.made import SAID, drafted, issued, signed, waiting
from tests.documents.made import PDF
from tests.nominations.made import DAY, answered, sent
from tests.nominations.test_race import department, opened, people, race

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Chuyển công tác"


class Clients:
    """What each of those who act at once was told: "" where it was done."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def __call__(self, *acts: Callable[[], Any]) -> list[str]:
        self.told = []
        race([lambda act=act: self._done(act) for act in acts])
        return sorted(self.told)

    def _done(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except Refused as refused:
            self.told.append(refused.what)
        except OperationalError as error:  # one waits for the other who waits for the one
            self.told.append(str(error))
        else:
            self.told.append("")


def places_add_up() -> None:
    """As many places are taken as seats are held or used, and each nomination has its own."""
    live = Seat.objects.filter(state__in=["held", "used"])
    assert live.count() == Pool.objects.get().taken
    assert not live.exclude(nomination__state__in=["seated", "decided"]).exists()


def left(row: Any) -> None:
    nominations.withdraw(actor=None, nomination=row, reason=WHY, on=DAY)


def test_of_two_who_act_at_once_on_one_list_or_paper_one_outcome_is_left() -> None:
    at_once = Clients()
    where = department()
    who = people(where, 14)
    with operator_scope():
        body = documents.issuing_body(actor=None, unit=where, on=DAY)
        held = opened(where)
        nominations.nominate(actor=None, nomination_list=held, people=who[:12], on=DAY)
        made = answered(sent(held))
        one = held.nominations.order_by("position").first()

    # withdrawing one against approving the list
    told = at_once(lambda: left(one), lambda: nominations.approved(None, made))
    assert told == ["", ""]
    one.refresh_from_db()
    held = NominationList.objects.get()
    assert (one.state, held.state) == ("withdrawn", "approved")
    places_add_up()

    # two drafters who choose the same people
    rows = waiting(held)
    told = at_once(*[lambda: drafted(body, rows[:4])] * 4)
    assert told == ["", *["Có người đã có trong một quyết định cử khác"] * 3]
    assert (Sending.objects.count(), Row.objects.count(), Paper.objects.count()) == (1, 4, 1)

    # locking a draft against withdrawing one of its people, from either side
    sending = Sending.objects.get()
    told = at_once(lambda: documents.lock(actor=None, paper=sending.paper), lambda: left(rows[0]))
    sending.paper.refresh_from_db()
    rows[0].refresh_from_db()
    stand = (sending.paper.state, rows[0].state)
    assert (stand, told) in (
        (("locked", "seated"), ["", "Quyết định về người này đang được ký"]),
        (("draft", "withdrawn"), ["", "1 người không còn đúng như dự thảo"]),
    )
    places_add_up()

    # registering a withdrawal against withdrawing somebody else of the list: both are done
    with operator_scope():
        first = issued(drafted(body, rows[4:8]))
        gone = verbs.draft_withdrawal(
            actor=None, first=first, nominations=rows[4:5], reason=WHY, said=SAID, on=DAY
        )
        paper = signed(gone)
    day = first.paper.issued_on
    told = at_once(
        lambda: documents.register(actor=None, paper=paper, on=day), lambda: left(rows[9])
    )
    assert told == ["", ""]
    rows[4].refresh_from_db()
    rows[9].refresh_from_db()
    assert (rows[4].state, rows[9].state) == ("withdrawn", "withdrawn")
    places_add_up()

    # two who sign one paper, and two who number it
    with operator_scope():
        last = documents.lock(actor=None, paper=drafted(body, [rows[10]]).paper)
    told = at_once(*[lambda: documents.upload_signed(actor=None, paper=last, file=PDF)] * 2)
    assert told == ["", "Không thể ghi nhận đã ký văn bản này"]
    told = at_once(*[lambda: documents.register(actor=None, paper=last, on=day)] * 3)
    assert told == ["", *["Không thể cấp số, đăng ký văn bản này"] * 2]
    assert sorted(Paper.objects.exclude(number=None).values_list("number", flat=True)) == [1, 2, 3]
    places_add_up()
