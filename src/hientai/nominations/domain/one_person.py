"""Nominations of two records that turn out to be one person's (P5)."""

from collections.abc import Sequence

from hientai.nominations.domain.overlapping import LABELS
from hientai.nominations.domain.states import TOLD
from hientai.people.domain.merging import Part, Row, Tail
from hientai.shared.words import N_, _


def state_of(state: str) -> str:
    """Where a nomination stands, in words."""
    return _(TOLD[state])


def level_of(level: str) -> str:
    """How strongly other courses of the time stand against a nomination, in words."""
    return _(LABELS[level])


NOMINATIONS = Part(
    "nominations_nomination",
    N_("Đề cử"),
    words={"state": state_of, "level": level_of},
    once=False,
    unsaid=frozenset(
        {"reasons", "overlaps", "score_parts", "proved", "by_hand", "rank", "position", "level"}
    ),
)
"""Both stay as they are: each was judged and approved as it stands. Where both records stand on one
list, one is to be taken off there first (`services.one_person`)."""


def as_they_are(rows: Sequence[Row], _before: Sequence[Row], _after: Sequence[Row]) -> list[Row]:
    """Steps stay with their nomination; one that is taken later stands in the way of an undo."""
    return list(rows)


STEPS = Tail(
    "nominations_nominationstep",
    N_("Các bước của đề cử"),
    NOMINATIONS.table,
    ("nomination_id",),
    as_they_are,
)
