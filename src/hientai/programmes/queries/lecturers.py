"""Reads of lecturers and institutions, as far as the reader sees them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hientai.organisations.models import Unit, UnitVersion
from hientai.organisations.queries import names_on
from hientai.programmes.models import (
    Capability,
    Contract,
    Document,
    Institution,
    Lecturer,
    Qualification,
    Room,
    TrainerCourse,
)
from hientai.shared.vietnamese import fold

TYPE = "training_institution"


def lecturers_on(on: date) -> QuerySet[Lecturer]:
    """Who teaches on a day, with how many programmes each may teach."""
    rows = Lecturer.objects.filter(period__contains=on).select_related("unit", "person")
    return rows.annotate(
        programmes=Count(
            "qualifications__programme",
            filter=Q(qualifications__period__contains=on),
            distinct=True,
        ),
        courses=Count("trainer_courses", distinct=True),
    ).order_by("name_key", "pk")


def lecturer_found(rows: QuerySet[Lecturer], text: str) -> QuerySet[Lecturer]:
    """Lecturers whose name, workplace or expertise holds every word."""
    for word in fold(text).split():
        rows = rows.filter(words_folded__contains=word)
    return rows


def qualifications_of(lecturer: Lecturer) -> list[Qualification]:
    """What a lecturer may or might teach, the last first."""
    rows = lecturer.qualifications.select_related("programme")
    return list(rows.order_by("-period", "programme__code"))


def courses_of(lecturer: Lecturer) -> list[TrainerCourse]:
    """The courses that trained a lecturer to train."""
    return list(lecturer.trainer_courses.select_related("programme"))


def institutions_on(on: date) -> QuerySet[Institution]:
    """Every training institution with rooms, places, and the programmes it may run that day."""
    named = UnitVersion.objects.filter(unit=OuterRef("unit"), period__contains=on)
    rooms = Room.objects.filter(institution=OuterRef("pk")).order_by().values("institution")
    able = Capability.objects.filter(institution=OuterRef("pk"), period__contains=on)
    return (
        Institution.objects.select_related("unit")
        .annotate(
            name=Subquery(named.values("name")[:1]),
            name_folded=Subquery(named.values("name_folded")[:1]),
            room_count=Coalesce(Subquery(rooms.annotate(n=Count("pk")).values("n")), 0),
            places=Coalesce(Subquery(rooms.annotate(n=Sum("places")).values("n")), 0),
            programmes=Coalesce(
                Subquery(
                    able.order_by()
                    .values("institution")
                    .annotate(n=Count("programme", distinct=True))
                    .values("n")
                ),
                0,
            ),
        )
        .order_by("name", "pk")
    )


def institution_found(rows: QuerySet[Institution], text: str) -> QuerySet[Institution]:
    """Institutions whose name or code holds every word."""
    for word in fold(text).split():
        rows = rows.filter(Q(name_folded__contains=word) | Q(unit__code__icontains=word))
    return rows


def institution_of(code: str, on: date) -> Institution | None:
    """An institution by the code of its unit."""
    return institutions_on(on).filter(unit__code__iexact=code).first()


def waiting_units(on: date) -> list[tuple[str, str]]:
    """Training institutions of the register that nobody has described yet: code and name."""
    rows = UnitVersion.objects.filter(type=TYPE, period__contains=on, unit__institution=None)
    return list(rows.order_by("name").values_list("unit__code", "name"))


def contracts_of(institution: Institution) -> list[Contract]:
    """The contracts with an institution that the reader may see, the last first."""
    rows = institution.contracts.select_related("unit", "document")
    return list(rows.defer("document__content"))


def capabilities_of(institution: Institution) -> list[Capability]:
    """The programmes an institution may or might run, the last first."""
    rows = institution.capabilities.select_related("programme")
    return list(rows.order_by("-period", "programme__code"))


def document_of(pk: int) -> Document | None:
    """A file with its content, where the reader may open it."""
    return Document.objects.filter(pk=pk).first()


def names_of_units(units: Sequence[Unit], on: date) -> dict[int, str]:
    """The names of units as of a day."""
    return names_on({unit.pk for unit in units}, on)
