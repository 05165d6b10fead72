"""Places of a quota against the people who could take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """One quota's places and people on a day; all figures are persons. `places` is None where
    the document sets no number of persons.

    `whole` is false where only a part of the register is seen: the places are the scheme's, but
    the people are not all who could take them, so nothing is said of places too many.
    """

    quota: str
    places: int | None
    members: int
    membership_unknown: int
    trained: int
    whole: bool = True
    studying: int = 0

    @property
    def free(self) -> int:
        """Places taken neither by someone who completed nor by someone who is studying."""
        return max(0, (self.places or 0) - self.trained - self.studying)

    @property
    def surplus(self) -> int:
        """Places beyond the known people of the group; who may yet be one stands beside it."""
        if not self.whole:
            return 0
        return max(0, (self.places or 0) - self.members)


def together(lines: Iterable[Places], label: str) -> Places:
    """Several quotas whose groups do not meet, read as one (such as B.1 + B.2)."""
    taken = tuple(lines)
    return Places(
        quota=label,
        places=sum(line.places or 0 for line in taken),
        members=sum(line.members for line in taken),
        membership_unknown=sum(line.membership_unknown for line in taken),
        trained=sum(line.trained for line in taken),
        studying=sum(line.studying for line in taken),
        whole=all(line.whole for line in taken),
    )
