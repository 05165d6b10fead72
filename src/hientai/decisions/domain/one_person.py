"""What papers say of two records that turn out to be one person's (P5)."""

from collections.abc import Mapping, Sequence

from hientai.decisions.domain.amending import FIELDS, shown
from hientai.decisions.domain.kinds import done_words
from hientai.people.domain.merging import Part
from hientai.shared.kept import Mixed, joined, kept
from hientai.shared.words import N_, _


def held_said(said: Mapping[str, str]) -> str:
    """What holds of a person by a paper: each field with its value."""
    return joined(
        "; ",
        (
            Mixed(f"{_(FIELDS[key])}: ", kept(shown(key, said[key])))
            for key in FIELDS
            if said.get(key)
        ),
    )


def passed_said(passed: Sequence[Mapping[str, str]]) -> str:
    """Who of the reserve was passed over, and why."""
    return kept("; ".join(f"{one.get('name', '')}: {one['reason']}" for one in passed))


DECISIONS = Part(
    "decisions_row",
    N_("Quyết định cử đi"),
    words={
        "what": done_words,
        "before": held_said,
        "after": held_said,
        "passed": passed_said,
    },
    once=False,
    unsaid=frozenset({"before", "after", "passed", "position", "state"}),
)
"""Both stay as they are: a registered paper is never changed."""
