"""How many places a list can still fill: of its quota, of what its unit was given, of its class."""

from dataclasses import dataclass
from datetime import date

from hientai.nominations.models import NominationList
from hientai.places.queries.pools import Left, Part, allotment_for, places_left, places_of_class


@dataclass(frozen=True)
class Room:
    """The places behind a list; None where there is no such limit."""

    quota: Left | None
    part: Part | None
    class_places: int | None
    class_taken: int

    @property
    def class_left(self) -> int | None:
        """Places of the class that nobody has."""
        return None if self.class_places is None else max(0, self.class_places - self.class_taken)

    @property
    def free(self) -> int | None:
        """How many more can get a place now: the narrowest of the three; None without a limit."""
        quota = self.quota.left if self.quota else None
        known = (quota, self.part.left if self.part else None, self.class_left)
        return min((max(0, one) for one in known if one is not None), default=None)


def room_of(held: NominationList, on: date) -> Room:
    """The places behind a list on a day."""
    one = held.training_class
    return Room(
        quota=places_left(held.scheme, held.item_id, on, held.unit_id),
        part=allotment_for(held.unit_id, held.scheme, held.item_id, on),
        class_places=one.places if one else None,
        class_taken=places_of_class(one.pk).all if one else 0,
    )
