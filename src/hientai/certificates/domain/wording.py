"""The words of a template: fields in braces, filled with what a certificate says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hientai.certificates.domain.facts import Facts, written_day
from hientai.shared.refused import Refused
from hientai.shared.words import N_, _
from hientai.shared.yaml_files import read_yaml

PACKS = Path(__file__).resolve().parents[1] / "packs"
FIELD = re.compile(r"\{([^{}]*)\}")
FIELDS = {
    "họ và tên": N_("họ và tên người được cấp"),
    "ngày sinh": N_("ngày, tháng hoặc năm sinh"),
    "đơn vị công tác": N_("đơn vị công tác khi học"),
    "chương trình": N_("tên chương trình"),
    "lớp": N_("tên lớp"),
    "từ ngày": N_("ngày đầu của khóa"),
    "đến ngày": N_("ngày cuối của khóa"),
    "thời lượng": N_("số ngày, số tiết"),
    "địa điểm": N_("nơi học"),
    "xếp loại": N_("xếp loại"),
    "cơ sở": N_("tên cơ sở cấp"),
    "thay cho": N_("số của bản được thay"),
}
"""What each field of a template means; the names are typed in Vietnamese whoever reads them."""


@dataclass(frozen=True)
class Words:
    """The words of a template."""

    title: str
    subtitle: str = ""
    lines: str = ""
    authority: str = ""
    note: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Words":
        """Words that were kept."""
        return cls(**{one.name: str(data.get(one.name, "")) for one in fields(cls)})


@dataclass(frozen=True)
class Piece:
    """A run of words; what a field brought is strong."""

    text: str
    strong: bool


@dataclass(frozen=True)
class Line:
    """A line as it is set; `large` where it is one field alone."""

    pieces: tuple[Piece, ...]
    large: bool


SHIPPED = {kind: Words.from_data(said) for kind, said in read_yaml(PACKS / "words.yaml").items()}


def refuse_words(words: Words) -> None:
    """Refuse words without title or the person's name, or with a field that is none."""
    if not words.title.strip():
        raise Refused(_("Mẫu chưa có tên giấy"), remedy=_("Ghi tên giấy, ví dụ CHỨNG CHỈ."))
    for text in vars(words).values():
        for name in FIELD.findall(text):
            if name not in FIELDS:
                raise Refused(
                    _("Mẫu có trường không biết: “%s”") % name[:60],
                    remedy=_("Các trường: %s") % ", ".join(FIELDS),
                )
    if "{họ và tên}" not in words.lines:
        raise Refused(
            _("Mẫu chưa có họ và tên người được cấp"), remedy=_("Thêm một dòng {họ và tên}.")
        )


def values(facts: Facts) -> dict[str, str]:
    """What each field is filled with."""
    return {
        "họ và tên": facts.name,
        "ngày sinh": written_day(facts.birth),
        "đơn vị công tác": facts.workplace,
        "chương trình": facts.programme,
        "lớp": facts.training_class,
        "từ ngày": written_day(facts.starts_on),
        "đến ngày": written_day(facts.ends_on),
        "thời lượng": _length(facts),
        "địa điểm": facts.place,
        "xếp loại": facts.classification,
        "cơ sở": facts.issuer,
        "thay cho": facts.replaces,
    }


def set_lines(text: str, said: Mapping[str, str]) -> list[Line]:
    """The lines of a text with its fields filled; parts that have nothing to say fall out."""
    return [line for one in text.splitlines() if (line := _line(one.strip(), said))]


def set_text(text: str, said: Mapping[str, str]) -> str:
    """A text in one piece."""
    lines = set_lines(text, said)
    return " ".join("".join(piece.text for piece in line.pieces) for line in lines)


def _line(text: str, said: Mapping[str, str]) -> Line | None:
    parts = [part.strip() for part in text.split(" | ")]
    kept = [part for part in parts if part and _speaks(part, said)]
    if not kept:
        return None
    pieces: list[Piece] = []
    for at, part in enumerate(kept):
        pieces += [Piece("; ", strong=False)] if at else []
        pieces += _pieces(part, said)
    return Line(tuple(pieces), large=bool(FIELD.fullmatch(text)))


def _speaks(part: str, said: Mapping[str, str]) -> bool:
    names = FIELD.findall(part)
    return not names or any(said.get(name) for name in names)


def _pieces(part: str, said: Mapping[str, str]) -> list[Piece]:
    told = FIELD.split(part)  # words and names by turns
    made = [
        Piece(said.get(one, "") if at % 2 else one, bool(at % 2)) for at, one in enumerate(told)
    ]
    return [piece for piece in made if piece.text]


def _length(facts: Facts) -> str:
    days = f"{facts.days} ngày" if facts.days else ""
    periods = f"{facts.periods} tiết" if facts.periods else ""
    return f"{days} ({periods})" if days and periods else days or periods
