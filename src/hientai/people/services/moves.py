"""Verbs of handing a person over: propose, accept, refuse, withdraw; many at once from a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.people import domain
from hientai.people.domain.record import PostSpan
from hientai.people.models import Move, Person, Post
from hientai.people.services.posts import refuse_dead_unit
from hientai.people.services.telling import tell_proposers, tell_receivers
from hientai.people.services.writing import author_name, begin, main_post_since, refuse_unknown
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import CATEGORIES, TITLES
from hientai.webkit.constraints import told
from hientai.webkit.day import today

DECIDED = Refused(
    N_("Đề nghị này đã được quyết định"), remedy=N_("Tải lại trang để xem ai đã quyết định.")
)
WALLS = {
    "one_pending_move_a_person": Refused(
        N_("Người này đã có một đề nghị chuyển công tác đang chờ tiếp nhận"),
        remedy=N_("Rút đề nghị đó trước nếu nay chuyển nơi khác."),
    ),
    "move_is_pending": DECIDED,
    "move_finds_the_post": Refused(
        N_("Người này không còn giữ vị trí chính ở nơi đi vào ngày trước khi chuyển"),
        remedy=N_("Đề nghị nơi đi rút đề nghị này và lập lại theo vị trí hiện nay."),
    ),
    "move_is_the_last_post": Refused(
        N_("Người này đã được ghi một vị trí chính khác sau ngày chuyển"),
        remedy=N_("Nơi đi rút đề nghị này, hoặc sửa vị trí ghi sau."),
    ),
    "move_to_a_unit_of_the_day": Refused(
        N_("Đơn vị nhận không tồn tại vào ngày chuyển"),
        remedy=N_("Đề nghị nơi đi lập lại đề nghị tới đơn vị kế thừa."),
    ),
}


class NewPost(TypedDict, total=False):
    """The post the person is to take; the category goes on where none is given."""

    category: str | None
    title: str | None
    position: str | None


@transaction.atomic
def propose_move(
    *,
    actor: Author | None,
    person: Person,
    to_unit: Unit,
    on: date,
    ground: str,
    **post: Unpack[NewPost],
) -> Move:
    """Propose that a person goes to another unit from a day on; nothing changes until accepted."""
    move = _proposed(actor=actor, person=person, to_unit=to_unit, on=on, ground=ground, **post)
    tell_receivers([move], actor)
    return move


def _proposed(
    *,
    actor: Author | None,
    person: Person,
    to_unit: Unit,
    on: date,
    ground: str,
    **post: Unpack[NewPost],
) -> Move:
    held = begin(actor, person, ground)
    _refuse_unknown_codes(post)
    left = _post_left(person, held, to_unit, on)
    with told(WALLS):
        return Move.objects.create(
            person=person,
            code=person.code,
            name=person.name,
            from_unit_id=left.unit_id,
            to_unit=to_unit,
            on=on,
            ground=ground,
            proposed_by=author_name(actor),
            **_post_taken(post, left),
        )


def _refuse_unknown_codes(post: NewPost) -> None:
    refuse_unknown(TITLES, post.get("title"))
    refuse_unknown(CATEGORIES, post.get("category"))


def _post_left(person: Person, held: Sequence[PostSpan], to_unit: Unit, on: date) -> Post:
    """The main post that ends with a move; refused where the move cannot be."""
    refuse_dead_unit(to_unit, on)
    main = domain.main_post_on(held, on)
    domain.refuse_move(main, held, to_unit.code, on)
    return main_post_since(person, main.since)


def _post_taken(wanted: NewPost, left: Post) -> NewPost:
    """All that is said of the new post; the category goes on where none is given."""
    return {
        "category": wanted.get("category") or left.category,
        "title": wanted.get("title"),
        "position": wanted.get("position"),
    }


@transaction.atomic
def accept_move(*, actor: Author | None, move: Move) -> Move:
    """Take the person over: the main post ends there and begins here on the day.

    Done by a function of the database, for it writes on both sides of the wall; it lets only who
    may write at the receiving unit.
    """
    sign(actor=actor, ground=move.ground)
    _accepted(move)
    tell_proposers(move, actor)
    return move


def _accepted(move: Move) -> None:
    with told(WALLS), connection.cursor() as cursor:
        cursor.execute("SELECT people_accept_move(%s, %s)", [move.pk, today()])
    move.refresh_from_db()


@transaction.atomic
def hand_over(
    *,
    actor: Author | None,
    person: Person,
    to_unit: Unit,
    on: date,
    ground: str,
    **post: Unpack[NewPost],
) -> Move:
    """Propose and accept at once, by who may write on both sides; nobody needs to be told."""
    move = _proposed(actor=actor, person=person, to_unit=to_unit, on=on, ground=ground, **post)
    _accepted(move)
    return move


@transaction.atomic
def refuse_move(*, actor: Author | None, move: Move, reason: str) -> Move:
    """Do not take the person, for a reason; the one that proposed sees it."""
    refused = _decide(actor, move, Move.State.REFUSED, reason)
    tell_proposers(refused, actor)
    return refused


@transaction.atomic
def withdraw_move(*, actor: Author | None, move: Move, reason: str) -> Move:
    """Take a proposal back before it is decided."""
    return _decide(actor, move, Move.State.WITHDRAWN, reason)


@dataclass(frozen=True)
class Wanted:
    """One line of a list: whom to move, to which post; its number in what was pasted."""

    line: int
    code: str
    title: str = ""
    position: str = ""


@dataclass(frozen=True)
class Judged:
    """A line with the person it names and why it cannot be done, "" where it can."""

    wanted: Wanted
    person: Person | None
    why: str = ""
    move: Move | None = None


def judge_moves(
    *,
    actor: Author | None,
    wanted: Sequence[Wanted],
    to_unit: Unit,
    on: date,
    ground: str,
) -> list[Judged]:
    """What would become of each line: tried as it would be done, and taken back."""
    with transaction.atomic():
        judged = move_many(actor=actor, wanted=wanted, to_unit=to_unit, on=on, ground=ground)
        transaction.set_rollback(True)
    return judged


@transaction.atomic
def move_many(
    *,
    actor: Author | None,
    wanted: Sequence[Wanted],
    to_unit: Unit,
    on: date,
    ground: str,
) -> list[Judged]:
    """Propose every line that can be; the others are given back with the reason."""
    codes = {one.code for one in wanted}
    people = {one.code: one for one in Person.objects.filter(code__in=codes)}
    asked: dict[str, Any] = {"actor": actor, "to_unit": to_unit, "on": on, "ground": ground}
    judged = [_moved(one, people.get(one.code), asked) for one in wanted]
    tell_receivers([one.move for one in judged if one.move], actor)
    return judged


def _moved(wanted: Wanted, person: Person | None, asked: dict[str, Any]) -> Judged:
    if person is None:
        return Judged(wanted, None, _("không có người mang mã này trong phạm vi của bạn"))
    title = TITLES.code_of(wanted.title) if wanted.title else None
    if wanted.title and title is None:
        return Judged(wanted, person, _("chức vụ “%s” không có trong danh mục") % wanted.title)
    try:
        with transaction.atomic():
            move = _proposed(person=person, title=title, position=wanted.position or None, **asked)
    except Refused as refused:
        why = f" ({refused.why})" if refused.why else ""
        return Judged(wanted, person, f"{refused.what}{why}")
    return Judged(wanted, person, move=move)


def _decide(actor: Author | None, move: Move, state: Move.State, reason: str) -> Move:
    sign(actor=actor, ground=move.ground)
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do"), remedy=_("Ghi một câu để bên kia biết vì sao."))
    with told(WALLS):
        decided = Move.objects.filter(pk=move.pk, state=Move.State.PENDING).update(
            state=state, decided_at=timezone.now(), decided_by=author_name(actor), reason=reason
        )
    if not decided:
        raise DECIDED
    move.refresh_from_db()
    return move
