"""Verbs of what hangs on a person: degrees, ratings, discipline; who opened the record."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from hientai.audit.services import Author, record_read
from hientai.people import domain
from hientai.people.models import Degree, Discipline, Person, Rating
from hientai.people.services.writing import WALLS, begin, refuse_unknown
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import DEGREE_LEVELS, DISCIPLINES, RATINGS
from hientai.webkit.constraints import told


@transaction.atomic
def record_degree(
    *,
    actor: Author | None,
    person: Person,
    level: str,
    on: date,
    ground: str,
    awarded_on: date | None = None,
    subject: str | None = None,
    institution: str | None = None,
    abroad: bool | None = None,
) -> Degree:
    """Record a degree of a person; `on` is the day of recording."""
    begin(actor, person, ground)
    refuse_unknown(DEGREE_LEVELS, level)
    domain.refuse_degree(awarded_on, person.birth_date, on)
    with told(WALLS):
        return Degree.objects.create(
            person=person,
            level=level,
            subject=subject,
            institution=institution,
            abroad=abroad,
            awarded_on=awarded_on,
        )


@transaction.atomic
def rate(
    *, actor: Author | None, person: Person, year: int, rating: str, on: date, ground: str
) -> Rating:
    """Record the rating of a year; one that stands is corrected by `correct_rating` alone."""
    begin(actor, person, ground)
    refuse_unknown(RATINGS, rating)
    rated = list(Rating.objects.filter(person=person).values_list("year", flat=True))
    domain.refuse_rating(year, rated, on)
    with told(WALLS):
        return Rating.objects.create(person=person, year=year, rating=rating)


@transaction.atomic
def correct_rating(
    *, actor: Author | None, person: Person, year: int, rating: str, ground: str
) -> Rating:
    """Put another rating in the place of the one a year has; the trace keeps both."""
    begin(actor, person, ground)
    refuse_unknown(RATINGS, rating)
    held = Rating.objects.filter(person=person, year=year).first()
    if held is None:
        raise Refused(_("Năm %s chưa có xếp loại để đính chính") % year)
    held.rating = rating
    held.save(update_fields=["rating"])
    return held


@transaction.atomic
def discipline(
    *,
    actor: Author | None,
    person: Person,
    form: str,
    on: date,
    ground: str,
    until: date | None = None,
    decision_number: str = "",
) -> Discipline:
    """Record a sanction, or a pending process, from a day until its first day no longer."""
    begin(actor, person, ground)
    refuse_unknown(DISCIPLINES, form)
    domain.refuse_span(_("Kỷ luật"), on, until)
    with told(WALLS):
        return Discipline.objects.create(
            person=person, form=form, period=DateRange(on, until), decision_number=decision_number
        )


@transaction.atomic(savepoint=False)
def open_record(*, actor: Author, person: Person, purpose: str) -> None:
    """Keep that someone opened a person's record."""
    record_read(actor_id=actor.pk, actor_label=str(actor), person_id=person.pk, purpose=purpose)
