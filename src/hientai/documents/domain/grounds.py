"""The laws and decrees that a decision rests on, by its day and the groups of people in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hientai.documents.domain.purposes import PACKS
from hientai.shared.yaml_files import read_yaml


@dataclass(frozen=True)
class Ground:
    """A ground as a paper words it, with the days it holds and the groups it speaks of."""

    text: str
    since: date
    certainty: str
    until: date | None = None
    of: tuple[str, ...] = ()

    def holds(self, on: date, categories: Collection[str]) -> bool:
        """Whether a paper of a day about such people cites it."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        return in_force and (not self.of or not set(self.of).isdisjoint(categories))


GROUNDS = tuple(
    Ground(**{**row, "of": tuple(row.get("of", ()))}) for row in read_yaml(PACKS / "grounds.yaml")
)


def legal_grounds(on: date, categories: Collection[str]) -> list[Ground]:
    """What a paper about people of these categories cites, in its order, each text once."""
    found = {ground.text: ground for ground in GROUNDS if ground.holds(on, categories)}
    return list(found.values())
