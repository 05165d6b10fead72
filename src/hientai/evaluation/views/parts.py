"""The chart of results: a bar for each object, as long as its mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hientai.evaluation.queries.results import Results, two_places


@dataclass(frozen=True)
class Bar:
    """One object: its mean as a share of the scale, and what it says in words."""

    title: str
    width: str
    mean: str
    band: str
    n: int
    reading: str


def chart_of_results(results: Results) -> list[Bar]:
    """The bars in the order of the objects; those not shown have none."""
    bars = []
    for group in results.groups:
        figure = group.whole
        if figure.value is None:
            continue
        share = f"{100 * float(figure.value) / results.most:.2f}%"
        mean = two_places(figure)
        told = {"title": figure.title, "mean": mean, "most": results.most, "band": figure.band}
        reading = _("%(title)s: %(mean)s trên %(most)s, %(band)s") % told
        bars.append(Bar(figure.title, share, mean, figure.band, figure.n, reading))
    return bars
