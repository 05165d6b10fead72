"""Reads of form templates: those of the circulars and the owner's own."""

from datetime import date

from hientai.evaluation.domain.criteria import Template, in_force, shipped, template_of
from hientai.evaluation.models import TemplateVersion


def own_templates() -> list[Template]:
    """The versions that the owner put in force, the earliest first."""
    return [template_of(row.body) for row in TemplateVersion.objects.order_by("since")]


def template_on(on: date) -> Template:
    """The template by which a form is opened on a day."""
    return in_force(on, own_templates())


def every_template() -> list[Template]:
    """All of them, the latest first."""
    both = [*shipped(), *own_templates()]
    return sorted(both, key=lambda one: one.since, reverse=True)
