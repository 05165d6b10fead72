"""Where a submission can stand, and what an answer makes of it."""

from dataclasses import dataclass
from enum import StrEnum

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

LONGEST_REASON = 1_000


class State(StrEnum):
    """Open until it is approved, sent back, refused or withdrawn; what is closed stays."""

    OPEN = "open"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What is said at a step; a withdrawal takes the place of the answer that did not come."""

    AGREED = "agreed"
    SENT_BACK = "sent_back"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ANSWERS = (Verdict.AGREED, Verdict.SENT_BACK, Verdict.REFUSED)
STATE_WORDS = {
    State.OPEN: N_("đang chờ phê duyệt"),
    State.APPROVED: N_("đã phê duyệt"),
    State.SENT_BACK: N_("đã trả lại"),
    State.REFUSED: N_("không phê duyệt"),
    State.WITHDRAWN: N_("đã rút"),
}
VERDICT_WORDS = {
    Verdict.AGREED: N_("đồng ý"),
    Verdict.SENT_BACK: N_("trả lại"),
    Verdict.REFUSED: N_("không đồng ý"),
    Verdict.WITHDRAWN: N_("rút lại"),
}
_CLOSES = {
    Verdict.SENT_BACK: State.SENT_BACK,
    Verdict.REFUSED: State.REFUSED,
    Verdict.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True)
class Standing:
    """Where a submission stands: its state and its step, counted from 0."""

    state: State
    step: int


def after(step: int, steps: int, verdict: Verdict) -> Standing:
    """Where a submission with so many steps stands after what was said at one of them."""
    if verdict is not Verdict.AGREED:
        return Standing(_CLOSES[verdict], step)
    if step + 1 < steps:
        return Standing(State.OPEN, step + 1)
    return Standing(State.APPROVED, step)


def refuse_closed(state: str) -> None:
    """Refused where nothing is waited for any more."""
    if state != State.OPEN:
        raise Refused(
            _("Hồ sơ này không còn chờ trả lời"),
            why=_("hồ sơ %s") % _(STATE_WORDS[State(state)]),
            remedy=_("Tải lại trang để xem tình trạng hiện nay."),
        )


def refuse_another_step(seen: int, now: int) -> None:
    """Refused where the step that was looked at has been answered meanwhile."""
    if seen != now:
        raise Refused(
            _("Bước này vừa có người trả lời"),
            remedy=_("Tải lại trang để xem tình trạng hiện nay."),
        )


def reason_for(verdict: Verdict, text: str) -> str:
    """The reason that goes with an answer: needed unless it agrees, and not endless."""
    tidy = " ".join(text.split())
    if not tidy and verdict is not Verdict.AGREED:
        raise Refused(
            _("Chưa ghi lý do"), remedy=_("Ghi lý do để người trình biết cần làm gì tiếp.")
        )
    if len(tidy) > LONGEST_REASON:
        raise Refused(_("Lý do dài quá %s ký tự") % LONGEST_REASON)
    return tidy
