"""Reads of classes: the list, one class, the items of schemes that a class may serve."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hientai.classes.domain import held_in
from hientai.classes.models import TrainingClass
from hientai.organisations.models import UnitVersion
from hientai.programmes.models import Version
from hientai.programmes.queries.lecturers import institutions_on
from hientai.programmes.queries.programmes import in_force_on
from hientai.programmes.queries.scope import written
from hientai.schemes.domain.item import Kind
from hientai.schemes.models import SchemeItem, SchemeVersion
from hientai.schemes.queries import schemes
from hientai.shared.vietnamese import fold

COMING, RUNNING, OVER, WITHDRAWN = "coming", "running", "over", "withdrawn"


def classes_on(on: date) -> QuerySet[TrainingClass]:
    """Every class, the last to begin first, with the name of its institution as of a day."""
    named = UnitVersion.objects.filter(unit=OuterRef("institution__unit"), period__contains=on)
    rows = TrainingClass.objects.select_related(
        "version__programme", "institution__unit", "unit", "scheme", "demand"
    )
    held_at = Subquery(named.values("name")[:1])
    return rows.annotate(institution_name=held_at).order_by("-starts_on", "code")


def class_of(code: str, on: date) -> TrainingClass | None:
    """A class by its code."""
    return classes_on(on).filter(code__iexact=code).first()


def of_programme(programme_id: int) -> QuerySet[TrainingClass]:
    """The classes of every version of a programme, the last to begin first."""
    rows = TrainingClass.objects.filter(version__programme=programme_id)
    return rows.select_related("version").order_by("-starts_on", "code")


def state_of(one: TrainingClass, on: date) -> str:
    """Where a class stands on a day."""
    if one.withdrawn_at is not None:
        return WITHDRAWN
    if on < one.starts_on:
        return COMING
    return RUNNING if on <= one.ends_on else OVER


def in_state(rows: QuerySet[TrainingClass], state: str, on: date) -> QuerySet[TrainingClass]:
    """The classes that stand so on a day."""
    wanted = {
        COMING: Q(starts_on__gt=on, withdrawn_at=None),
        RUNNING: Q(starts_on__lte=on, ends_on__gte=on, withdrawn_at=None),
        OVER: Q(ends_on__lt=on, withdrawn_at=None),
        WITHDRAWN: Q(withdrawn_at__isnull=False),
    }
    return rows.filter(wanted[state])


def under_way(on: date) -> QuerySet[TrainingClass]:
    """The classes that the reader's units open or hold and that are not over on a day, the soonest
    to begin first."""
    rows = TrainingClass.objects.filter(ends_on__gte=on, withdrawn_at=None)
    own = Q(written("unit_id")) | Q(written("institution__unit_id"))
    return rows.filter(own).order_by("starts_on", "code")


def found(rows: QuerySet[TrainingClass], text: str) -> QuerySet[TrainingClass]:
    """Classes whose code, title or programme holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(
            Q(title_folded__contains=word)
            | Q(code__icontains=word)
            | Q(version__programme__title_folded__contains=word)
        )
    return rows


def people_in(one: TrainingClass) -> int:
    """How much rooms above have put into a class."""
    return held_in(one.pk)


def versions_open(on: date) -> list[Version]:
    """What a class that begins on a day can be opened from."""
    return list(in_force_on(on))


def institution_choices(on: date) -> list[tuple[str, str]]:
    """Code and name of every institution that has been described."""
    rows: list[Any] = list(institutions_on(on))
    return [(row.unit.code, row.name or row.unit.code) for row in rows]


def item_choices(on: date) -> list[tuple[str, str]]:
    """The quotas and targets of the schemes in force: "slug/id" and words."""
    versions = {version.pk: version for version in schemes(on)}
    rows = SchemeItem.objects.filter(version__in=versions, kind__in=[Kind.QUOTA, Kind.TARGET])
    return [
        (f"{versions[row.version_id].scheme.slug}/{row.item_id}", _item_words(row, versions))
        for row in rows.order_by("version", "kind", "order")
    ]


def _item_words(row: SchemeItem, versions: Mapping[int, SchemeVersion]) -> str:
    slug = versions[row.version_id].scheme.slug
    return f"{slug} · {row.item_id} {row.title}"[:120]
