"""Nominations of two records that turn out to be one person's (P5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hientai.nominations.domain.overlapping import LABELS
from hientai.nominations.domain.overlapping import told as overlap_told
from hientai.nominations.domain.states import TOLD
from hientai.people.domain.merging import Part, Row, Tail
from hientai.shared.kept import kept
from hientai.shared.words import N_, _


def state_of(state: str) -> str:
    """Where a nomination stands, in words."""
    return _(TOLD[state])


def level_of(level: str) -> str:
    """How strongly other courses of the time stand against a nomination, in words."""
    return _(LABELS[level])


def reasons_said(reasons: Sequence[Mapping[str, Any]]) -> str:
    """What was told of a nomination: each condition that does not simply hold, with the value."""
    told = [one for one in reasons if one.get("outcome") != "passed"]
    return kept("; ".join(_with(one["title"], one.get("value")) for one in told))


def overlaps_said(overlaps: Sequence[dict[str, Any]]) -> str:
    """What runs at the time of a nomination."""
    return kept("; ".join(overlap_told(one) for one in overlaps))


def points_said(parts: Sequence[Mapping[str, Any]]) -> str:
    """The priorities with their points."""
    return kept("; ".join(_with(one["title"], one.get("points")) for one in parts))


def papers_said(proved: Mapping[str, str]) -> str:
    """The papers that prove conditions."""
    return kept("; ".join(proved.values()))


def _with(title: str, value: object) -> str:
    return title if value is None or value == "" else f"{title}: {value}"


NOMINATIONS = Part(
    "nominations_nomination",
    N_("Đề cử"),
    words={
        "state": state_of,
        "level": level_of,
        "reasons": reasons_said,
        "overlaps": overlaps_said,
        "score_parts": points_said,
        "proved": papers_said,
    },
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
