"""Which people a paper can be about: those who hold a seat and wait, those who go by a paper."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.approvals.queries import issuer_of
from hientai.decisions.domain.people import Named
from hientai.decisions.domain.wording import in_full
from hientai.decisions.models import Sending
from hientai.decisions.queries.facts import named
from hientai.decisions.queries.sendings import SAME, Told, standing
from hientai.documents.models import IssuingBody, Paper
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.services.holding import locked_rows
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number


def seated(nominations: Sequence[Nomination]) -> list[Nomination]:
    """Nominations that hold a seat, of lists for one course, locked, in the order of their lists.

    Refused where none is named, one holds no seat, or they are for several courses.
    """
    if not nominations:
        raise Refused(_("Chưa chọn ai"), remedy=_("Chọn người có trong danh sách."))
    rows = locked_rows([row.pk for row in nominations])
    waiting = [row for row in rows if row.state != "seated" or row.seat is None]
    if waiting:
        raise Refused(
            _("%(n)s người không giữ chỗ, chưa cử được") % {"n": number(len(waiting))},
            why="; ".join(f"{r.person.name}: {r.get_state_display()}" for r in waiting[:5]),
            remedy=_("Chỉ chọn người đang được giữ chỗ trong danh sách đã duyệt."),
        )
    if len({tuple(getattr(row.list, name) for name in SAME) for row in rows}) > 1:
        raise Refused(
            _("Những người này được duyệt cho các khóa học khác nhau"),
            remedy=_("Lập cho mỗi khóa học một quyết định."),
        )
    return rows


def issuer(lists: Sequence[NominationList], on: date) -> Unit:
    """The unit that issues the decision about lists, by the route they were approved on.

    Refused where a list has not been approved, or their routes name several.
    """
    found = {}
    for one in lists:
        if one.submission is None or one.state != NominationList.State.APPROVED:
            raise Refused(
                _("Danh sách “%s” chưa được duyệt") % one.title,
                remedy=_("Chờ danh sách được duyệt xong."),
            )
        unit = issuer_of(one.submission, on)
        found[unit.pk] = unit
    if len(found) > 1:
        names = names_on(found, on)
        raise Refused(
            _("Các danh sách này do những cơ quan khác nhau quyết định"),
            why="; ".join(names.get(key, unit.code) for key, unit in found.items()),
            remedy=_("Lập cho mỗi cơ quan một quyết định."),
        )
    return next(iter(found.values()))


def refuse_issuer(lists: Sequence[NominationList], body: IssuingBody, on: date) -> None:
    """Refused where another body decides about these lists."""
    unit = issuer(lists, on)
    if unit.pk != body.unit_id:
        name = in_full(names_on([unit.pk], on).get(unit.pk, unit.code))
        raise Refused(
            _("%s không ban hành quyết định này") % body.name,
            why=_("theo trình tự phê duyệt, cơ quan ban hành là %s") % name,
            remedy=_("Lập quyết định tại cơ quan đó."),
        )


def refuse_gone(ticked: Collection[str], there: Collection[str]) -> None:
    """Refused where somebody ticked on a page does not stand there any more: a paper is never about
    fewer people than its author chose."""
    gone = set(ticked) - set(there)
    if gone:
        raise Refused(
            _("%s người vừa chọn không còn ở đây") % number(len(gone)),
            why=_("người khác vừa rút họ, hoặc vừa đưa họ vào một văn bản khác"),
            remedy=_("Xem lại những người còn được chọn dưới đây rồi làm lại."),
        )


def lists_of(rows: Sequence[Nomination]) -> list[NominationList]:
    """The lists of some rows, each once, in their order."""
    return list({row.list_id: row.list for row in rows}.values())


def units_of(lists: Iterable[NominationList]) -> frozenset[int]:
    """Whom a paper about some lists is told to: the units that put them forward, who opened the
    class they are for and where it is held."""
    found = set()
    for one in lists:
        found.add(one.unit_id)
        if held := one.training_class:
            found |= {held.unit_id, held.institution.unit_id}
    return frozenset(found)


def refuse_unseen(actor: User | None, nominations: Sequence[Nomination]) -> None:
    """Refused where one of them is out of the author's sight."""
    keys = {row.pk for row in nominations}
    if actor is not None and Nomination.objects.filter(pk__in=keys).count() < len(keys):
        raise Refused(
            _("Có người nằm ngoài phạm vi của bạn"),
            remedy=_("Đề nghị cơ quan ban hành quyết định thực hiện."),
        )


def going(first: Sending, nominations: Sequence[Nomination]) -> list[Told]:
    """Those whom a registered paper sent and who still go, chosen of all, in its order.

    Refused where it is not registered, none is named, or one goes no more by it.
    """
    if first.kind not in ("send", "replace") or first.paper.state != Paper.State.REGISTERED:
        raise Refused(
            _("Chỉ điều chỉnh được quyết định cử đi đã ban hành"),
            why=_("%(paper)s: %(state)s")
            % {"paper": first.paper, "state": first.paper.get_state_display()},
            remedy=_("Dự thảo thì sửa hoặc bỏ; đã ban hành thì lập quyết định điều chỉnh."),
        )
    wanted = {row.pk for row in nominations}
    found = [one for one in standing(first) if one.row.nomination_id in wanted]
    if not wanted or len(found) < len(wanted):
        raise Refused(
            _("Chọn những người đang đi theo quyết định này"),
            why=_("có người đã được thu hồi, đã thay, hoặc chưa chọn ai"),
            remedy=_("Tải lại trang rồi chọn lại."),
        )
    refuse_on_its_way(found)
    return found


def refuse_on_its_way(found: Sequence[Told]) -> None:
    """Refused where another paper about one of them is not registered yet: papers about a person
    follow one another."""
    busy = [one for one in found if one.on_its_way is not None]
    if busy:
        raise Refused(
            _("%s người đang nằm trong một văn bản chưa đăng ký") % number(len(busy)),
            why="; ".join(one.name for one in busy[:5]),
            remedy=_("Đăng ký hoặc bỏ văn bản đó trước."),
        )


def as_said(found: Sequence[Told], on: date) -> list[Named]:
    """People as the papers so far name them; sex and unit of the register."""
    now = {one.person_id: one for one in named([told.row.person_id for told in found], on)}
    return [
        Named(
            person_id=told.row.person_id,
            name=told.latest.after.get("name", told.name),
            birth=told.latest.after.get("birth", ""),
            post=told.latest.after.get("post", ""),
            unit=told.latest.after.get("unit", ""),
            sex=now[told.row.person_id].sex,
            category=now[told.row.person_id].category,
            unit_id=now[told.row.person_id].unit_id,
        )
        for told in found
    ]
