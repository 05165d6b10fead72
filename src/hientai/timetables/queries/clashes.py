"""What stands against a timetable, in words: who, where, when; of another class no more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.timetables.domain.plan import Planned
from hientai.timetables.queries.plans import clash_rows, wall

MOST_TOLD = 5


@dataclass(frozen=True)
class Clash:
    """Somebody or a room of the own class that another class has at that time."""

    session: Planned
    kind: str
    name: str
    class_code: str
    class_title: str
    held_at: str
    starts: datetime
    ends: datetime

    def __str__(self) -> str:
        who = {"room": _("Phòng %s"), "lecturer": _("Giảng viên %s"), "person": "%s"}[self.kind]
        return _("%(who)s: %(day)s %(from)s–%(to)s ở lớp %(class)s (%(at)s)") % {
            "who": who % self.name,
            "day": day(self.starts.date()),
            "from": f"{self.starts:%H:%M}",
            "to": f"{self.ends:%H:%M}",
            "class": self.class_code,
            "at": self.held_at,
        }


def clashes(class_id: int, plan: Iterable[Planned]) -> list[Clash]:
    """What stands against the sessions of a plan, in their order."""
    wanted = list(plan)
    return [
        Clash(wanted[at - 1], kind, name, code, title, held_at, wall(h.lower), wall(h.upper))
        for at, kind, name, code, title, held_at, h in clash_rows(class_id, wanted)
    ]


def refuse_clashes(found: Sequence[Clash]) -> None:
    """Refuse a timetable that somebody or a room cannot keep, naming them."""
    if not found:
        return
    told = "; ".join(str(one) for one in found[:MOST_TOLD])
    if len(found) > MOST_TOLD:
        told += "; " + _("và %s chỗ trùng nữa") % number(len(found) - MOST_TOLD)
    raise Refused(_("Trùng lịch"), why=told, remedy=_("Đổi giờ, đổi phòng hoặc đổi giảng viên."))
