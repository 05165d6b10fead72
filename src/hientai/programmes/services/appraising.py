"""From a draft to a programme in force: submitted to a council, appraised, approved, ended."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.programmes.domain import states
from hientai.programmes.domain.contents import days_words
from hientai.programmes.domain.councils import PASSED, VOTES, Member, outcome
from hientai.programmes.models import Appraisal, CouncilMember, Document, Version
from hientai.programmes.queries.limits import Judged, councils, judged
from hientai.programmes.services.writing import held_in
from hientai.rules.decrees import LengthLimit
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import PROGRAMME_KINDS
from hientai.webkit.constraints import told

WALLS = {
    "programme_has_one_version_a_day": Refused(
        N_("Đã có phiên bản khác áp dụng trong thời gian này"),
        remedy=N_("Chọn ngày hiệu lực sau ngày phiên bản đang áp dụng bắt đầu."),
    ),
    "council_votes_in_odd_number": Refused(
        N_("Hội đồng phải có số thành viên lẻ và đủ phiếu của từng người"),
        remedy=N_("Ghi phiếu của mọi thành viên, kể cả người vắng mặt."),
    ),
}


@transaction.atomic
def submit(
    *, actor: Author | None, version: Version, ground: str, on: date, members: Sequence[Member]
) -> Appraisal:
    """Set a council up over a draft on a day, by the law of that day.

    Refused where the draft is not whole, is longer or shorter than the law lets it be, or where
    the council is too small or of an even number.
    """
    held = held_in(version, (states.DRAFT,))
    refuse_unfinished(held)
    refuse_length(held, on)
    _refuse_council(held, on, len(members))
    sign(actor=actor, ground=ground)
    made = Appraisal.objects.create(version=held, ground=ground, set_up_on=on)
    CouncilMember.objects.bulk_create(
        CouncilMember(
            appraisal=made, number=at, name=one.name, role=one.role, workplace=one.workplace
        )
        for at, one in enumerate(members, 1)
    )
    _go(held, states.APPRAISING)
    return made


@transaction.atomic
def conclude(
    *,
    actor: Author | None,
    version: Version,
    on: date,
    votes: Mapping[int, str],
    minutes: str = "",
    minutes_file: Document | None = None,
) -> Appraisal:
    """Record the sitting: every member's vote and the minutes; the votes decide what follows.

    More than half of all members in favour: appraised. Otherwise the version is a draft again.
    """
    held = held_in(version, (states.APPRAISING,))
    appraisal = held.appraisals.get(conclusion="")
    _refuse_sitting(appraisal, on, minutes, minutes_file)
    sign(actor=actor, ground=N_("Biên bản họp hội đồng ngày %s") % day(on))
    appraisal.held_on, appraisal.minutes = on, minutes.strip()
    appraisal.minutes_file = minutes_file
    appraisal.conclusion = outcome(_voted(appraisal, votes))
    with told(WALLS):
        appraisal.save()
    _go(held, states.APPRAISED if appraisal.conclusion == PASSED else states.DRAFT)
    return appraisal


def _voted(appraisal: Appraisal, votes: Mapping[int, str]) -> list[str]:
    """Each member's vote, written down; refused while somebody's is missing."""
    members = list(appraisal.members.all())
    for member in members:
        member.vote = votes.get(member.pk, "")
        if member.vote not in VOTES:
            raise Refused(
                _("Chưa có phiếu của %s") % member.name,
                remedy=_("Ghi phiếu của mọi thành viên, kể cả người vắng mặt."),
            )
    CouncilMember.objects.bulk_update(members, ["vote"])
    return [member.vote for member in members]


@transaction.atomic
def approve(
    *, actor: Author | None, version: Version, act: str, on: date, body: str, since: date
) -> Version:
    """Let an appraised version be in force from a day on, by an act; the one before it ends."""
    held = held_in(version, (states.APPRAISED,))
    last = held.appraisals.order_by("-pk")[0]
    if last.held_on and on < last.held_on:
        raise Refused(
            _("Ngày phê duyệt trước ngày họp thẩm định %s") % day(last.held_on),
            remedy=_("Kiểm tra lại ngày của quyết định."),
        )
    refuse_length(held, on)
    sign(actor=actor, ground=act)
    with told(WALLS):
        _end_before(held, since, act)
        held.approval_act, held.approved_on, held.approved_by = act, on, body
        held.state, held.in_force = states.APPROVED, DateRange(since, None)
        held.save()
    return held


@transaction.atomic
def withdraw(*, actor: Author | None, version: Version, ground: str, last: date) -> Version:
    """End a version that is in force after a day, or close a draft for good, on a ground."""
    held = held_in(version, (states.DRAFT, states.APPROVED))
    if held.in_force and last < held.in_force.lower:
        raise Refused(
            _("Phiên bản này áp dụng từ %s") % day(held.in_force.lower),
            remedy=_("Chọn ngày cuối từ ngày đó trở đi."),
        )
    sign(actor=actor, ground=ground)
    if held.in_force:
        held.in_force = DateRange(held.in_force.lower, last + timedelta(days=1))
    held.state, held.ended_ground = states.WITHDRAWN, ground
    held.save()
    return held


@transaction.atomic
def reopen(*, actor: Author | None, version: Version, ground: str) -> Version:
    """Make an appraised version a draft again, to be changed and appraised once more."""
    held = held_in(version, (states.APPRAISED,))
    sign(actor=actor, ground=ground)
    _go(held, states.DRAFT)
    return held


def refuse_unfinished(version: Version) -> None:
    """A draft that a council can look at has a kind, an audience, forms and topics with names."""
    lacking = []
    if not version.programme.kind:
        lacking.append(_("loại chương trình"))
    if not version.audience and not version.categories:
        lacking.append(_("đối tượng"))
    if not version.forms:
        lacking.append(_("hình thức tổ chức"))
    if not version.topics.exists():
        lacking.append(_("chuyên đề"))
    if unnamed := version.topics.filter(title="").count():
        lacking.append(_("tên của %s chuyên đề") % number(unnamed))
    if lacking:
        raise Refused(
            _("Bản thảo chưa trình thẩm định được"),
            why=_("còn thiếu: %s") % ", ".join(lacking),
            remedy=_("Ghi đủ ở “Sửa thông tin” và “Sửa nội dung” rồi trình lại."),
        )


def refuse_length(version: Version, on: date) -> None:
    """A version keeps within the limits of its kind on a day; refused with value, limit, clause."""
    found = judged(version, on)
    if found.days is None:
        raise Refused(
            _("Chưa biết chương trình dài bao nhiêu ngày"),
            why=_("%s chuyên đề chưa có số tiết") % number(found.totals.without_periods),
            remedy=_("Ghi số tiết của mọi chuyên đề, hoặc số ngày ghi trong văn bản."),
        )
    for limit in found.broken:
        raise _too_long(version, found, found.days, limit)


def _too_long(version: Version, found: Judged, days: Decimal, limit: LengthLimit) -> Refused:
    return Refused(
        _("Thời lượng %(days)s ngày học không đúng quy định") % {"days": days_words(days)},
        why=_("%(value)s; chương trình loại “%(kind)s”: %(limit)s")
        % {
            "value": _value(found, days),
            "kind": PROGRAMME_KINDS.label(version.programme.kind),
            "limit": limit.words,
        },
        clause=limit.clause,
        remedy=_("Sửa số tiết của các chuyên đề, hoặc chọn đúng loại chương trình."),
    )


def _value(found: Judged, days: Decimal) -> str:
    if found.totals.periods is None:
        return _("văn bản ghi %s ngày") % days_words(days)
    return _("%(periods)s tiết, mỗi ngày %(a_day)s tiết") % {
        "periods": number(found.totals.periods),
        "a_day": found.day.periods,
    }


def _refuse_council(version: Version, on: date, members: int) -> None:
    for rule in councils(version, on):
        if not rule.holds(members):
            raise Refused(
                _("Hội đồng có %s người, chưa đúng quy định") % members,
                why=_("hội đồng thẩm định phải có %s") % rule.words,
                clause=rule.clause,
                remedy=_("Thêm hoặc bớt thành viên."),
            )


def _refuse_sitting(
    appraisal: Appraisal, on: date, minutes: str, minutes_file: Document | None
) -> None:
    if on < appraisal.set_up_on:
        raise Refused(
            _("Ngày họp trước ngày lập hội đồng %s") % day(appraisal.set_up_on),
            remedy=_("Kiểm tra lại ngày họp."),
        )
    if not minutes.strip() and minutes_file is None:
        raise Refused(
            _("Chưa có biên bản họp hội đồng"), remedy=_("Ghi nội dung biên bản hoặc gửi tệp.")
        )


def _end_before(held: Version, since: date, act: str) -> None:
    """The version that is in force ends the day before a later one begins."""
    others = Version.objects.select_for_update().filter(
        programme=held.programme_id, state=states.APPROVED
    )
    for other in others:
        if since <= other.in_force.lower:
            raise WALLS["programme_has_one_version_a_day"]
        other.in_force = DateRange(other.in_force.lower, since)
        other.state, other.ended_ground = states.REPLACED, act
        other.save()


def _go(version: Version, state: str) -> None:
    version.state = state
    version.save(update_fields=["state"])
