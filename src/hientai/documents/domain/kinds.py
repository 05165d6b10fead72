"""Kinds of administrative papers with the abbreviations of NĐ 30/2020, and their symbols."""

from dataclasses import dataclass

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name as printed, its abbreviation in the symbol ("" for a letter)."""

    code: str
    name: str
    abbreviation: str

    @property
    def series(self) -> str:
        """Under which its numbers run; letters have no abbreviation and run under their own."""
        return self.abbreviation or "CV"

    @property
    def is_letter(self) -> bool:
        """Whether it carries no name of a kind: the abstract stands under the number."""
        return not self.abbreviation


KINDS = (
    Kind("decision", N_("Quyết định"), "QĐ"),
    Kind("submission", N_("Tờ trình"), "TTr"),
    Kind("letter", N_("Công văn"), ""),
    Kind("notice", N_("Thông báo"), "TB"),
    Kind("invitation", N_("Giấy mời"), "GM"),
    Kind("plan", N_("Kế hoạch"), "KH"),
    Kind("report", N_("Báo cáo"), "BC"),
    Kind("minutes", N_("Biên bản"), "BB"),
    Kind("guidance", N_("Hướng dẫn"), "HD"),
    Kind("programme", N_("Chương trình"), "CTr"),
    Kind("scheme", N_("Đề án"), "ĐA"),
    Kind("option", N_("Phương án"), "PA"),
    Kind("contract", N_("Hợp đồng"), "HĐ"),
    Kind("resolution", N_("Nghị quyết"), "NQ"),
    Kind("directive", N_("Chỉ thị"), "CT"),
    Kind("regulation", N_("Quy chế"), "QC"),
    Kind("provisions", N_("Quy định"), "QyĐ"),
)
BY_CODE = {kind.code: kind for kind in KINDS}


def kind_of(code: str) -> Kind:
    """A kind by its code; refused for another."""
    if code not in BY_CODE:
        raise Refused(
            _("Không có loại văn bản “%s”") % code, remedy=", ".join(k.code for k in KINDS)
        )
    return BY_CODE[code]


def symbol_of(kind: Kind, body: str, drafter: str = "") -> str:
    """The symbol after the number: "QĐ-UBND"; of a letter the body and who drafted: "SNV-ĐTBD"."""
    parts = [body, drafter] if kind.is_letter else [kind.abbreviation, body]
    return "-".join(part for part in parts if part)
