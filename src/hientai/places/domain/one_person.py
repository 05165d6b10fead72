"""Seats of two records that turn out to be one person's: all of them stand."""

from hientai.people.domain.merging import Part
from hientai.shared.words import N_, _

STATES = {"held": N_("đang giữ"), "used": N_("đã dùng"), "released": N_("đã trả")}


def state_in_words(state: str) -> str:
    """Where a seat stands."""
    return _(STATES[state])


SEATS = Part(
    "places_seat",
    N_("Chỗ học"),
    words={"state": state_in_words},
    once=False,
    unsaid=frozenset({"held_at", "used_at", "released_at"}),
    leads_to={"turn_id": "training_turn"},
)
