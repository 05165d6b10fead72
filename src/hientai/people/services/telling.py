"""Who is told of a move, in the transaction that proposes or decides it: the other side."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from hientai.accounts.queries import who_may
from hientai.audit.services import Author
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.people.domain.notices import DECIDED, PROPOSED
from hientai.people.models import Move
from hientai.shared.vietnamese import number
from hientai.webkit.day import today

ONE = N_("Một đề nghị chuyển công tác chờ tiếp nhận")
MANY = N_("%(n)s đề nghị chuyển công tác chờ tiếp nhận")
ANSWER = N_("Đề nghị chuyển công tác đã được quyết định")
WHO = N_("Người chuyển: %(name)s.")


def tell_receivers(moves: Sequence[Move], actor: Author | None) -> None:
    """Tell who takes people over at the one unit that they go to; many at once as one notice."""
    if not moves:
        return
    title, text, link = Said(MANY, {"n": number(len(moves))}), Said(""), reverse("people:moves")
    if len(moves) == 1:
        title, text = Said(ONE), Said(WHO, {"name": moves[0].name})
        link = reverse("people:move", args=[moves[0].pk])
    _tell(moves[0].to_unit_id, actor, PROPOSED, title, text, link)


def tell_proposers(move: Move, actor: Author | None) -> None:
    """Tell who looks after the people of the unit that is left."""
    text, link = Said(WHO, {"name": move.name}), reverse("people:move", args=[move.pk])
    _tell(move.from_unit_id, actor, DECIDED, Said(ANSWER), text, link)


def _tell(unit: int, actor: Author | None, kind: str, title: Said, text: Said, link: str) -> None:
    on = today()
    to = who_may("people:edit", units=[unit], on=on) - {actor.pk if actor else None}
    tell(to=to, kind=kind, title=title, text=text, link=link, on=on)
