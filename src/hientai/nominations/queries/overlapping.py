"""What people do at the time of a course, over all schemes, units and institutions."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from hientai.nominations.domain.overlapping import Other, Policy, level_on
from hientai.nominations.models import NominationList, OverlapPolicy
from hientai.shared.vocabulary import PLACES

# A turn that a seat became is told as the turn; a nomination that holds a seat as the seat.
OTHERS = """
SELECT t.person_id, 'turn', t.programme, coalesce(t.place, ''), t.starts_on, t.ends_on, t.id
FROM training_turn t
WHERE t.person_id = ANY(%(people)s) AND t.exclusive AND t.result <> 'withdrawn'
  AND t.starts_on <= %(ends)s
  AND (t.ends_on >= %(starts)s OR t.ends_on IS NULL AND t.result = 'studying')
UNION ALL
SELECT s.person_id, 'seat', coalesce(l.title, ''), coalesce(v.name, ''), lower(s.period),
       upper(s.period) - 1, s.id
FROM places_seat s
LEFT JOIN nominations_nomination n ON n.seat_id = s.id
LEFT JOIN nominations_nominationlist l ON l.id = n.list_id
LEFT JOIN organisations_tree v ON v.unit_id = l.unit_id AND v.period @> %(on)s::date
WHERE s.person_id = ANY(%(people)s) AND s.exclusive AND s.state IN ('held', 'used')
  AND s.turn_id IS NULL AND s.period && daterange(%(starts)s, %(ends)s, '[]')
  AND n.list_id IS DISTINCT FROM %(list)s
UNION ALL
SELECT n.person_id, 'nomination', coalesce(l.title, ''), coalesce(v.name, ''), l.starts_on,
       l.ends_on, n.id
FROM nominations_nomination n
JOIN nominations_nominationlist l ON l.id = n.list_id
LEFT JOIN organisations_tree v ON v.unit_id = l.unit_id AND v.period @> %(on)s::date
WHERE n.person_id = ANY(%(people)s) AND n.state IN ('draft', 'submitted', 'reserve')
  AND l.exclusive AND l.starts_on <= %(ends)s AND l.ends_on >= %(starts)s
  AND n.list_id <> %(list)s
"""


def others_of(nomination_list: NominationList, people: Sequence[int]) -> dict[int, list[Other]]:
    """What of each person meets the time of a list: turns, seats, nominations to other lists.

    Only what may not run beside others; as far as the reader may see.
    """
    if not nomination_list.exclusive:
        return {}
    asked: dict[str, Any] = {
        "people": list(people),
        "starts": nomination_list.starts_on,
        "ends": nomination_list.ends_on,
        "list": nomination_list.pk,
        "on": nomination_list.starts_on,
    }
    found: dict[int, list[Other]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, asked)
        for person, kind, what, where, starts, ends, ref in cursor.fetchall():
            place = PLACES.label(where) if kind == "turn" and where in PLACES else where
            found[person].append(
                Other(kind, what or _("danh sách của đơn vị khác"), place, starts, ends, ref=ref)
            )
    return dict(found)


def policies() -> list[Policy]:
    """Every word on overlapping nominations that was ever given."""
    rows = OverlapPolicy.objects.values_list("scheme_id", "since", "level")
    return [Policy(*row) for row in rows]


def policy_of(scheme_id: int, on: date) -> str:
    """What two nominations at one time mean for a scheme on a day."""
    return level_on(policies(), scheme_id, on)
