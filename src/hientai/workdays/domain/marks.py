"""What is said of a day beyond its weekday: off or worked, why, by which paper, how sure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hientai.rules.engine import Certainty
from hientai.shared.vietnamese import day as day_text
from hientai.shared.words import N_, _


class Kind(StrEnum):
    """Why a day is marked."""

    NEW_YEAR = "new_year"
    TET = "tet"
    KINGS = "kings"
    VICTORY = "victory"
    LABOUR = "labour"
    NATIONAL = "national"
    CULTURE = "culture"
    MADE_UP = "made_up"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    OFF = "off"
    WORK = "work"


KINDS = {
    Kind.NEW_YEAR: N_("Tết Dương lịch"),
    Kind.TET: N_("Tết Âm lịch"),
    Kind.KINGS: N_("Giỗ Tổ Hùng Vương (10/3 âm lịch)"),
    Kind.VICTORY: N_("Ngày Chiến thắng"),
    Kind.LABOUR: N_("Ngày Quốc tế lao động"),
    Kind.NATIONAL: N_("Quốc khánh"),
    Kind.CULTURE: N_("Ngày Văn hóa Việt Nam"),
    Kind.MADE_UP: N_("Nghỉ bù"),
    Kind.SWAP_OFF: N_("Nghỉ hoán đổi"),
    Kind.SWAP_WORK: N_("Làm bù"),
    Kind.OFF: N_("Nghỉ"),
    Kind.WORK: N_("Làm việc"),
}
_OF = {
    Kind.MADE_UP: N_("Nghỉ bù cho ngày lễ %(day)s"),
    Kind.SWAP_OFF: N_("Nghỉ hoán đổi, làm bù ngày %(day)s"),
    Kind.SWAP_WORK: N_("Làm bù cho ngày %(day)s"),
}
WORKED = frozenset({Kind.SWAP_WORK, Kind.WORK})
ESTIMATED = N_("dự kiến, chưa có văn bản của năm")


@dataclass(frozen=True)
class Mark:
    """A day, what is said of it, and by which paper; `of` is the day that it stands in for."""

    day: date
    kind: Kind
    clause: str
    certainty: Certainty
    of: date | None = None
    note: str = ""
    key: int | None = None

    @property
    def is_off(self) -> bool:
        """Whether nobody works on the day."""
        return self.kind not in WORKED

    @property
    def is_sure(self) -> bool:
        """Whether a paper or the law itself says it, and not an estimate."""
        return self.certainty is not Certainty.UNCERTAIN

    @property
    def why(self) -> str:
        """The reason in words."""
        told = _(KINDS[self.kind])
        if self.of is not None and self.kind in _OF:
            told = _(_OF[self.kind]) % {"day": day_text(self.of)}
        return f"{told}: {_(self.note)}" if self.note else told
