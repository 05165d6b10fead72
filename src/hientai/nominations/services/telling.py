"""Notices of nominations, to the people put forward and to the officers of their unit."""

from collections.abc import Collection
from datetime import date

from hientai.accounts.domain import ROLES
from hientai.accounts.models import RoleAssignment
from hientai.nominations.models import NominationList
from hientai.notices.domain.kinds import Kind, Said
from hientai.notices.services import tell
from hientai.shared.words import N_

LIST_KIND = "nominations.list"
"""Under this name lists go to approval."""

ABOUT_ME, ABOUT_LIST = "nominations.mine", "nominations.list"
KINDS = (
    Kind(ABOUT_ME, N_("Đề cử có tên tôi")),
    Kind(ABOUT_LIST, N_("Danh sách đề cử của đơn vị")),
)


def address_of(held: NominationList) -> str:
    """The page of a list; the room's addresses say the same, a test holds the two together."""
    return f"/de-cu/{held.pk}/"


MINE = "/de-cu/cua-toi/"
"""Where a person sees the own nominations."""


def tell_nominees(
    held: NominationList, people: Collection[int], title: str, on: date, reason: str = ""
) -> None:
    """Tell people who may sign in what became of their nomination; the title names nobody."""
    tell(
        persons=list(people),
        kind=ABOUT_ME,
        title=Said(title),
        text=_text(held, reason),
        link=MINE,
        on=on,
    )


def tell_officers(held: NominationList, title: str, on: date, reason: str = "") -> None:
    """Tell those who look after nominations at the list's unit what became of it."""
    held_there = RoleAssignment.objects.filter(
        unit=held.unit_id, role__in=EDITORS, period__contains=on, user__is_active=True
    )
    tell(
        to=held_there.values_list("user_id", flat=True),
        kind=ABOUT_LIST,
        title=Said(title),
        text=_text(held, reason),
        link=address_of(held),
        on=on,
    )


def _text(held: NominationList, reason: str) -> Said:
    said = N_("%(title)s (%(programme)s). %(reason)s")
    return Said(said, {"title": held.title, "programme": held.programme, "reason": reason})


EDITORS = [role.code for role in ROLES if "nominations:edit" in role.permissions]
