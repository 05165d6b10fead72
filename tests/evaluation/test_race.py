"""Many clients at once: one token answers once, no answer is lost (E1).

Each client is a connection of its own to a real PostgreSQL, and what it does is committed.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from hientai.accounts.services import operator_scope
from hientai.evaluation.models import Form, Line
from hientai.evaluation.services.answering import answer
from hientai.evaluation.services.counting import count_form
from hientai.people.models import Person
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, given_name_key
from tests.evaluation.made import AFTER, HELD_ON, OPENS, form_of, learn, words
from tests.places.conftest import lesson
from tests.places.test_race import city

CLIENTS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def opened() -> Form:
    """The form of a class of sixteen."""
    units = city()
    rows = [
        Person(
            code=f"SNV-{at:03}",
            name=f"Nguyễn Văn Hùng {at}",
            name_folded=fold(f"Nguyễn Văn Hùng {at}"),
            name_key=given_name_key("Nguyễn Văn Hùng"),
            unit=units["SNV"],
        )
        for at in range(16)
    ]
    with operator_scope("kiểm thử"):
        held = lesson(units["SNV"], places=20, scheme="", item="")
        learn(held, Person.objects.bulk_create(rows))
        return form_of(held)


def at_once(jobs: Sequence[Callable[[], None]]) -> list[str]:
    """Each job on a connection of its own, all let go together; "kept" or why not."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], None]) -> str:
        try:
            start.wait(timeout=30)
            job()
            return "kept"
        except Refused as refused:
            return refused.what
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_of_many_with_one_token_one_answers_and_of_many_tokens_none_is_lost() -> None:
    form = opened()
    with operator_scope("kiểm thử"):
        tokens = words(form)
        lines = Line.objects.filter(form=form).count()

    def send(word: str, score: int) -> Callable[[], None]:
        return lambda: answer(word=word, scores=[score] * lines, on=OPENS)

    same = at_once([send(tokens[0], score) for score in range(1, CLIENTS + 1)])
    assert sorted(same) == sorted(["kept", *["Mã phiếu này đã được dùng"] * (CLIENTS - 1)])
    others = at_once([send(word, 9) for word in tokens[1 : CLIENTS + 1]])
    assert others == ["kept"] * CLIENTS
    with operator_scope("kiểm thử"):
        held = count_form(actor=None, form=form, on=AFTER)
    assert (held.state, held.received) == ("counted", CLIENTS + 1)
    assert HELD_ON < OPENS < AFTER
