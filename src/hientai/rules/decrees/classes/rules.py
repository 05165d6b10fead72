"""The numbers of classes and delegations on a day, each with its clause and how sure it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hientai.rules.engine import Correction, Dated, Decree

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")
BANDS = ("band_excellent", "band_good", "band_fair", "band_average")
"""The parameters of the classes of results, the best first."""


def number(name: str, on: date, corrections: Sequence[Correction] = ()) -> Dated:
    """One of them by the last part of its code; NoRuleInForce for a day before the first."""
    return DECREE.by_name[name].on(on, corrections)
