"""What papers say of two records that turn out to be one person's (P5)."""

from hientai.decisions.domain.kinds import done_words
from hientai.people.domain.merging import Part
from hientai.shared.words import N_

DECISIONS = Part(
    "decisions_row",
    N_("Quyết định cử đi"),
    words={"what": done_words},
    once=False,
    unsaid=frozenset({"before", "after", "passed", "position", "state"}),
)
"""Both stay as they are: a registered paper is never changed."""
