"""What a paper of this room does, and what it says of each person."""

from dataclasses import dataclass

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

ORIGIN = "decisions"
"""Under this name papers of this room stand in the register."""

SEND, WITHDRAW, REPLACE = "send", "withdraw", "replace"
POSTPONE, CORRECT = "postpone", "correct"
SENDS, WITHDRAWS, REPLACES = "sends", "withdraws", "replaces"
POSTPONES, CORRECTS = "postpones", "corrects"
OPEN, DONE, FREE = "open", "done", "free"


@dataclass(frozen=True)
class Kind:
    """One kind of decision: what it is called, what its rows do, for which purpose it is worded
    ("" where that depends on the quota)."""

    code: str
    label: str
    what: str
    purpose: str
    done: str


KINDS = (
    Kind(SEND, N_("Cử đi"), SENDS, "", N_("cử đi")),
    Kind(WITHDRAW, N_("Thu hồi việc cử"), WITHDRAWS, "withdraw", N_("thu hồi việc cử đi")),
    Kind(REPLACE, N_("Thay người"), REPLACES, "amend", N_("thay bằng người khác")),
    Kind(POSTPONE, N_("Hoãn"), POSTPONES, "postpone", N_("hoãn, dời thời gian")),
    Kind(CORRECT, N_("Đính chính"), CORRECTS, "amend", N_("đính chính")),
)
BY_CODE = {kind.code: kind for kind in KINDS}
AMENDING = tuple(kind for kind in KINDS if kind.code != SEND)
BY_WHAT = {kind.what: kind for kind in KINDS}


def kind_of(code: str) -> Kind:
    """A kind by its code; refused for another."""
    if code not in BY_CODE:
        raise Refused(
            _("Không có loại quyết định “%s”") % code,
            remedy=", ".join(one.code for one in KINDS),
        )
    return BY_CODE[code]


def purpose_for(kind: str, of_quota: str) -> str:
    """What the words of a paper are for; a sending of a course or of a degree, by the quota."""
    return kind_of(kind).purpose or ("send_degree" if of_quota == "degree" else "send_course")


def done_words(what: str) -> str:
    """What a row of a registered paper did, in words."""
    return _(BY_WHAT[what].done)
