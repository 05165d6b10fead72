"""Places of a quota against the people who could take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Places:
    """One quota's places and people on a day; all figures are persons. `places` is None where
    the document sets no number of persons.

    `frozen` of the members stand still at the last day of their units. `whole` is false where only
    a part of the register is seen: the places are the scheme's, but the people are not all who
    could take them, so nothing is said of places too many.
    """

    quota: str
    places: int | None
    members: int
    membership_unknown: int
    trained: int
    whole: bool = True
    studying: int = 0
    frozen: int = 0

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


@dataclass(frozen=True, slots=True)
class Persons:
    """How many belong to at least one of several groups, how many may and surely belong to none,
    and how many of the first belong nowhere but to a part that stands still."""

    members: int
    membership_unknown: int
    frozen: int = 0


def persons_of(groups: Iterable[pl.DataFrame]) -> Persons:
    """Everybody of several groups once, from person_id, `sure` and `still` of each group.

    Groups that do not meet while all their units live may meet later: who stands still in one
    may have gone on to another.
    """
    each = (
        pl.concat(groups)
        .group_by("person_id")
        .agg(pl.col("sure").any(), still=(~pl.col("sure") | pl.col("still")).all())
    )
    sure, still = pl.col("sure"), pl.col("still")
    counted = each.select(
        members=sure.sum(), membership_unknown=(~sure).sum(), frozen=(sure & still).sum()
    )
    return Persons(**counted.row(0, named=True))


def together(lines: Iterable[Places], persons: Persons, label: str) -> Places:
    """Several quotas read as one (such as B.1 + B.2): their places, and their people once."""
    taken = tuple(lines)
    return Places(
        quota=label,
        places=sum(line.places or 0 for line in taken),
        members=persons.members,
        membership_unknown=persons.membership_unknown,
        frozen=persons.frozen,
        trained=sum(line.trained for line in taken),
        studying=sum(line.studying for line in taken),
        whole=all(line.whole for line in taken),
    )
