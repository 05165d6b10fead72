"""What papers are written for, and the fields that the words of each may name.

The fields are data (`packs/fields.yaml`): what a template says is Vietnamese, whoever reads it.
"""

from dataclasses import dataclass
from pathlib import Path

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _
from hientai.shared.yaml_files import read_yaml

OF_THE_BODY, LAWS = "cơ quan ban hành", "căn cứ pháp luật"  # fields that the room itself fills
PACKS = Path(__file__).resolve().parents[1] / "packs"


@dataclass(frozen=True)
class Field:
    """A field of templates: its name as typed, its meaning, an example, where it may stand."""

    name: str
    meaning: str
    example: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purpose:
    """What a paper is for, the kind it takes, and what it does to a former one ("" for nothing)."""

    code: str
    label: str
    kind: str
    relation: str = ""

    @property
    def fields(self) -> dict[str, Field]:
        """The fields its words may name, by name."""
        return {one.name: one for one in FIELDS if not one.of or self.code in one.of}

    def examples(self) -> dict[str, str]:
        """A value for each field, to try a template on."""
        return {name: one.example for name, one in self.fields.items()}


FIELDS = tuple(
    Field(**{**row, "of": tuple(row.get("of", ()))}) for row in read_yaml(PACKS / "fields.yaml")
)
PURPOSES = (
    Purpose("send_course", N_("Cử đi bồi dưỡng"), "decision"),
    Purpose("send_degree", N_("Cử đi đào tạo"), "decision"),
    Purpose("amend", N_("Điều chỉnh quyết định"), "decision", "amends"),
    Purpose("withdraw", N_("Thu hồi việc cử đi"), "decision", "amends"),
    Purpose("postpone", N_("Hoãn việc cử đi"), "decision", "amends"),
    Purpose("summon", N_("Triệu tập"), "letter"),
    Purpose("submit", N_("Trình phê duyệt"), "submission"),
)
BY_CODE = {purpose.code: purpose for purpose in PURPOSES}


def purpose_of(code: str) -> Purpose:
    """A purpose by its code; refused for another."""
    if code not in BY_CODE:
        raise Refused(
            _("Không có mẫu cho việc “%s”") % code, remedy=", ".join(p.code for p in PURPOSES)
        )
    return BY_CODE[code]
