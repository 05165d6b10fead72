"""Verbs of a person's dated record: posts, degrees, ratings, discipline; people follow mergers.

Each verb locks the person, decides, writes and signs the trace; `on` is the first day of the new
state, `ground` the decision it rests on. The person's own unit, which the scope of sight follows,
is kept in step with the main post of today.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.base import ModelState
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, record_read, sign
from hientai.organisations.models import Unit
from hientai.organisations.queries import merged_on, unit_on
from hientai.people import domain
from hientai.people.domain import MAIN, PostSpan
from hientai.people.models import Degree, Discipline, Person, Post, Rating, SavedFilter
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import (
    CATEGORIES,
    DEGREE_LEVELS,
    DISCIPLINES,
    FIELDS,
    POST_KINDS,
    RATINGS,
    TITLES,
    Vocabulary,
)
from hientai.webkit.constraints import told
from hientai.webkit.day import today

SECOND_MAIN_POST = Refused(
    N_("Người này đã có vị trí chính trong thời gian đó"),
    why=N_("mỗi người chỉ có một vị trí chính trong một ngày"),
    remedy=N_("Kết thúc vị trí cũ trước, hoặc ghi việc chuyển công tác."),
)
WALLS = {
    "person_has_one_main_post_a_day": SECOND_MAIN_POST,
    "person_has_one_main_post_a_day_now": SECOND_MAIN_POST,
    "degree_after_birth": Refused(
        N_("Bằng cấp đề ngày trước ngày sinh"), remedy=N_("Kiểm tra ngày cấp bằng và ngày sinh.")
    ),
    "degree_is_recorded_once": Refused(N_("Bằng cấp này đã được ghi")),
    "one_rating_a_year": Refused(
        N_("Năm này đã có xếp loại"),
        why=N_("mỗi năm chỉ có một mức xếp loại"),
        remedy=N_("Đính chính mức xếp loại đã ghi nếu có sai sót."),
    ),
    "discipline_is_recorded_once": Refused(N_("Hình thức kỷ luật này đã được ghi")),
}


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
    held = _begin(actor, person, ground)
    _known(CATEGORIES, category)
    _known(POST_KINDS, kind)
    _refuse_unknown(duty)
    _refuse_dead_unit(unit, on)
    domain.refuse_post(PostSpan(None, kind, unit.code, on, until), held, person.birth_date)
    period = DateRange(on, until)
    with told(WALLS):
        post = Post.objects.create(
            person=person, unit=unit, kind=kind, category=category, period=period, **duty
        )
    _follow_main_post(person)
    return post


@transaction.atomic
def end_post(*, actor: Author | None, post: Post, on: date, ground: str) -> Post:
    """End a post on a day, the first on which it is no longer held."""
    _begin(actor, post.person, ground)
    post.refresh_from_db()
    ended = domain.ended(_span(post), on)
    post.period = DateRange(ended.since, ended.until)
    post.save(update_fields=["period"])
    _follow_main_post(post.person)
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
    held = _begin(actor, person, ground)
    current = domain.main_post_on(held, on)
    post = Post.objects.get(person=person, kind=MAIN, period__startswith=current.since)
    end_post(actor=actor, post=post, on=on, ground=ground)
    return appoint(
        actor=actor,
        person=person,
        unit=unit,
        category=category or post.category,
        on=on,
        ground=ground,
        **duty,
    )


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
    _begin(actor, person, ground)
    _known(DEGREE_LEVELS, level)
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
    _begin(actor, person, ground)
    _known(RATINGS, rating)
    rated = list(Rating.objects.filter(person=person).values_list("year", flat=True))
    domain.refuse_rating(year, rated, on)
    with told(WALLS):
        return Rating.objects.create(person=person, year=year, rating=rating)


@transaction.atomic
def correct_rating(
    *, actor: Author | None, person: Person, year: int, rating: str, ground: str
) -> Rating:
    """Put another rating in the place of the one a year has; the trace keeps both."""
    _begin(actor, person, ground)
    _known(RATINGS, rating)
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
    _begin(actor, person, ground)
    _known(DISCIPLINES, form)
    domain.refuse_span(_("Kỷ luật"), on, until)
    with told(WALLS):
        return Discipline.objects.create(
            person=person, form=form, period=DateRange(on, until), decision_number=decision_number
        )


@transaction.atomic
def follow_successors(*, actor: Author | None, on: date, ground: str) -> int:
    """Carry posts in units merged on a day to the unit that goes on; how many posts moved.

    Posts of a unit split in several are not guessed at: they stay until each is transferred.
    """
    sign(actor=actor, ground=ground)
    heirs = merged_on(on)
    posts = _held_from(on).select_for_update().filter(unit__in=heirs)
    return _carry([(post, heirs[post.unit_id]) for post in posts], on)


@transaction.atomic
def assign_after_split(
    *, actor: Author | None, unit: Unit, places: Mapping[str, Unit], on: date, ground: str
) -> int:
    """Carry posts of a unit that was split to the part named for each person; how many moved.

    `places` gives the part by the person's code. Posts of whom it does not name stay to be
    assigned; a code without a post in the unit from that day on is refused.
    """
    sign(actor=actor, ground=ground)
    named = _held_from(on).filter(unit=unit, person__code__in=places).select_related("person")
    posts = list(named.select_for_update(of=("self",)))
    domain.refuse_strangers(unit.code, set(places) - {post.person.code for post in posts}, on)
    return _carry([(post, places[post.person.code].pk) for post in posts], on)


def posts_left(unit: Unit, on: date) -> int:
    """How many posts in a unit go on from a day."""
    return _held_from(on).filter(unit=unit).count()


def refuse_people_left(*, unit: Unit, on: date) -> None:
    """Refuse that a unit ends on a day while posts in it go on."""
    left = posts_left(unit, on)
    if left:
        raise Refused(
            _("Đơn vị %(code)s không thể kết thúc từ ngày %(day)s")
            % {"code": unit.code, "day": day(on)},
            why=_("còn %s vị trí công tác từ ngày đó") % left,
            remedy=_("Chuyển hoặc kết thúc các vị trí này trước, hoặc ghi việc sáp nhập."),
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


@transaction.atomic
def open_record(*, actor: Author, person: Person, purpose: str) -> None:
    """Keep that someone opened a person's record."""
    record_read(actor_id=actor.pk, actor_label=str(actor), person_id=person.pk, purpose=purpose)


