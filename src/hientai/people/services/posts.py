"""Verbs of posts: appoint, end, transfer; everybody's unit kept in step with the day."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from hientai.audit.services import Author
from hientai.organisations.models import Unit
from hientai.organisations.queries import unit_on
from hientai.people import domain
from hientai.people.domain import MAIN, PostSpan
from hientai.people.models import Person, Post
from hientai.people.services.writing import (
    WALLS,
    begin,
    follow_main_post,
    main_post_since,
    refuse_unknown,
    span_of,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import CATEGORIES, FIELDS, POST_KINDS, TITLES
from hientai.webkit.constraints import told


class Duty(TypedDict, total=False):
    """What a post may say of the work done in it; what is left out is not recorded."""

    title: str | None
    position: str | None
    fields: Sequence[str] | None


@transaction.atomic
def appoint(
    *,
    actor: Author | None,
    person: Person,
    unit: Unit,
    category: str,
    on: date,
    ground: str,
    kind: str = MAIN,
    until: date | None = None,
    **duty: Unpack[Duty],
) -> Post:
    """Let a person hold a post from a day on (until its first day no longer, where known)."""
    held = begin(actor, person, ground)
    _refuse_unknown_codes(category, kind, duty)
    refuse_dead_unit(unit, on)
    domain.refuse_post(PostSpan(None, kind, unit.code, on, until), held, person.birth_date)
    period = DateRange(on, until)
    with told(WALLS):
        post = Post.objects.create(
            person=person, unit=unit, kind=kind, category=category, period=period, **duty
        )
    follow_main_post(person)
    return post


@transaction.atomic
def end_post(*, actor: Author | None, post: Post, on: date, ground: str) -> Post:
    """End a post on a day, the first on which it is no longer held."""
    begin(actor, post.person, ground)
    post.refresh_from_db()
    ended = domain.ended(span_of(post), on)
    post.period = DateRange(ended.since, ended.until)
    post.save(update_fields=["period"])
    follow_main_post(post.person)
    return post


@transaction.atomic
def transfer(
    *,
    actor: Author | None,
    person: Person,
    unit: Unit,
    on: date,
    ground: str,
    category: str | None = None,
    **duty: Unpack[Duty],
) -> Post:
    """End the main post of a day and begin one in another unit on it, without a day between.

    The category goes on where none is given; the duty is that of the new post.
    """
    left = _end_main_post(actor, person, on, ground)
    return appoint(
        actor=actor,
        person=person,
        unit=unit,
        category=category or left.category,
        on=on,
        ground=ground,
        **duty,
    )


@transaction.atomic
def keep_units_current(*, on: date) -> int:
    """Put every person in the unit of the main post of a day, today; how many stood elsewhere.

    Run once a day too (`jobs`): a post recorded in advance begins without anybody writing.
    """
    main = Post.objects.filter(person=OuterRef("pk"), kind=MAIN, period__contains=on)
    people = Person.objects.annotate(now_in=Subquery(main.values("unit")[:1]))
    strayed = people.filter(now_in__isnull=False).exclude(unit=F("now_in"))
    return Person.objects.filter(pk__in=strayed.values("pk")).update(
        unit=Subquery(main.values("unit")[:1])
    )


def _end_main_post(actor: Author | None, person: Person, on: date, ground: str) -> Post:
    """End the main post held on a day; refused where there is none."""
    current = domain.main_post_on(begin(actor, person, ground), on)
    post = main_post_since(person, current.since)
    return end_post(actor=actor, post=post, on=on, ground=ground)


def _refuse_unknown_codes(category: str, kind: str, duty: Duty) -> None:
    refuse_unknown(CATEGORIES, category)
    refuse_unknown(POST_KINDS, kind)
    refuse_unknown(TITLES, duty.get("title"))
    for field in duty.get("fields") or ():
        refuse_unknown(FIELDS, field)


def refuse_dead_unit(unit: Unit, on: date) -> None:
    """Refuse a unit that does not exist on a day."""
    if unit_on(unit.code, on) is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s")
            % {"code": unit.code, "day": day(on)},
            remedy=_("Chọn đơn vị đang hoạt động vào ngày đó."),
        )
