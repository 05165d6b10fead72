"""Reads of form templates: those of the circulars and the owners' own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hientai.evaluation.domain.criteria import Template, in_force, shipped, template_of
from hientai.evaluation.models import TemplateVersion
from hientai.organisations.queries import ancestors_on


@dataclass(frozen=True)
class Kept:
    """A template, and the unit for which it holds (None: for all)."""

    template: Template
    unit_id: int | None = None


def own_templates(over: Sequence[int]) -> list[Template]:
    """The versions that hold for the last of a line of units, from the top down: those for all,
    then those of each unit in turn; for each the earliest first."""
    line = {unit: place for place, unit in enumerate(over)}
    rows = [
        row
        for row in TemplateVersion.objects.order_by("since")
        if row.unit_id is None or row.unit_id in line
    ]
    rows.sort(key=lambda row: -1 if row.unit_id is None else line[row.unit_id])
    return [template_of(row.body) for row in rows]


def template_on(on: date, unit_id: int | None) -> Template:
    """The template by which a class of a unit is evaluated on a day (None: of no unit)."""
    over = [] if unit_id is None else [one.unit_id for one in ancestors_on(unit_id, on)]
    return in_force(on, own_templates([*over, *([] if unit_id is None else [unit_id])]))


def every_template() -> list[Kept]:
    """All of them, the latest first."""
    own = [Kept(template_of(row.body), row.unit_id) for row in TemplateVersion.objects.all()]
    both = [*map(Kept, shipped()), *own]
    return sorted(both, key=lambda one: one.template.since, reverse=True)
