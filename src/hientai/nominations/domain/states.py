"""Where a nomination and its list may go from where they stand."""

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

DRAFT, SUBMITTED, SEATED, RESERVE, DECIDED = "draft", "submitted", "seated", "reserve", "decided"
REFUSED, WITHDRAWN, REPLACED, POSTPONED = "refused", "withdrawn", "replaced", "postponed"
APPROVED = "approved"  # of a list

LIVE = frozenset({DRAFT, SUBMITTED, SEATED, RESERVE, DECIDED, POSTPONED})
"""A nomination that still leads, or led, to a place; a person has one of these in a list."""

MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED, WITHDRAWN}),
    SUBMITTED: frozenset({DRAFT, SEATED, RESERVE, REFUSED, WITHDRAWN}),
    SEATED: frozenset({RESERVE, DECIDED, WITHDRAWN}),
    RESERVE: frozenset({SEATED, WITHDRAWN}),
    DECIDED: frozenset({WITHDRAWN, REPLACED, POSTPONED}),
    POSTPONED: frozenset({WITHDRAWN, REPLACED}),
    WITHDRAWN: frozenset({DRAFT}),
    REFUSED: frozenset(),
    REPLACED: frozenset(),
}
"""The same table stands in the trigger `nominations_row_moves`; a test holds the two together.

A seat that lapses leads back to the reserve; what was taken off a list that is still drawn up may
be put back.
"""

LIST_MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED, WITHDRAWN}),
    SUBMITTED: frozenset({DRAFT, APPROVED, REFUSED}),
    APPROVED: frozenset(),
    REFUSED: frozenset(),
    WITHDRAWN: frozenset(),
}

TOLD = {
    DRAFT: N_("đang lập"),
    SUBMITTED: N_("đang trình"),
    APPROVED: N_("đã duyệt"),
    SEATED: N_("được giữ chỗ"),
    RESERVE: N_("dự bị"),
    DECIDED: N_("đã có quyết định cử"),
    REFUSED: N_("không duyệt"),
    WITHDRAWN: N_("đã rút"),
    REPLACED: N_("đã thay người khác"),
    POSTPONED: N_("đã hoãn"),
}


def refuse_move(was: str, became: str, who: str = "") -> None:
    """Refused where a nomination cannot go from one state to another."""
    if became not in MOVES[was]:
        raise Refused(
            _("Không chuyển được đề cử%(who)s từ “%(was)s” sang “%(became)s”")
            % {
                "who": _(" của %s") % who if who else "",
                "was": _(TOLD[was]),
                "became": _(TOLD[became]),
            },
            remedy=_("Tải lại trang để xem trạng thái hiện nay."),
        )


def refuse_list_move(was: str, became: str) -> None:
    """Refused where a list cannot go from one state to another."""
    if became not in LIST_MOVES[was]:
        raise Refused(
            _("Danh sách đang ở trạng thái “%(was)s”, không chuyển sang “%(became)s” được")
            % {"was": _(TOLD[was]), "became": _(TOLD[became])},
            remedy=_("Tải lại trang để xem trạng thái hiện nay."),
        )


def refuse_unless_draft(state: str) -> None:
    """Refused where a list is no longer drawn up: its rows stand still."""
    if state != DRAFT:
        raise Refused(
            _("Danh sách đã trình, không sửa được"),
            why=_("danh sách đang ở trạng thái “%s”") % _(TOLD[state]),
            remedy=_("Rút danh sách đang trình về, hoặc chờ kết quả."),
        )
