"""Letters of accounts: what invites somebody, and what lets a forgotten password be set anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.shared.vietnamese import day


@dataclass(frozen=True)
class Letter:
    """An e-mail as plain text."""

    subject: str
    text: str


def invitation(name: str, username: str, address: str, ends: datetime) -> Letter:
    """Asks somebody to set a password and begin."""
    return Letter(
        _("Mời sử dụng Hệ thống Hiền Tài"),
        _text(
            name,
            _(
                "Ông/Bà được cấp tài khoản trên Hệ thống quản lý đào tạo, bồi dưỡng cán bộ, "
                "công chức, viên chức Hiền Tài."
            ),
            _("Tên đăng nhập: %s") % username,
            _("Để kích hoạt tài khoản, đề nghị Ông/Bà mở địa chỉ dưới đây và đặt mật khẩu:"),
            address,
            _("Địa chỉ này dùng được một lần, đến %s.") % _moment(ends),
            _(
                "Nếu Ông/Bà không chờ thư này, đề nghị bỏ qua và báo cho bộ phận quản trị hệ "
                "thống của cơ quan."
            ),
        ),
    )


def reset(name: str, username: str, address: str, ends: datetime) -> Letter:
    """Lets a user set a new password."""
    return Letter(
        _("Đặt lại mật khẩu Hệ thống Hiền Tài"),
        _text(
            name,
            _("Hệ thống nhận được yêu cầu đặt lại mật khẩu của tài khoản %s.") % username,
            _("Để đặt mật khẩu mới, đề nghị Ông/Bà mở địa chỉ dưới đây:"),
            address,
            _("Địa chỉ này dùng được một lần, đến %s.") % _moment(ends),
            _(
                "Nếu Ông/Bà không yêu cầu, đề nghị bỏ qua thư này; mật khẩu hiện tại vẫn giữ "
                "nguyên."
            ),
        ),
    )


LETTERS: Mapping[str, Callable[[str, str, str, datetime], Letter]] = {
    "invitation": invitation,
    "reset": reset,
}


def _text(name: str, *paragraphs: str) -> str:
    closing = _("Thư này được gửi tự động; đề nghị không trả lời.")
    parts = [_("Kính gửi Ông/Bà %s,") % name, *paragraphs, "-- \n" + closing]
    return "\n\n".join(parts) + "\n"


def _moment(moment: datetime) -> str:
    here = timezone.localtime(moment)
    return _("%(time)s ngày %(day)s") % {"time": f"{here:%H:%M}", "day": day(here.date())}
