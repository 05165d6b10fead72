"""The paper that goes outside: the last seal in words that can be printed or mailed."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hientai.audit.models import Segment
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number


def head_as_text(last: Segment | None) -> str:
    """The last seal: its hash, what it stands for, and how it is checked later."""
    if last is None:
        raise Refused(
            _("Nhật ký chưa được niêm phong lần nào"),
            remedy=_("Chạy lệnh: hientai audit seal"),
        )
    return "\n".join(
        (
            _("Hiền Tài – mã niêm phong nhật ký"),
            "",
            _("Đoạn: %s") % number(last.number),
            _("Niêm phong lúc: %s")
            % date_format(timezone.localtime(last.sealed_at), "SHORT_DATETIME_FORMAT"),
            _("Mã: %s") % last.hash,
            "",
            _("Giữ tờ này ở ngoài hệ thống. Để kiểm tra về sau:"),
            f"  hientai audit verify --against {last.hash}",
        )
    )
