"""Nominations of two records that turn out to be one person's (P5)."""

from hientai.nominations.domain.states import TOLD
from hientai.people.domain.merging import Part
from hientai.shared.words import N_, _


def state_of(state: str) -> str:
    """Where a nomination stands, in words."""
    return _(TOLD[state])


NOMINATIONS = Part(
    "nominations_nomination",
    N_("Đề cử"),
    words={"state": state_of},
    once=False,
    unsaid=frozenset(
        {"reasons", "overlaps", "score_parts", "proved", "by_hand", "rank", "position", "level"}
    ),
)
"""Both stay as they are: each was judged and approved as it stands. Where both records stand on one
list, one is to be taken off there first."""
