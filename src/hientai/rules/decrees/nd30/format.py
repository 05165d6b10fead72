"""The measures of a paper on a day: every size, margin and place a writer of papers needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hientai.rules.engine import Correction, Decree

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")

Measures = Mapping[str, int]
"""By the last part of the parameter's code: millimetres, points, percent; yes and no as 1 and 0."""


def measures(on: date, corrections: Sequence[Correction] = ()) -> Measures:
    """What the format asks of a paper of a day; NoRuleInForce for a day before the decree."""
    return {
        name: int(parameter.on(on, corrections).value) for name, parameter in DECREE.by_name.items()
    }
