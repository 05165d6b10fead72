"""Who is told of a registered paper: the people it is about, the officers of their units."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from hientai.accounts.domain import ROLES
from hientai.accounts.models import RoleAssignment
from hientai.decisions.domain.kinds import CORRECT, POSTPONE, REPLACE, SEND, SENDS, WITHDRAW
from hientai.decisions.models import Row, Sending
from hientai.nominations.services.telling import MINE
from hientai.notices.domain.kinds import Kind, Said
from hientai.notices.services import tell
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_

ABOUT_ME, ABOUT_PAPER = "decisions.mine", "decisions.paper"
KINDS = (
    Kind(ABOUT_ME, N_("Quyết định có tên tôi")),
    Kind(ABOUT_PAPER, N_("Quyết định về người của đơn vị")),
)
TO_PEOPLE = {
    SEND: N_("Bạn được cử đi học: quyết định đã ban hành"),
    WITHDRAW: N_("Việc cử bạn đi học đã được thu hồi"),
    REPLACE: N_("Việc cử bạn đi học đã được thay bằng người khác"),
    POSTPONE: N_("Việc cử bạn đi học được hoãn sang thời gian khác"),
    CORRECT: N_("Quyết định cử bạn đi học được đính chính"),
}
TO_UNITS = {
    SEND: N_("Quyết định cử người của đơn vị đi học đã ban hành"),
    WITHDRAW: N_("Quyết định thu hồi việc cử đi học đã ban hành"),
    REPLACE: N_("Quyết định thay người đi học đã ban hành"),
    POSTPONE: N_("Quyết định hoãn việc cử đi học đã ban hành"),
    CORRECT: N_("Quyết định đính chính việc cử đi học đã ban hành"),
}
MINE_TEXT = N_("%(paper)s ngày %(day)s: %(programme)s, từ %(first)s đến %(last)s. %(reason)s")
UNIT_TEXT = N_("%(paper)s ngày %(day)s: %(programme)s, %(n)s người. %(reason)s")
ROLES_TOLD = [role.code for role in ROLES if "decisions:view" in role.permissions and role.writes]


def address_of(sending: Sending) -> str:
    """The page of a paper of this room; the room's addresses say the same, a test holds them."""
    return f"/quyet-dinh/{sending.pk}/"


def tell_people(sending: Sending, rows: Sequence[Row], on: date) -> None:
    """Tell the people who may sign in what the paper did; the title names nobody."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        said = row.after or row.before
        kind = SEND if row.what == SENDS else sending.kind
        groups[kind, said.get("starts_on", ""), said.get("ends_on", "")].append(row.person_id)
    for (kind, first, last), persons in groups.items():
        tell(
            persons=persons,
            kind=ABOUT_ME,
            title=Said(TO_PEOPLE[kind]),
            text=Said(MINE_TEXT, _told(sending, (first, last), on)),
            link=MINE,
            key=f"decisions/{sending.pk}",
            on=on,
        )


def tell_units(sending: Sending, rows: Sequence[Row], on: date) -> None:
    """Tell those who look after people at the units that put them forward."""
    units = {row.nomination.list.unit_id for row in rows}
    officers = RoleAssignment.objects.filter(
        unit__in=units, role__in=ROLES_TOLD, period__contains=on, user__is_active=True
    )
    told = {**_told(sending, ("", ""), on), "n": len(rows)}
    tell(
        to=set(officers.values_list("user_id", flat=True)),
        kind=ABOUT_PAPER,
        title=Said(TO_UNITS[sending.kind]),
        text=Said(UNIT_TEXT, told),
        link=address_of(sending),
        key=f"decisions/paper/{sending.pk}",
        on=on,
    )


def _told(sending: Sending, days: tuple[str, str], on: date) -> dict[str, str]:
    first, last = (typed_day(date.fromisoformat(one)) if one else "" for one in days)
    return {
        "paper": str(sending.paper),
        "day": typed_day(on),
        "programme": sending.list.programme,
        "first": first,
        "last": last,
        "reason": sending.reason,
    }
