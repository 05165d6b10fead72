"""Turns of two records that turn out to be one person's: which are one turn told twice (P5)."""

from hientai.people.domain.merging import Clash, Part, Row
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import FUNDS, PLACES, RESULTS
from hientai.shared.words import N_


def same_course(kept: Row, merged: Row) -> Clash | None:
    """Turns of one programme that begin together are one; that meet, may be one told twice."""
    names = {fold(row["programme"]) for row in (kept, merged)}
    items = {(row["scheme_id"], row["item_id"]) for row in (kept, merged)}
    if len(names) > 1 and (len(items) > 1 or not kept["item_id"]):
        return None
    if kept["programme"] == merged["programme"] and kept["starts_on"] == merged["starts_on"]:
        return "one"
    ends = [row["ends_on"] or row["starts_on"] for row in (kept, merged)]
    apart = ends[0] < merged["starts_on"] or ends[1] < kept["starts_on"]
    return None if apart else "any"


TURNS = Part(
    "training_turn",
    N_("Lượt đào tạo, bồi dưỡng"),
    same_course,
    words={"result": RESULTS.label, "place": PLACES.label, "fund": FUNDS.label},
)
