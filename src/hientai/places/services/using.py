"""The paper is registered: seats are used, and each person has a turn that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.places.models import Pool, Seat
from hientai.places.services.locking import locked_seats
from hientai.places.services.seats import WALLS, of_state
from hientai.programmes.services.materials import author_of
from hientai.schemes.queries import scheme
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from hientai.training.services.turns import Attended, record_turns
from hientai.webkit.constraints import told

STUDYING = "studying"
TAKE_UP = """
UPDATE training_turn t SET result = %(result)s, ends_on = n.ends_on, exclusive = n.exclusive
FROM unnest(%(turns)s::bigint[], %(ends)s::date[], %(exclusive)s::boolean[])
    AS n (turn, ends_on, exclusive) WHERE t.id = n.turn
"""
TIE = """
UPDATE places_seat s SET state = 'used', used_at = %(at)s, used_by = %(by)s, turn_id = n.turn
FROM unnest(%(seats)s::bigint[], %(turns)s::bigint[]) AS n (seat, turn) WHERE s.id = n.seat
"""


@dataclass(frozen=True)
class Course:
    """What the turns of used seats say besides person and days; a seat in a class is of the class's
    programme where none is named. `place` and `fund` are codes of the vocabulary."""

    programme: str = ""
    place: str | None = None
    fund: str | None = None


@transaction.atomic
def use(
    *, actor: Author | None, seats: Sequence[Seat], on: date, course: Course, ground: str = ""
) -> list[Seat]:
    """Let held seats be used: each person's turn is recorded as under way and tied to the seat.

    All or none: refused where a seat is out of reach, is not held any more, or has no programme;
    and where the turn cannot be (see `training.services.turns.record_turns`).
    """
    now = of_state(seats, locked_seats(seats, on), "held")
    sign(actor=actor, ground=ground or N_("sử dụng chỗ đã giữ"))
    titles = _titles([seat.of_class_id for seat in now if seat.of_class_id])
    groups: dict[tuple[str, str], list[tuple[Seat, Attended]]] = defaultdict(list)
    quotas = _quotas(now)
    for seat in now:
        said = _attended(seat, course, titles)
        groups[quotas.get(seat.of_quota_id or 0, ("", ""))].append((seat, said))
    with told(WALLS):
        for (slug, item), pairs in groups.items():
            _record(pairs, slug, item, on, author_of(actor))
    return list(Seat.objects.filter(pk__in=[seat.pk for seat in now]).order_by("pk"))


def _record(
    pairs: Iterable[tuple[Seat, Attended]], slug: str, item: str, on: date, by: str
) -> None:
    known = list(pairs)
    taken_up = _taken_up([said for _seat, said in known])
    fresh = [said for _seat, said in known if said.person_id not in taken_up]
    version = scheme(slug, on) if slug else None
    made = record_turns(attended=fresh, result=STUDYING, version=version, item=item)
    turns = {turn.person_id: turn.pk for turn in made} | taken_up
    with connection.cursor() as cursor:
        cursor.execute(
            TIE,
            {
                "at": timezone.now(),
                "by": by,
                "seats": [seat.pk for seat, _said in known],
                "turns": [turns[seat.person_id] for seat, _said in known],
            },
        )


def _taken_up(attended: Sequence[Attended]) -> dict[int, int]:
    """Who was withdrawn from this very course and comes back to it: the turn goes on, and leaves
    the seat that was given back. Each person with the turn."""
    left = Turn.objects.filter(
        person__in=[one.person_id for one in attended],
        programme__in={one.programme for one in attended},
        starts_on__in={one.starts_on for one in attended},
        result="withdrawn",
    )
    found = dict(left.values_list("person_id", "pk"))
    if found:
        Seat.objects.filter(turn__in=found.values(), state="released").update(turn=None)
        _go_on(found, [one for one in attended if one.person_id in found])
    return found


def _go_on(turns: Mapping[int, int], attended: Sequence[Attended]) -> None:
    """Let the turns of some people go on until what is said now, all in one statement."""
    said: dict[str, Any] = {
        "result": STUDYING,
        "turns": [turns[one.person_id] for one in attended],
        "ends": [one.ends_on for one in attended],
        "exclusive": [one.exclusive for one in attended],
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_UP, said)


def _attended(seat: Seat, course: Course, titles: dict[int, str]) -> Attended:
    programme = course.programme or titles.get(seat.of_class_id or 0, "")
    if not programme:
        raise Refused(
            _("Chưa rõ chương trình của lượt học"),
            remedy=_("Ghi tên chương trình trong danh sách."),
        )
    until = seat.period.upper
    return Attended(
        person_id=seat.person_id,
        programme=" ".join(programme.split()),
        starts_on=seat.period.lower,
        ends_on=until - timedelta(days=1) if until else None,
        exclusive=seat.exclusive,
        place=course.place,
        fund=course.fund,
    )


def _titles(pools: Sequence[int]) -> dict[int, str]:
    """The programme of the class of each pool."""
    rows = TrainingClass.objects.filter(pool__in=pools)
    return dict(rows.values_list("pool", "version__programme__title"))


def _quotas(seats: Sequence[Seat]) -> dict[int, tuple[str, str]]:
    """Scheme and item of the quota of each pool."""
    ids = {seat.of_quota_id for seat in seats if seat.of_quota_id}
    rows = Pool.objects.filter(pk__in=ids).values_list("pk", "scheme__slug", "item_id")
    return {pk: (slug or "", item) for pk, slug, item in rows}
