"""A template tried on examples or on a real paper, before it is put into use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hientai.documents.domain.compose import composed, issued, shipped_words
from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.paper import Annex, Column, Issuer, Paper
from hientai.documents.domain.purposes import OF_THE_BODY, purpose_of
from hientai.documents.domain.words import Words, filled

__all__ = ["Sample", "shipped_words", "tried"]

_LIST = (
    ("1", "Nguyễn Thu An", "09/3/1986", "Phó Trưởng phòng", "Sở Tài chính"),
    ("2", "Phạm Văn Long", "14/11/1990", "Chuyên viên", "Sở Tài chính"),
    ("3", "Đặng Thị Kim Ngân", "02/8/1983", "Chuyên viên chính", "Sở Y tế"),
)
_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 46),
    Column("Ngày sinh", 24, "center"),
    Column("Chức vụ, vị trí việc làm", 42),
    Column("Cơ quan, đơn vị", 43),
)


@dataclass(frozen=True)
class Sample:
    """What a template is tried on: values and lists of a real paper, else the examples."""

    values: Mapping[str, str] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = (Annex("", _COLUMNS, _LIST),)
    signer: str = "Nguyễn Thị Mai Hương"


def tried(
    purpose: str,
    words: Words,
    issuer: Issuer,
    symbol: tuple[str, str],
    on: date,
    sample: Sample | None = None,
) -> Paper:
    """The paper that the words make of a sample; it is kept nowhere."""
    meant, used = purpose_of(purpose), sample or Sample()
    kind = kind_of(meant.kind)
    values = {**meant.examples(), **used.values, OF_THE_BODY: issuer.name}
    made = composed(
        kind=kind,
        issuer=issuer,
        symbol=symbol_of(kind, *symbol),
        words=filled(words, values),
        signer=used.signer,
        annexes=used.annexes,
    )
    return issued(made, "01", on)
