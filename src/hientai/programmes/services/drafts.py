"""Drafts brought in: from the schemes that rooms above know, and from the files of this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author
from hientai.organisations.models import Unit
from hientai.programmes.domain.drafts import Draft, all_drafts, of_file
from hientai.programmes.models import Programme
from hientai.programmes.services import writing
from hientai.shared.yaml_files import read_yaml

FOLDER = Path(__file__).parents[1] / "drafts"


@dataclass(frozen=True)
class Brought:
    """What bringing drafts in did: written now, there before, and those whose unit is not there."""

    made: int
    known: int
    units_missing: tuple[str, ...]


def told() -> list[Draft]:
    """Every draft there is: of the schemes in force, and of the files."""
    return [*all_drafts(), *_of_files()]


@transaction.atomic
def bring_in(*, actor: Author | None, drafts: Sequence[Draft] | None = None) -> Brought:
    """Write every draft down that is not there yet; what is there stays as it is."""
    drafts = told() if drafts is None else drafts
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={d.unit for d in drafts})}
    there = set(
        Programme.objects.exclude(origin_item="").values_list("origin_scheme", "origin_item")
    )
    new = [draft for draft in drafts if (draft.scheme, draft.item) not in there]
    for draft in new:
        if draft.unit in units:
            _write(actor, draft, units[draft.unit])
    missing = sorted({draft.unit or "?" for draft in new if draft.unit not in units})
    made = sum(draft.unit in units for draft in new)
    return Brought(made, len(drafts) - len(new), tuple(missing))


def _write(actor: Author | None, draft: Draft, unit: Unit) -> None:
    programme = writing.create(
        actor=actor,
        unit=unit,
        code=draft.code,
        title=draft.title,
        ground=N_("Bản thảo từ đề án %s") % draft.scheme,
        origin_scheme=draft.scheme,
        origin_item=draft.item,
        origin_clause=draft.clause,
    )
    version = programme.versions.get()
    facts = {
        "contents": list(draft.contents),
        "audience": draft.audience,
        "forms": list(draft.forms),
        "stated_days": draft.stated_days,
        "source": draft.source,
    }
    writing.write_facts(actor=actor, version=version, facts=facts)
    if draft.lines:
        writing.write_lines(actor=actor, version=version, lines=draft.lines)


def _of_files() -> list[Draft]:
    paths = sorted(FOLDER.glob("*.yaml"))
    return [of_file(read_yaml(path)) for path in paths]
