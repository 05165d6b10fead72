"""Routes as values: their steps, whose step each is, and which of several routes holds for whom.

A key names what is approved, as a path: "hanoi-1698/A.1.1". The key of a route is one such path,
or ends in "*" and stands for every key that begins so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from hientai.shared.refused import Refused
from hientai.shared.vocabulary import BLOCS
from hientai.shared.words import N_, _

ANSWER = "approvals:answer"
MOST_STEPS, MOST_DAYS = 9, 365


class Whose(StrEnum):
    """Which unit a step lies with, or which unit issues the paper in the end."""

    SUBMITTER = "submitter"
    PARENT = "parent"
    AUTHORITY = "authority"
    UNIT = "unit"


WHOSE_WORDS = {
    Whose.SUBMITTER: N_("đơn vị trình"),
    Whose.PARENT: N_("đơn vị cấp trên trực tiếp của đơn vị trình"),
    Whose.AUTHORITY: N_("cơ quan có thẩm quyền"),
    Whose.UNIT: N_("đơn vị được nêu tên"),
}


@dataclass(frozen=True)
class Place:
    """A unit as a route names it; `unit` is a code, and only that of a unit named."""

    whose: Whose
    unit: str = ""

    def __post_init__(self) -> None:
        if (self.whose is Whose.UNIT) != bool(self.unit):
            raise Refused(
                _("Bước hoặc cơ quan ban hành chưa rõ là đơn vị nào"),
                remedy=_("Ghi mã đơn vị khi chọn đơn vị được nêu tên, và chỉ khi đó."),
            )

    @property
    def words(self) -> str:
        """Which unit, in words."""
        return self.unit or _(WHOSE_WORDS[self.whose])


@dataclass(frozen=True)
class Step:
    """One step: what it is called, where it lies, within how many working days, by whom there."""

    title: str
    place: Place
    days: int
    permission: str = ANSWER

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Refused(_("Có bước chưa đặt tên"), remedy=_("Ghi tên cho từng bước."))
        if not 1 <= self.days <= MOST_DAYS:
            raise Refused(_("Thời hạn của bước “%s” phải từ 1 đến 365 ngày làm việc") % self.title)


@dataclass(frozen=True)
class Whom:
    """For whom a route is: people of some blocs (none: of every bloc), and only those managed by
    the Party's standing committee, only the others, or (None) both."""

    blocs: tuple[str, ...] = ()
    managed: bool | None = None

    def holds(self, bloc: str, managed: bool | None) -> bool:
        """Whether it speaks of a person; one of whom it is not known is nobody's special case."""
        return (not self.blocs or bloc in self.blocs) and (
            self.managed is None or self.managed is managed
        )

    @property
    def words(self) -> str:
        """For whom, in words; "" for everybody."""
        parts = [", ".join(BLOCS.label(bloc) for bloc in self.blocs)] if self.blocs else []
        if self.managed is not None:
            parts.append(
                _("thuộc diện Ban Thường vụ quản lý")
                if self.managed
                else _("không thuộc diện Ban Thường vụ quản lý")
            )
        return "; ".join(parts)


class Routed(Protocol):
    """A dated version of a route, as the table holds it."""

    key: str
    blocs: list[str]
    managed: bool | None
    since: date
    steps: list[dict[str, Any]]

    @property
    def pk(self) -> int: ...


One = TypeVar("One", bound=Routed)


def matches(pattern: str, key: str) -> bool:
    """Whether the key of a route stands for what is approved."""
    return pattern == key or (pattern.endswith("*") and key.startswith(pattern[:-1]))


def patterns_of(key: str) -> list[str]:
    """Every key of a route that could stand for this one."""
    return [key, *(f"{key[:end]}*" for end in range(len(key) + 1))]


def in_force(routes: Iterable[One], on: date) -> list[One]:
    """The version of a day of each route: the last that begins by then, of two on one day the one
    put later; a route whose last version has no step is no more."""
    newest: dict[tuple[str, tuple[str, ...], bool | None], One] = {}
    for route in sorted(routes, key=lambda one: (one.since, one.pk)):
        if route.since <= on:
            newest[route.key, tuple(sorted(route.blocs)), route.managed] = route
    return [route for route in newest.values() if route.steps]


def chosen(routes: Iterable[One], key: str, bloc: str, managed: bool | None) -> One | None:
    """The route that holds for one person, of those in force: whoever it speaks of most closely,
    then whatever; the longer key before the shorter, the exact one first."""
    fitting = [
        route
        for route in routes
        if matches(route.key, key) and Whom(tuple(route.blocs), route.managed).holds(bloc, managed)
    ]
    return max(fitting, key=lambda route: _closeness(route, key), default=None)


def _closeness(route: Routed, key: str) -> tuple[bool, bool, bool, int]:
    exact = route.key == key
    return route.managed is not None, bool(route.blocs), exact, len(route.key)


def steps_as_data(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Steps as plain data, as the table keeps them."""
    return [
        {
            "title": step.title.strip(),
            "whose": step.place.whose.value,
            "unit": step.place.unit,
            "days": step.days,
            "permission": step.permission,
        }
        for step in steps
    ]


def step_of(data: Mapping[str, Any]) -> Step:
    """A step as the table keeps it."""
    place = Place(Whose(data["whose"]), data["unit"])
    return Step(data["title"], place, data["days"], data["permission"])


def place_of(whose: str, unit: str) -> Place:
    """A place as the table keeps it."""
    return Place(Whose(whose), unit)


def refuse_route(key: str, title: str, source: str, steps: Sequence[Step]) -> None:
    """Refused where a route has no key, name or clause, no step, or too many."""
    for text, what in ((key, N_("khóa")), (title, N_("tên")), (source, N_("căn cứ"))):
        if not text.strip():
            raise Refused(_("Trình tự phê duyệt chưa ghi %s") % _(what))
    if not 1 <= len(steps) <= MOST_STEPS:
        raise Refused(_("Trình tự phê duyệt phải có từ 1 đến %s bước") % MOST_STEPS)
