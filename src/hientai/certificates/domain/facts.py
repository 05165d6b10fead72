"""What a certificate says, as plain values: the one source of its paper, QR code, credential."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from hientai.shared.words import N_, _

CERTIFICATE, CONFIRMATION = "certificate", "confirmation"
KINDS = {CERTIFICATE: N_("Chứng chỉ"), CONFIRMATION: N_("Giấy chứng nhận hoàn thành khóa học")}
SYMBOLS = {CERTIFICATE: "CC", CONFIRMATION: "GCN", "copy": "BS"}
CLASSIFICATIONS = {
    "excellent": "Xuất sắc",
    "good": "Giỏi",
    "fair": "Khá",
    "average": "Trung bình",
    "passed": "Đạt",
}
"""Classifications by code; the words are printed and stay Vietnamese."""
FORM = 1  # of the facts; rises where a later version says more


@dataclass(frozen=True)
class Facts:
    """One certificate; days are ISO texts, "" where the paper says nothing."""

    code: str
    kind: str
    number: str
    name: str
    birth: str
    workplace: str
    programme: str
    training_class: str
    starts_on: str
    ends_on: str
    days: int
    periods: int
    classification: str
    place: str
    issuer: str
    parent: str
    signed_on: str
    signed_at: str
    authority: str
    signer: str
    place_signed: str
    home: str
    replaces: str = ""
    status_list: int = 0
    status_index: int = 0

    def as_data(self) -> dict[str, Any]:
        """The facts as they are kept."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Facts":
        """Facts that were kept; what a later version added is not looked at."""
        return cls(**{one.name: data[one.name] for one in fields(cls) if one.name in data})

    @property
    def address(self) -> str:
        """Where anyone verifies it; "" where the system has no address."""
        return f"{self.home}/xac-nhan/{self.code}/" if self.home else ""


def number_text(number: int, year: int, kind: str, symbol: str) -> str:
    """A number of a register as printed: "0012/2024/CC-TCB"."""
    return f"{number:04d}/{year}/{SYMBOLS[kind]}-{symbol}"


def kind_words(kind: str) -> str:
    """What a document is called."""
    return _(KINDS[kind])


def classification_of(text: str) -> str:
    """The words of a classification, given as code or words; "" for none, else ValueError."""
    said = " ".join(text.split())
    if not said:
        return ""
    if said in CLASSIFICATIONS:
        return CLASSIFICATIONS[said]
    for words in CLASSIFICATIONS.values():
        if words.casefold() == said.casefold():
            return words
    raise ValueError(said)


def birth_text(born: date | None, precision: str) -> str:
    """A day of birth as far as it is known: ISO, cut after the month or the year."""
    if born is None:
        return ""
    return born.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)]


def written_day(text: str) -> str:
    """An ISO day, month or year as Vietnamese write it."""
    return "/".join(reversed(text.split("-"))) if text else ""
