"""Where a form and an action stand."""

from datetime import date

from hientai.shared.words import N_

OPEN, COUNTED, FEW, WITHDRAWN = "open", "counted", "few", "withdrawn"
STATES = {
    OPEN: N_("đang thu phiếu"),
    COUNTED: N_("đã có kết quả"),
    FEW: N_("chưa đủ phiếu"),
    WITHDRAWN: N_("đã hủy"),
}
COMING, TAKING, CLOSED = "coming", "taking", "closed"
TAKEN, DONE = "open", "closed"
ACTION_STATES = {TAKEN: N_("đang làm"), DONE: N_("đã xong")}


def stage(opens_on: date, closes_on: date, on: date) -> str:
    """Whether a form that was opened takes answers on a day."""
    if on < opens_on:
        return COMING
    return TAKING if on <= closes_on else CLOSED
