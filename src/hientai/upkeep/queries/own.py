"""The own record and the corrections asked for: reads as far as the reader may see."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hientai.intake.domain import cells
from hientai.intake.domain.register import rating
from hientai.intake.services import columns_of
from hientai.people.models import Person
from hientai.people.queries import record_of
from hientai.shared.refused import Refused
from hientai.upkeep.models import CorrectionRequest

POST = ("title", "equivalent_title", "position", "division", "fields")
GRADE = ("grade", "title_class")
DEGREE = ("level", "subject", "awarded_on")


def own_person() -> Person | None:
    """The one person of this transaction's scope, None for a user who is nobody's record."""
    return Person.objects.extra(where=["id = (SELECT upkeep_own_person())"]).first()


def me() -> Person:
    """The one person that the reader is; refused where the sign-in is nobody's."""
    person = own_person()
    if person is None:
        raise Refused(
            _("Tài khoản này không gắn với hồ sơ nào"),
            why=_("hồ sơ có thể đã được gộp với hồ sơ khác của bạn, có tài khoản khác"),
            remedy=_("Đăng nhập bằng tài khoản kia, hoặc hỏi cán bộ phụ trách đơn vị."),
        )
    return person


def users_of(persons: Collection[int]) -> set[int]:
    """The keys of the users that these persons are, also of who is out of the reader's sight: they
    are told what concerns them by whoever does it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT upkeep_users_of(%s)", [list(persons)])
        return {row[0] for row in cursor.fetchall()}


def requests_of(person: Person) -> QuerySet[CorrectionRequest]:
    """What was asked for about one person, the newest first."""
    return _requests().filter(person=person)


def requests() -> QuerySet[CorrectionRequest]:
    """Every request in sight: those that wait for the officer first, the oldest of them on top."""
    return _requests().select_related("person")


def waiting() -> int:
    """How many requests wait for an officer's decision, as far as is seen."""
    return CorrectionRequest.objects.filter(state=CorrectionRequest.State.OPEN).count()


def _requests() -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.defer("evidence").order_by("-asked_at", "-pk")


def heading(field: str) -> str:
    """The name of a column of the sheet «Người»."""
    return _(columns_of([field])[field].heading)


def said_of(person: Person, field: str, on: date) -> str:
    """What the record says in one field on a day, as pages write it; "" where it says nothing."""
    column = columns_of([field])[field]
    return cells.said(column, _value(person, field, on), _precision(person, field, on))


def held_of(person: Person, field: str, on: date) -> str:
    """The same as the register keeps it, whatever the reader's language."""
    return cells.plain(_value(person, field, on), _precision(person, field, on))


def _precision(person: Person, field: str, on: date) -> str:
    """How exactly a day is known: the register keeps it of a birth and of a degree."""
    if field == "birth_date":
        return person.birth_precision
    degree = record_of(person).degree_on(on) if field == "awarded_on" else None
    return degree.awarded_precision if degree else "day"


def _value(person: Person, field: str, on: date) -> Any:
    record = record_of(person)
    post, grade = record.post_on(on), record.grade_on(on)
    if field.startswith("rating_"):
        kept = {rating(one.year).key: one.rating for one in record.ratings}
        return kept.get(field)
    if field == "since":
        return post.period.lower if post else None
    held: dict[str, Any] = {}
    held |= {key: getattr(post, key, None) for key in POST}
    held |= {key: getattr(grade, key, None) for key in GRADE}
    degree = record.degree_on(on)
    held |= {key: getattr(degree, key, None) for key in DEGREE}
    return held[field] if field in held else getattr(person, field)
