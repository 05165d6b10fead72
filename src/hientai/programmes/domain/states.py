"""The states of a version and the steps between them."""

from collections.abc import Sequence

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

DRAFT, APPRAISING, APPRAISED = "draft", "appraising", "appraised"
APPROVED, REPLACED, WITHDRAWN = "approved", "replaced", "withdrawn"
STATES = {
    DRAFT: N_("bản thảo"),
    APPRAISING: N_("đang thẩm định"),
    APPRAISED: N_("đã thẩm định"),
    APPROVED: N_("đã phê duyệt"),
    REPLACED: N_("đã được thay thế"),
    WITHDRAWN: N_("thôi áp dụng"),
}
OPEN = (DRAFT, APPRAISING, APPRAISED)
"""States of a version that may still come into force."""


def refuse_state(state: str, allowed: Sequence[str]) -> None:
    """A version takes a step only from the states it starts in."""
    if state not in allowed:
        wanted = ", ".join(_(STATES[one]) for one in allowed)
        raise Refused(
            _("Phiên bản này %(state)s") % {"state": _(STATES[state])},
            why=_("bước này chỉ làm khi phiên bản ở tình trạng: %(wanted)s") % {"wanted": wanted},
            remedy=_("Tải lại trang để xem tình trạng hiện nay; cần sửa thì lập phiên bản mới."),
        )
