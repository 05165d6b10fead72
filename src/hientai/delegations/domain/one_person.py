"""Delegations led by somebody whose two records become one: they stay as they are (P5)."""

from hientai.nominations.domain.one_person import as_they_are
from hientai.people.domain.merging import Tail
from hientai.shared.words import N_
from hientai.timetables.domain.one_person import LEARNT

LED = Tail(
    "delegations_journey",
    N_("Đoàn đi nước ngoài"),
    LEARNT.table,
    ("head_id",),
    as_they_are,
)
