"""Answering: a token is read, one ballot is sealed and kept; nothing tells whose it was.

Nothing here knows a user, a session or an hour; see docs/evaluation.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hientai.evaluation.domain.ballots import REMARK_LETTERS, REMARKS, Ballot, packed
from hientai.evaluation.domain.naming import has_a_name, may_name
from hientai.evaluation.domain.tokens import (
    Token,
    for_learner,
    for_slip,
    key_of,
    mark_of,
    read,
    token_for,
)
from hientai.evaluation.models import Form
from hientai.evaluation.queries.papers import Paper, is_spent, names_of, paper, salt_of
from hientai.evaluation.services.keys import keys, sealed
from hientai.shared.refused import Refused
from hientai.shared.words import N_

NAMED = N_("họ tên một học viên của lớp")


@dataclass(frozen=True)
class Admitted:
    """A form opened with a token that was not used yet."""

    paper: Paper
    mark: bytes


def token_of_learner(form: Form, person: int) -> str:
    """The token of a learner, the same each time; it is written nowhere."""
    return token_for(keys()[0], form.pk, for_learner(form.pk, person))


def tokens_of_slips(form: Form) -> list[str]:
    """The tokens of a form's slips of paper, in no order; the same each time they are printed."""
    key = keys()[0]
    return sorted(token_for(key, form.pk, for_slip(form.pk, at)) for at in range(form.slips))


def admitted(word: str, on: date) -> Admitted:
    """The form that a token opens on a day.

    Refused alike for a word that is no token and for one this server did not make; refused where
    the form takes no answers that day, and where the token was used.
    """
    token = read(word)
    key = key_of(keys(), token) if token else None
    if token is None or key is None:
        raise Refused(
            _("Mã phiếu này không đúng"), remedy=_("Gõ lại mã, hoặc quét lại mã QR trên phiếu.")
        )
    return _admitted(token, mark_of(key, token), on)


def _admitted(token: Token, mark: bytes, on: date) -> Admitted:
    asked = paper(token.form, on)
    if asked is None:
        raise Refused(
            _("Phiếu này hiện không thu"),
            why=_("chưa đến ngày thu, đã hết hạn hoặc đã hủy"),
            remedy=_("Hỏi cơ sở đào tạo về thời gian thu phiếu."),
        )
    if is_spent(mark):
        raise _used()
    return Admitted(asked, mark)


def _used() -> Refused:
    return Refused(
        _("Mã phiếu này đã được dùng"),
        why=_("mỗi mã trả lời được một lần; không ai biết mã đã gửi nội dung gì"),
        remedy=_("Nếu không phải bạn đã gửi, báo cho cơ sở đào tạo."),
    )


def warnings(asked: Paper, remarks: Sequence[str]) -> list[str]:
    """What in free texts may name their writer, in words."""
    found = [_(message) for message in may_name(remarks)]
    salt = salt_of(asked.form) if any(remarks) else None
    if salt is not None and has_a_name(remarks, names_of(asked.form), salt):
        found.append(_(NAMED))
    return found


def answer(
    *, word: str, scores: Sequence[int | None], remarks: Sequence[str] = (), on: date
) -> None:
    """Give the one answer of a token: sealed, and kept apart from everything.

    Refused as `admitted` is, for scores outside the scale or not one a line, for a ballot with
    nothing in it. Of two with one token at once, one is refused.
    """
    entry = admitted(word, on)
    ballot = _ballot(entry.paper, scores, remarks)
    with transaction.atomic(), connection.cursor() as cursor:
        salt = salt_of(entry.paper.form)
        if salt is None:
            raise _closed()
        box = sealed(packed(ballot), form=entry.paper.form, salt=salt)
        cursor.execute(
            "SELECT evaluation_drop(%s, %s, %s, %s)", [entry.paper.form, entry.mark, box, on]
        )
        said = cursor.fetchone()[0]
    if said != "kept":
        raise _used() if said == "spent" else _closed()


def _closed() -> Refused:
    return Refused(
        _("Phiếu này hiện không thu"), remedy=_("Hỏi cơ sở đào tạo về thời gian thu phiếu.")
    )


def _ballot(asked: Paper, scores: Sequence[int | None], remarks: Sequence[str]) -> Ballot:
    wrong = [one for one in scores if one is not None and not 1 <= one <= asked.most]
    if len(scores) != len(asked.lines) or wrong:
        raise Refused(_("Phiếu gửi lên không đúng mẫu"), remedy=_("Mở lại phiếu và trả lời lại."))
    if all(score is None for score in scores):
        raise Refused(_("Phiếu còn trống"), remedy=_("Cho điểm rồi gửi."))
    texts = [" ".join(text.split())[:REMARK_LETTERS] for text in remarks]
    return Ballot(tuple(scores), tuple([*texts, *[""] * REMARKS][:REMARKS]))
