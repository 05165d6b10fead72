"""The main menu: which rooms a user may enter, and where the page stands among them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One place of the menu."""

    text: str | Promise
    href: str
    permission: str = ""

    def holds(self, path: str) -> bool:
        """Whether a page lies in this place."""
        return path == self.href if self.href == "/" else path.startswith(self.href)


MENU = (
    Entry(_("Tổng quan"), "/"),
    Entry(_("Đề án"), "/de-an/", "schemes:view"),
    Entry(_("Con người"), "/nguoi/", "people:view"),
    Entry(_("Đơn vị"), "/don-vi/", "units:view"),
    Entry(_("Nhập dữ liệu"), "/nhap/", "intake:import"),
    Entry(_("Pháp luật"), "/phap-luat/", "law:view"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: this user's menu, and what else the day form keeps of the address."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": []}
    mine = [e for e in MENU if not e.permission or user.may(e.permission)]
    return {
        "menu": [(entry, entry.holds(request.path)) for entry in mine],
        "kept_in_address": [
            (key, value)
            for key, values in request.GET.lists()
            if key not in ("on", "trang", "tai")
            for value in values
        ],
    }
