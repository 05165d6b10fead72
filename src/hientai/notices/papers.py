"""Letters of notices: of one alone, and of all of a day together.

A letter goes over the open network and lies in a mailbox: it carries the title and the address of
the page, which opens after signing in; the text of a notice stays in the system.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hientai.notices.domain.kinds import label_of
from hientai.notices.models import Notice
from hientai.shared.vietnamese import day

MOST = 30  # notices told one by one in a digest


@dataclass(frozen=True)
class Letter:
    """An e-mail as plain text."""

    subject: str
    text: str


def letter_of(name: str, notices: Sequence[Notice], digest_on: date | None) -> Letter:
    """What goes out: one notice by itself, several of a day's digest together."""
    if digest_on and len(notices) > 1:
        return digest(name, notices, digest_on)
    return letter(name, notices[0])


def letter(name: str, notice: Notice) -> Letter:
    """The letter of one notice."""
    told = {"title": _line(notice.title), "day": day(notice.on)}
    return Letter(
        _("Hiền Tài: %s") % told["title"],
        _text(
            name,
            _(
                "Hệ thống quản lý đào tạo, bồi dưỡng cán bộ, công chức, viên chức Hiền Tài có "
                "thông báo gửi Ông/Bà:"
            ),
            _("%(title)s (ngày %(day)s).") % told,
            _("Đề nghị Ông/Bà đăng nhập để xem nội dung, tại địa chỉ:"),
            _address(notice.link),
        ),
    )


def digest(name: str, notices: Sequence[Notice], on: date) -> Letter:
    """The letter of all that waited for a day's digest, the oldest first."""
    told = {"n": len(notices), "day": day(on)}
    rest = len(notices) - MOST
    more = [_("… và %(n)s thông báo khác.") % {"n": rest}] if rest > 0 else []
    return Letter(
        _("Hiền Tài: %(n)s thông báo, ngày %(day)s") % told,
        _text(
            name,
            _(
                "Hệ thống quản lý đào tạo, bồi dưỡng cán bộ, công chức, viên chức Hiền Tài có "
                "%(n)s thông báo gửi Ông/Bà:"
            )
            % told,
            *[_item(at, notice) for at, notice in enumerate(notices[:MOST], 1)],
            *more,
            _("Đề nghị Ông/Bà đăng nhập để xem nội dung; toàn bộ thông báo ở địa chỉ:"),
            _address(""),
        ),
    )


def trial(name: str) -> Letter:
    """The letter by which who looks after the system tries the way letters go."""
    return Letter(
        _("Hiền Tài: thư thử"),
        _text(name, _("Đây là thư thử đường gửi thư của Hệ thống; Ông/Bà không phải làm gì.")),
    )


def _item(at: int, notice: Notice) -> str:
    what = {"kind": label_of(notice.kind), "day": day(notice.on)}
    below = _("%(kind)s, ngày %(day)s") % what
    return f"{at}. {_line(notice.title)}\n   {below}\n   {_address(notice.link)}"


def _address(link: str) -> str:
    """The full address where the installation names its own, else where to look."""
    origin = settings.HIENTAI_ADDRESS.rstrip("/")
    path = link or reverse("notices:notices")
    return origin + path if origin else _("mục Thông báo của Hệ thống (%s)") % path


def _line(title: str) -> str:
    return " ".join(title.split())


def _text(name: str, *paragraphs: str) -> str:
    closing = _("Thư này được gửi tự động; đề nghị không trả lời.")
    choice = _(
        "Ông/Bà chọn loại thông báo nhận qua thư trong Hệ thống: mục Thông báo, phần Lựa chọn."
    )
    parts = [_("Kính gửi Ông/Bà %s,") % name, *paragraphs, f"-- \n{closing}\n{choice}"]
    return "\n\n".join(parts) + "\n"