@transaction.atomic
def save_filter(*, user_id: int, name: str, query: str) -> SavedFilter:
    """Keep the filter of a list under a name; the same name again replaces it."""
    if not query:
        raise Refused(_("Chưa lọc gì để lưu"), remedy=_("Chọn ít nhất một điều kiện lọc."))
    if not name.strip():
        raise Refused(_("Chưa đặt tên bộ lọc"), remedy=_("Gõ một tên ngắn rồi lưu lại."))
    kept, _new = SavedFilter.objects.update_or_create(
        user_id=user_id, name=" ".join(name.split())[:80], defaults={"query": query[:2000]}
    )
    return kept


@transaction.atomic
def forget_filter(*, user_id: int, filter_id: int) -> None:
    """Take a saved filter away."""
    SavedFilter.objects.filter(user=user_id, pk=filter_id).delete()


def _held_from(on: date) -> QuerySet[Post]:
    return Post.objects.filter(period__overlap=DateRange(on, None)).order_by("pk")


def _carry(moves: Sequence[tuple[Post, int]], on: date) -> int:
    """End each post on a day and let it go on from there in another unit, given by its id."""
    carried = []
    for post, heir in moves:
        new = copy(post)
        new.pk, new.unit_id = None, heir
        new.period = DateRange(max(on, post.period.lower), post.period.upper)
        new._state = ModelState()
        carried.append(new)
        post.period = DateRange(post.period.lower, on)
    posts = [post for post, _heir in moves]
    Post.objects.filter(pk__in=[p.pk for p in posts if p.period.lower >= on]).delete()
    Post.objects.bulk_update([p for p in posts if p.period.lower < on], ["period"])
    Post.objects.bulk_create(carried)
    keep_units_current(on=today())
    return len(carried)


def _begin(actor: Author | None, person: Person, ground: str) -> list[PostSpan]:
    """Sign the trace, lock the person and read the posts held."""
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi số và ngày của quyết định."))
    sign(actor=actor, ground=ground)
    Person.objects.select_for_update().get(pk=person.pk)
    return [_span(post) for post in Post.objects.filter(person=person).select_related("unit")]


def _span(post: Post) -> PostSpan:
    return PostSpan(post.pk, post.kind, post.unit.code, post.period.lower, post.period.upper)


def _known(vocabulary: Vocabulary, code: str | None) -> None:
    if code is not None and code not in vocabulary:
        raise Refused(
            _("“%(code)s” không có trong danh mục %(list)s")
            % {"code": code, "list": vocabulary.title},
            remedy=", ".join(vocabulary.codes),
        )


def _refuse_unknown(duty: Duty) -> None:
    _known(TITLES, duty.get("title"))
    for field in duty.get("fields") or ():
        _known(FIELDS, field)


def _refuse_dead_unit(unit: Unit, on: date) -> None:
    if unit_on(unit.code, on) is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s")
            % {"code": unit.code, "day": day(on)},
            remedy=_("Chọn đơn vị đang hoạt động vào ngày đó."),
        )


def _follow_main_post(person: Person) -> None:
    """Keep the person's unit in step with today's main post; without one it stays where it was."""
    post = Post.objects.filter(person=person, kind=MAIN, period__contains=today()).first()
    if post and post.unit_id != person.unit_id:
        person.unit = post.unit
        person.save(update_fields=["unit"])
