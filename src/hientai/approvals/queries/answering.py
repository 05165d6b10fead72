"""What stands in the way of an answer, submission by submission; nothing is written."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.approvals.domain.states import refuse_another_step, refuse_closed
from hientai.approvals.models import Submission
from hientai.approvals.queries.desks import concerned, stead_of, units_answered
from hientai.shared.refused import Refused


def obstacles(
    user: User, seen: Sequence[Submission], now: Mapping[int, Submission]
) -> dict[int, Refused]:
    """Why a user may not answer some submissions, by key; those that may be answered are left out.

    `seen` are the submissions as the user looked at them, `now` the same as they are.
    """
    about = _about(user, list(now.values()))
    found: dict[int, Refused] = {}
    for one in seen:
        row = now.get(one.pk)
        try:
            if row is None:
                raise _elsewhere()
            refuse_closed(row.state)
            refuse_another_step(one.step, row.step)
            _refuse_answerer(user, row, about)
        except Refused as refusal:
            found[one.pk] = refusal
    return found


def _refuse_answerer(user: User, row: Submission, about: set[int]) -> None:
    if not set(row.units) & set(units_answered(user, row.stage.permission)):
        raise _elsewhere()
    me = {user.pk, stead_of(user)} - {None}
    if me & {row.submitted_by_id, row.submitted_for_id}:
        raise Refused(
            _("Không ai phê duyệt hồ sơ do chính mình trình"),
            why=_("hồ sơ do %(who)s trình") % {"who": row.submitter},
            remedy=_("Để người khác có vai trò tại đơn vị đó trả lời."),
        )
    if row.pk in about:
        raise Refused(
            _("Không ai phê duyệt hồ sơ về chính mình"),
            remedy=_("Để người khác có vai trò tại đơn vị đó trả lời."),
        )


def _about(user: User, rows: Sequence[Submission]) -> set[int]:
    """Which submissions are about the user, or about the one in whose stead the user acts."""
    me = [one for one in (user.pk, stead_of(user)) if one is not None]
    people = {person for row in rows for person in row.people}
    if not concerned(me, people):
        return set()
    return {row.pk for row in rows if concerned(me, row.people)}


def _elsewhere() -> Refused:
    return Refused(
        _("Hồ sơ này không chờ bạn trả lời"),
        why=_("người trả lời giữ vai trò phê duyệt tại đơn vị đang giữ hồ sơ"),
        remedy=_("Xem hồ sơ đang ở đơn vị nào tại trang của hồ sơ."),
    )
