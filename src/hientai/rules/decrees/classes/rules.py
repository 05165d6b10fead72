"""The numbers of classes and delegations on a day, each with its clause and how sure it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hientai.rules.engine import Correction, Dated, Decree

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")
BANDS: Mapping[str, str] = {
    "band_excellent": "Xuất sắc",
    "band_good": "Giỏi",
    "band_fair": "Khá",
    "band_average": "Trung bình",
}
"""The parameters of the classes of results, by what papers print."""


def number(name: str, on: date, corrections: Sequence[Correction] = ()) -> Dated:
    """One of them by the last part of its code; NoRuleInForce for a day before the first."""
    return DECREE.by_name[name].on(on, corrections)
