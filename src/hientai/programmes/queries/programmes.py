"""Reads of programmes: the list of a day, a version with its lines, what two versions differ in."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.organisations.queries import names_on
from hientai.programmes.domain.contents import Change, Line, days_words, differences
from hientai.programmes.models import (
    Appraisal,
    Capability,
    Document,
    Handover,
    Material,
    Programme,
    Qualification,
    Version,
)
from hientai.shared.vietnamese import day, fold
from hientai.shared.vocabulary import CATEGORIES, DELIVERY_FORMS

HELD = "held"
PERIODS = (
    Coalesce(F("topics__theory"), 0)
    + Coalesce(F("topics__practice"), 0)
    + Coalesce(F("topics__field_study"), 0)
)
FACTS = (
    N_("Mục tiêu"),
    N_("Nội dung"),
    N_("Đối tượng bồi dưỡng"),
    N_("Nhóm người"),
    N_("Hình thức tổ chức"),
    N_("Số ngày ghi trong văn bản"),
    N_("Nguồn"),
)


def listed(on: date) -> QuerySet[Programme]:
    """Every programme with its newest version and the one in force that day, for the list."""
    versions = Version.objects.filter(programme=OuterRef("pk"))
    newest, held = versions.order_by("-number"), versions.filter(in_force__contains=on)
    since = held.annotate(since=F("in_force__startswith"))
    rows = Programme.objects.select_related("unit", "variant_of").annotate(
        state=Subquery(newest.values("state")[:1]),
        newest=Subquery(newest.values("number")[:1]),
        stated_days=Subquery(newest.values("stated_days")[:1]),
        topics=_of_newest(newest, Count("topics")),
        periods=_of_newest(newest, Sum(PERIODS)),
        held=Subquery(held.values("number")[:1]),
        held_since=Subquery(since.values("since")[:1]),
    )
    return rows.order_by("code")


def _of_newest(newest: QuerySet[Version], what: Aggregate) -> Subquery:
    """A figure over the topics of the newest version."""
    return Subquery(newest.annotate(n=what).values("n")[:1], output_field=IntegerField())


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Programmes listed whose newest version is in a state, or that are in force that day."""
    return rows.filter(held__isnull=False) if state == HELD else rows.filter(state=state)


def found(rows: QuerySet[Programme], text: str) -> QuerySet[Programme]:
    """Programmes whose code or title holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(Q(title_folded__contains=word) | Q(code__icontains=word))
    return rows


def schemes_named() -> list[str]:
    """The schemes that programmes were drafted from."""
    rows = Programme.objects.exclude(origin_scheme="").order_by("origin_scheme")
    return list(rows.values_list("origin_scheme", flat=True).distinct())


def unit_names(rows: Sequence[Programme], on: date) -> dict[int, str]:
    """The names of the units that compile these programmes, as of the day."""
    return names_on({row.unit_id for row in rows}, on)


def programme_of(code: str) -> Programme | None:
    """A programme by its code, in whatever case it is written."""
    rows = Programme.objects.select_related("unit", "variant_of")
    return rows.filter(code__iexact=code).first()


def versions_of(programme: Programme) -> list[Version]:
    """Every version, the newest first."""
    return list(programme.versions.order_by("-number"))


def version_numbered(programme: Programme, number: int) -> Version | None:
    """A version by its number."""
    return programme.versions.select_related("programme__unit").filter(number=number).first()


def version_shown(programme: Programme, on: date) -> Version | None:
    """The version in force on a day, else the newest."""
    rows = programme.versions.select_related("programme__unit").order_by("-number")
    return rows.filter(in_force__contains=on).first() or rows.first()


def in_force_on(on: date) -> QuerySet[Version]:
    """The versions from which a class that begins on a day may be opened."""
    rows = Version.objects.filter(in_force__contains=on).select_related("programme__unit")
    return rows.order_by("programme__code")


def lines_of(version: Version) -> list[Line]:
    """What a version teaches: modules with their topics, then topics of no known module."""
    by_module: dict[int | None, list[Line]] = {}
    modules = list(version.modules.order_by("number"))
    names = {module.pk: module.title for module in modules}
    for topic in version.topics.order_by("number"):
        line = Line(
            None if topic.module_id is None else names[topic.module_id],
            topic.title,
            topic.theory,
            topic.practice,
            topic.field_study,
        )
        by_module.setdefault(topic.module_id, []).append(line)
    lines: list[Line] = []
    for module in modules:
        lines += by_module.get(module.pk) or [Line(module.title, None)]
    return lines + by_module.get(None, [])


def facts_of(version: Version) -> dict[str, str]:
    """What a version says of itself beside its lines, in words."""
    told = (
        version.aims,
        "\n".join(version.contents),
        version.audience,
        _listed([CATEGORIES.label(code) for code in version.categories]),
        forms_words(version),
        days_words(version.stated_days),
        version.source,
    )
    return dict(zip(FACTS, told, strict=True))


def forms_words(version: Version) -> str:
    """The forms in which a version is delivered, in words."""
    return _listed([DELIVERY_FORMS.label(code) for code in version.forms])


def _listed(words: Sequence[str]) -> str:
    return ", ".join([*words[:1], *(word.lower() for word in words[1:])])


def changes_between(before: Version, after: Version) -> list[Change]:
    """What a version tells otherwise than another, item by item."""
    return differences(lines_of(before), lines_of(after), facts_of(before), facts_of(after))


def appraisals_of(version: Version) -> list[Appraisal]:
    """Every sitting over a version with its members, the last one first."""
    rows = version.appraisals.select_related("minutes_file").defer("minutes_file__content")
    return list(rows.prefetch_related("members").order_by("-pk"))


def materials_of(version: Version) -> list[Material]:
    """Every edition of every material, the last first; of a file out of sight its key alone."""
    rows = version.materials.select_related("topic")
    found = list(rows.order_by("topic__number", "title", "-edition"))
    files = Document.objects.defer("content").in_bulk([row.document_id for row in found])
    for row in found:
        row.document = files.get(row.document_id, Document(pk=row.document_id))
    return found


def handovers_of(version: Version) -> list[Handover]:
    """Every set that was handed over, the last one first."""
    rows = version.handovers.select_related("to_unit", "receipt_file")
    rows = rows.defer("receipt_file__content")
    return list(rows.prefetch_related("materials"))


def qualified_for(programme: Programme, on: date) -> QuerySet[Qualification]:
    """Who may teach a programme on a day, as far as the reader sees lecturers."""
    rows = programme.qualifications.filter(period__contains=on).select_related("lecturer")
    return rows.order_by("lecturer__name_key", "lecturer__pk")


def capable_of(programme: Programme, on: date) -> QuerySet[Capability]:
    """Which institutions may run a programme on a day."""
    rows = programme.capabilities.filter(period__contains=on)
    return rows.select_related("institution__unit").order_by("institution__unit__code")


def force_words(version: Version) -> str:
    """The days a version is in force, in words; "" for one that never was."""
    span = version.in_force
    if span is None or span.isempty:
        return ""
    if span.upper is None:
        return _("từ %(since)s") % {"since": day(span.lower)}
    last = span.upper - timedelta(days=1)
    return _("%(since)s – %(until)s") % {"since": day(span.lower), "until": day(last)}
