"""Places of a quota divided over units: proposed, offered, taken back unused, offered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.places.domain.dividing import Wanting, again, shares
from hientai.places.domain.holding import Room, Wanted
from hientai.places.models import Allotment, AllotmentStep, Division
from hientai.places.queries.divisions import Ready
from hientai.places.services.locking import locked, opened
from hientai.places.services.telling import tell_again, tell_offered, tell_returned
from hientai.programmes.services.materials import author_of
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.constraints import told

What = AllotmentStep.What
WALLS = {
    "pool_is_not_oversold": Refused(
        N_("Đơn vị đã dùng nhiều chỗ hơn số còn lại sau khi sửa"),
        remedy=N_("Trả bớt chỗ đã giữ trước, hoặc ghi số lớn hơn."),
    ),
    "quota_is_divided_once": Refused(
        N_("Chỉ tiêu này đang có một đợt giao chưa khép"), remedy=N_("Khép đợt đang giao trước.")
    ),
    "no_more_is_accepted_than_offered": Refused(
        N_("Không nhận nhiều hơn số được giao"), remedy=N_("Ghi nhu cầu để được giao thêm.")
    ),
    "no_more_is_returned_than_held": Refused(
        N_("Không trả nhiều hơn số đang có"), remedy=N_("Ghi lại số trả.")
    ),
}


@dataclass(frozen=True)
class Terms:
    """What a division is: how many places, divided by what, by which days."""

    title: str
    total: int
    basis: str
    as_of: date
    answer_by: date
    return_by: date
    ground: str


@dataclass(frozen=True)
class Numbers:
    """What is written for one unit of a draft: its need (None: not stated) and its places."""

    offered: int
    wanted: int | None = None


@transaction.atomic
def propose(
    *,
    actor: Author | None,
    version: SchemeVersion,
    item: str,
    terms: Terms,
    units: Sequence[Ready],
    on: date,
) -> Division:
    """Draw up a division as a draft: each unit's part by the people who may go, or still empty
    where needs are asked for or numbers are written by hand.

    Refused where the quota gives each unit places of its own, has no number or fewer places left.
    """
    quota = pack_of(version).quota(item)
    if quota.per is not None or quota.places is None:
        raise Refused(
            _("Chỉ tiêu này không chia cho đơn vị được"),
            why=_("văn bản đã giao riêng từng đơn vị, hoặc không giao số người"),
        )
    _refuse_terms(terms, units)
    sign(actor=actor, ground=terms.ground)
    with told(WALLS):
        made = Division.objects.create(
            scheme=version.scheme,
            item_id=item,
            phase=quota.phase,
            made_by=author_of(actor),
            **asdict(terms),
        )
        parts = _by_people(made, units)
        Allotment.objects.bulk_create(
            Allotment(
                division=made, unit_id=u.unit_id, headcount=u.headcount, offered=parts[u.code]
            )
            for u in units
        )
    _refuse_more_than_left(made, made.total, _rooms(made, on)[0])
    return made


def _by_people(division: Division, units: Sequence[Ready]) -> dict[str, int]:
    people = {unit.code: unit.headcount for unit in units}
    if division.basis != Division.Basis.HEADCOUNT:
        return dict.fromkeys(people, 0)
    return shares(division.total, people, people)


def _refuse_terms(terms: Terms, units: Sequence[Ready]) -> None:
    if not units:
        raise Refused(
            _("Không có đơn vị nào để giao chỗ"),
            why=_("không đơn vị nào có người đủ điều kiện ngày %s") % day(terms.as_of),
            remedy=_("Chọn ngày khác, hoặc nêu mã các đơn vị."),
        )
    if terms.total < 1:
        raise Refused(_("Phải có ít nhất một chỗ để giao"), remedy=_("Ghi số chỗ đem giao."))
    if terms.return_by < terms.answer_by:
        raise Refused(
            _("Ngày thu lại chỗ không dùng phải sau hạn trả lời"), remedy=_("Sửa hai ngày.")
        )


@transaction.atomic
def write_parts(
    *, actor: Author | None, division: Division, numbers: Mapping[str, Numbers], on: date
) -> Division:
    """Write the numbers of units of a draft, by code; a unit that is not there yet is added.

    Refused after it was offered, for an unknown unit, or where more is given than is divided.
    """
    held = _of_state(division, Division.State.DRAFT)
    sign(actor=actor, ground=held.ground)
    rows = {row.unit.code: row for row in held.allotments.select_related("unit")}
    unknown = _units_of(set(numbers) - set(rows))
    with told(WALLS):
        for code, said in numbers.items():
            row = rows.get(code) or Allotment(division=held, unit=unknown[code])
            if row.pk is None or (row.offered, row.wanted) != (said.offered, said.wanted):
                row.offered, row.wanted = said.offered, said.wanted
                row.save()
    _refuse_more_than_total(held)
    return held


@transaction.atomic
def divide_by_need(*, actor: Author | None, division: Division, on: date) -> Division:
    """Divide the places of a draft anew by the needs that units stated, none above its need."""
    held = _of_state(division, Division.State.DRAFT)
    rows = {row.unit.code: row for row in held.allotments.select_related("unit")}
    needs = {code: row.wanted or 0 for code, row in rows.items()}
    if not any(needs.values()):
        raise Refused(_("Chưa đơn vị nào nêu nhu cầu"), remedy=_("Ghi nhu cầu rồi chia lại."))
    sign(actor=actor, ground=held.ground)
    for code, places in shares(held.total, needs, needs).items():
        rows[code].offered = places
    Allotment.objects.bulk_update(rows.values(), ["offered"])
    return held


@transaction.atomic
def offer(*, actor: Author | None, division: Division, on: date) -> Division:
    """Give the units their parts: from now on those places are theirs.

    Refused where nothing is given, or the quota has fewer places left than are given.
    """
    held = _of_state(division, Division.State.DRAFT)
    quota, _parts = _rooms(held, on)
    rows = [row for row in held.allotments.all() if row.offered]
    if not rows:
        raise Refused(_("Chưa ghi số chỗ cho đơn vị nào"), remedy=_("Ghi số chỗ rồi giao."))
    _refuse_more_than_total(held)
    _refuse_more_than_left(held, sum(row.offered for row in rows), quota)
    sign(actor=actor, ground=held.ground)
    held.state, held.offered_at = Division.State.OFFERED, timezone.now()
    with told(WALLS):
        held.save(update_fields=["state", "offered_at"])
    why = _("giao %(basis)s, trả lời trước hết %(day)s") % {
        "basis": held.get_basis_display(),
        "day": day(held.answer_by),
    }
    note(actor, on, [(row, What.OFFERED, row.offered, why) for row in rows])
    tell_offered(held, rows, on)
    return held


@transaction.atomic
def return_unused(*, actor: Author | None, division: Division, on: date) -> int:
    """After the day of return, take back the places that units have not used; how many.

    Refused until that day has passed.
    """
    held = _of_state(division, Division.State.OFFERED)
    if on <= held.return_by:
        raise Refused(
            _("Chưa đến lúc thu lại chỗ không dùng"),
            why=_("đơn vị được giữ đến hết ngày %s") % day(held.return_by),
            remedy=_("Thực hiện sau ngày đó."),
        )
    _quota, parts = _rooms(held, on)
    why = _("không dùng đến hết ngày %s") % day(held.return_by)
    steps = []
    for row in held.allotments.all():
        unused = row.kept - parts[row.pk].taken
        if unused > 0:
            row.returned += unused
            steps.append((row, What.UNUSED, unused, why))
    sign(actor=actor, ground=why)
    Allotment.objects.bulk_update([step[0] for step in steps], ["returned"])
    Division.objects.filter(pk=held.pk).update(returned_at=timezone.now())
    note(actor, on, steps)
    tell_returned(held, [(row, unused) for row, _what, unused, _why in steps], on)
    return sum(step[2] for step in steps)


@transaction.atomic
def offer_again(*, actor: Author | None, division: Division, on: date) -> int:
    """Offer the places that came back to units that want more, in the published order; each is
    told why. How many were given. Refused where none came back or nobody wants more."""
    held = _of_state(division, Division.State.OFFERED)
    quota, _parts = _rooms(held, on)
    rows = {row.unit.code: row for row in held.allotments.select_related("unit")}
    free = min(held.total - sum(row.kept for row in rows.values()), beside(quota))
    answers = again(
        max(0, free), [Wanting(code, row.wanted or 0, row.kept) for code, row in rows.items()]
    )
    if free < 1 or not answers:
        raise Refused(
            _("Không có gì để giao thêm"),
            why=_("%(free)s chỗ trả lại, %(n)s đơn vị còn thiếu")
            % {"free": number(max(0, free)), "n": number(len(answers))},
        )
    sign(actor=actor, ground=N_("giao lại chỗ trả lại"))
    for one in answers:
        rows[one.code].again += one.places
    Allotment.objects.bulk_update([rows[one.code] for one in answers], ["again"])
    note(actor, on, [(rows[one.code], What.AGAIN, one.places, one.why) for one in answers])
    tell_again(held, [(rows[one.code], one.places, one.why) for one in answers], on)
    return sum(one.places for one in answers)


@transaction.atomic
def close(*, actor: Author | None, division: Division, on: date) -> Division:
    """Close a division: places that are not taken belong to the whole quota again."""
    held = _of_state(division, Division.State.DRAFT, Division.State.OFFERED)
    _rooms(held, on)
    sign(actor=actor, ground=N_("khép đợt giao chỗ"))
    held.state, held.closed_at = Division.State.CLOSED, timezone.now()
    with told(WALLS):
        held.save(update_fields=["state", "closed_at"])
    return held


def note(actor: Author | None, on: date, steps: Sequence[tuple[Allotment, str, int, str]]) -> None:
    """Keep what happened to some parts, with the reason."""
    by = author_of(actor)
    AllotmentStep.objects.bulk_create(
        AllotmentStep(allotment=row, what=what, places=places, reason=why, on=on, by=by)
        for row, what, places, why in steps
    )


def beside(quota: Room) -> int:
    """Free places of a quota that no unit was given."""
    return 1_000_000 if quota.places is None else quota.places - quota.taken - quota.promised


def _rooms(division: Division, on: date) -> tuple[Room, dict[int, Room]]:
    """The pool of the quota and those of the parts (by part), all locked in their order."""
    parts = dict(division.allotments.values_list("pool__pk", "pk"))
    wish = Wanted(0, 0, on, None, division.scheme.slug, division.item_id)
    quota = next(iter(opened([wish], on).values()))[0]
    if quota is None:
        raise Refused(_("Đề án nay không còn chỉ tiêu %s") % division.item_id)
    rooms = locked([quota, *parts], [], on)
    return rooms[quota], {parts[pk]: room for pk, room in rooms.items() if pk in parts}


def _of_state(division: Division, *states: str) -> Division:
    rows = Division.objects.select_for_update(of=("self",)).select_related("scheme")
    held = rows.filter(pk=division.pk).first()
    if held is None:
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"), remedy=_("Đề nghị chủ đề án thực hiện.")
        )
    if held.state not in states:
        raise Refused(
            _("Đợt giao chỗ đang ở tình trạng “%s”") % held.get_state_display(),
            remedy=_("Tải lại trang."),
        )
    return held


def _units_of(codes: set[str]) -> dict[str, Unit]:
    found = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(found)):
        raise Refused(
            _("Không có đơn vị mã %s") % ", ".join(missing[:5]), remedy=_("Kiểm tra mã đơn vị.")
        )
    return found


def _refuse_more_than_total(division: Division) -> None:
    given = sum(division.allotments.values_list("offered", flat=True))
    if given > division.total:
        raise Refused(
            _("Đã ghi %(given)s chỗ, nhiều hơn %(total)s chỗ đem giao")
            % {"given": number(given), "total": number(division.total)},
            remedy=_("Giảm số chỗ của đơn vị, hoặc lập đợt khác."),
        )


def _refuse_more_than_left(division: Division, places: int, quota: Room) -> None:
    if places > beside(quota):
        told_of = {
            "n": number(max(0, beside(quota))),
            "item": division.item_id,
            "places": number(places),
        }
        raise Refused(
            _("Chỉ tiêu %(item)s chỉ còn %(n)s chỗ, không đủ %(places)s chỗ để giao") % told_of,
            remedy=_("Giảm số chỗ đem giao."),
        )
