"""Results: what was counted, reckoned into means, indices and bands; never a single answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from hientai.evaluation.domain import counting
from hientai.evaluation.domain.counting import Counts, Index, band_of, index_of, mean, mean_of
from hientai.evaluation.domain.criteria import BY_TOPIC, OBJECTS
from hientai.evaluation.domain.states import COUNTED
from hientai.evaluation.models import Form, Line, Remark, Result
from hientai.programmes.models import Lecturer
from hientai.shared.vietnamese import number


@dataclass(frozen=True)
class Figure:
    """A mean with how many scored, its band in words, and the spread where enough answered."""

    title: str
    n: int
    value: Fraction | None
    band: str
    spread: Counts = ()
    certainty: str = "verified"
    source: str = ""

    @property
    def number(self) -> float | None:
        """The mean to two places."""
        return None if self.value is None else round(float(self.value), 2)


@dataclass(frozen=True)
class Taught:
    """A topic and its lecturer, with the figure of each indicator and of all together."""

    topic: str
    lecturer: str
    lecturer_id: int | None
    whole: Figure
    parts: tuple[Figure, ...]


@dataclass(frozen=True)
class Group:
    """An object of evaluation with its indicators."""

    code: str
    whole: Figure
    indicators: tuple[Figure, ...]


@dataclass(frozen=True)
class Results:
    """The figures of a counted form, as far as the reader sees its lines."""

    form: Form
    most: int
    whole: Figure
    groups: tuple[Group, ...]
    taught: tuple[Taught, ...]
    hidden: int


def results_of(form: Form) -> Results:
    """The results of a counted form; a lecturer sees the own lines alone."""
    lines = list(form.lines.order_by("position"))
    counts = {one.line_id: tuple(one.counts) for one in form.results.all()}
    return reckoned(form, lines, [counts.get(line.pk, ()) for line in lines])


def reckoned(form: Form, lines: Sequence[Line], counts: Sequence[Counts]) -> Results:
    """Means, indices and bands of the lines of a form."""
    told = [counting.Line(line.object, line.indicator, line.topic_title) for line in lines]
    index = index_of(told, counts, str(form.rules["index"]["value"]))
    rows = list(zip(lines, counts, strict=True))
    return Results(
        form=form,
        most=_most(form),
        whole=_figure(form, _("Chỉ số chung"), counting.together(counts), index.whole),
        groups=tuple(_groups(form, index, rows)),
        taught=tuple(_taught(form, rows)),
        hidden=sum(mean(one) is None for one in counts),
    )


def _groups(form: Form, index: Index, rows: Sequence[tuple[Line, Counts]]) -> Iterable[Group]:
    for code, value in index.objects.items():
        mine = [(line, one) for line, one in rows if line.object == code]
        indicators = []
        for text in dict.fromkeys(line.indicator for line, _one in mine):
            of = [(line, one) for line, one in mine if line.indicator == text]
            both = counting.together(one for _line, one in of)
            figure = _figure(form, text, both, index.indicators[code, text], of[0][0])
            indicators.append(figure)
        everything = counting.together(one for _line, one in mine)
        whole = _figure(form, _(OBJECTS[code]), everything, value)
        yield Group(code, whole, tuple(indicators))


def _taught(form: Form, rows: Sequence[tuple[Line, Counts]]) -> Iterable[Taught]:
    mine = [(line, one) for line, one in rows if line.object == BY_TOPIC]
    for (topic, lecturer_id, name), found in groupby(mine, _of_whom):
        parts = tuple(_figure(form, line.indicator, one, mean(one), line) for line, one in found)
        value = mean_of(part.value for part in parts)
        n = max((part.n for part in parts), default=0)
        whole = Figure(name, n, value, _band(form, value))
        yield Taught(topic, name, lecturer_id, whole, parts)


def _of_whom(row: tuple[Line, Counts]) -> tuple[str, int | None, str]:
    line = row[0]
    return line.topic_title, line.lecturer_id, line.lecturer_name


def _figure(
    form: Form, title: str, counts: Counts, value: Fraction | None, line: Line | None = None
) -> Figure:
    n = sum(counts) if value is not None else 0
    return Figure(
        title=title,
        n=n,
        value=value,
        band=_band(form, value),
        spread=counts if n >= counting.SPREAD_FROM else (),
        certainty=line.certainty if line else "verified",
        source=line.source if line else "",
    )


def _band(form: Form, value: Fraction | None) -> str:
    return band_of(value, _most(form), str(form.rules["bands"]["value"]))


def _most(form: Form) -> int:
    return int(form.rules["most"]["value"])


def remarks_of(form: Form, question: int) -> list[str]:
    """The free texts to a question, in the order of their random numbers."""
    rows = Remark.objects.filter(form=form, question=question).order_by("pk")
    return list(rows.values_list("text", flat=True))


def of_lecturer(lecturer: Lecturer, on: date) -> list[tuple[Form, Taught]]:
    """What was found of a lecturer, form by form, the last first; of counted forms alone."""
    rows = Line.objects.filter(
        lecturer=lecturer, form__state=COUNTED, form__counted_on__lte=on
    ).select_related("form__training_class", "result")
    ordered = sorted(rows, key=lambda line: (-line.form_id, line.position))
    found: list[tuple[Form, Taught]] = []
    for _number, lines in groupby(ordered, lambda line: line.form_id):
        mine = list(lines)
        pairs = [(line, _counts_of(line)) for line in mine]
        found += [(mine[0].form, one) for one in _taught(mine[0].form, pairs)]
    return found


def _counts_of(line: Line) -> Counts:
    result: Result | None = getattr(line, "result", None)
    return tuple(result.counts) if result else ()


def indices(forms: Sequence[Form]) -> dict[int, Results]:
    """The results of many counted forms, by form, in two queries."""
    counted = {form.pk: form for form in forms if form.state == COUNTED}
    rows = Line.objects.filter(form__in=counted).select_related("result")
    found: dict[int, list[Line]] = {}
    for line in rows.order_by("form", "position"):
        found.setdefault(line.form_id, []).append(line)
    return {
        key: reckoned(counted[key], lines, [_counts_of(line) for line in lines])
        for key, lines in found.items()
    }


def two_places(figure: Figure | None) -> str:
    """A mean to two places as it is written; "–" where it is not shown."""
    if figure is None or figure.number is None:
        return "–"
    return number(Decimal(figure.number).quantize(Decimal("0.01")))


def as_data(found: Results) -> dict[str, Any]:
    """Results as plain data: means with how many answered, nothing of who."""
    return {
        "index": _told(found.whole),
        "groups": [
            {
                "object": group.code,
                **_told(group.whole),
                "indicators": [{"indicator": one.title, **_told(one)} for one in group.indicators],
            }
            for group in found.groups
        ],
        "topics": [
            {"topic": one.topic, "lecturer": one.lecturer, **_told(one.whole)}
            for one in found.taught
        ],
    }


def _told(one: Figure) -> dict[str, Any]:
    return {"answers": one.n or None, "mean": one.number, "band": one.band}
