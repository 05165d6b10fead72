"""The main menu: which rooms a user may enter, and where the page stands among them."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hientai.approvals.queries.tasks import waiting_lately
from hientai.notices.queries import unread_lately
from hientai.notices.views.notices import READ_AT
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.shared.words import language
from hientai.webkit.addresses import address_of
from hientai.webkit.day import today

NAME_SECONDS = 300


@dataclass(frozen=True)
class Entry:
    """One place of the menu, by the name of its page; the rare ones stand together under one word
    where room is short, the counted one says how much awaits the user."""

    text: str | Promise
    place: str
    permission: str = ""
    is_rare: bool = False
    is_counted: bool = False

    @property
    def href(self) -> str:
        """Its address."""
        return address_of(self.place)

    def holds(self, path: str) -> bool:
        """Whether a page lies in this place."""
        return path == self.href if self is MENU[0] else path.startswith(self.href)


MENU = (
    Entry(_("Tổng quan"), "home"),
    Entry(_("Đề án"), "schemes:schemes", "schemes:view"),
    Entry(_("Chương trình"), "programmes:programmes", "programmes:view", True),
    Entry(_("Lớp học"), "classes:classes", "classes:view", True),
    Entry(_("Đánh giá"), "evaluation:forms", "evaluation:view", True),
    Entry(_("Lịch học"), "timetables:mine", "timetables:view", True),
    Entry(_("Kết quả học tập"), "results:classes", "results:view", True),
    Entry(_("Điểm danh của tôi"), "attendance:mine", "attendance:own", True),
    Entry(_("Đoàn đi nước ngoài"), "delegations:journeys", "delegations:view", True),
    Entry(_("Giao chỗ"), "places:divisions", "places:view", True),
    Entry(_("Đề cử"), "nominations:lists", "nominations:view"),
    Entry(_("Hồ sơ của tôi"), "upkeep:own", "upkeep:own"),
    Entry(_("Con người"), "people:people", "people:view"),
    Entry(pgettext_lazy("mục", "Đơn vị"), "organisations:units", "units:view"),
    Entry(_("Nhập dữ liệu"), "intake:batches", "intake:import", True),
    Entry(_("Quyết định cử đi"), "decisions:sendings", "decisions:view", True),
    Entry(_("Chứng chỉ"), "certificates:register", "certificates:view", True),
    Entry(pgettext_lazy("mục", "Văn bản"), "documents:papers", "documents:view"),
    Entry(
        pgettext_lazy("mục", "Phê duyệt"),
        "approvals:tasks",
        "approvals:view",
        is_counted=True,
    ),
    Entry(_("Pháp luật"), "law:law", "law:view", True),
    Entry(_("Lịch làm việc"), "workdays:year", "workdays:view", True),
    Entry(_("Tài khoản"), "accounts:accounts", "accounts:manage", True),
)


# What few look at now and then stands under the user's name.
SIDE = (
    Entry(_("Vai trò"), "accounts:roles", "accounts:roles"),
    Entry(_("Việc nền"), "notices:jobs", "notices:jobs"),
    Entry(_("Niêm phong nhật ký"), "audit:chain", "audit:view"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: this user's menu, and what else the day form keeps of the address."""
    # A page composed of panels asks once for each of them.
    kept: dict[str, Any] | None = vars(request).get("menu_context")
    if kept is None:
        kept = vars(request)["menu_context"] = _context(request)
    return kept


def _context(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "language_shown": language()}
    mine = [e for e in MENU if not e.permission or user.may(e.permission)]
    rare = [(entry, entry.holds(request.path)) for entry in mine if entry.is_rare]
    return {
        "menu_rare": rare,
        # Asked where the head is drawn.
        "unread_notices": lambda: unread_lately(user, request.session.get(READ_AT, 0.0)),
        "awaiting_me": lambda: waiting_lately(user),
        "menu_rare_here": any(here for _entry, here in rare),
        "language_shown": language(),
        "menu": [(entry, entry.holds(request.path)) for entry in mine],
        "held_roles": [(role.get_role_display(), unit_name(role.unit)) for role in user.roles],
        "stand_ins": _stand_ins(user),
        "standing_for": next((role.holder for role in user.roles if role.deputy_id), ""),
        "side_menu": [entry for entry in SIDE if user.may(entry.permission)],
        "kept_in_address": [
            (key, value)
            for key, values in request.GET.lists()
            if key not in ("on", "trang", "tai")
            for value in values
        ],
    }


def _stand_ins(user: Any) -> list[tuple[str, str, str, str, bool]]:
    """What a deputy may act as: the own roles, then each that is stood in for; now or not."""
    others = [role for role in user.held if role.deputy_id]
    if not others:
        return []
    own = [("", "", "", "", user.deputy is None)] if len(others) < len(user.held) else []
    return own + [
        (
            str(role.deputy_id),
            role.get_role_display(),
            unit_name(role.unit),
            role.holder,
            role.deputy_id == user.deputy,
        )
        for role in others
    ]


def unit_name(unit: Unit) -> str:
    """The name a unit has today, its code where it stands no more; asked once in some minutes."""
    on = today()
    key = f"unit-name:{unit.pk}:{on}"
    name: str | None = cache.get(key)
    if name is None:
        name = names_on([unit.pk], on).get(unit.pk, unit.code)
        cache.set(key, name, NAME_SECONDS)
    return name
