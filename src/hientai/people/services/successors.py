"""People follow their units: to the heir of a merger, to the part named for them after a split."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.db.models.base import ModelState
from django.utils.translation import gettext as _

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.organisations.queries import merged_on
from hientai.people import domain
from hientai.people.models import Post
from hientai.people.services.posts import keep_units_current
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import today


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
