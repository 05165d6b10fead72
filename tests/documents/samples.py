"""Papers that tests draw: the shipped words filled with their examples, lists of any length."""

from datetime import date

from hientai.documents.domain.compose import composed, issued, shipped_words
from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.paper import Annex, Column, Issuer, Paper
from hientai.documents.domain.purposes import purpose_of
from hientai.documents.domain.words import filled
from hientai.rules.decrees.nd30.format import Measures, measures

DAY = date(2024, 2, 3)
CITY = Issuer("Ủy ban nhân dân thành phố Hà Nội", "", "Hà Nội", collective=True)
DEPARTMENT = Issuer("Sở Nội vụ", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội")
NAMES = ("Nguyễn Thị Ánh Tuyết", "Phạm Văn Long", "Lê Hoàng Minh Khôi", "Đặng Thị Kim Ngân")
UNITS = ("Sở Tài chính", "Sở Y tế", "Ủy ban nhân dân huyện Đông Anh")


def measured() -> Measures:
    """The measures of the day."""
    return measures(DAY)


def people(count: int, *, landscape: bool = False) -> Annex:
    """A list of so many officials."""
    columns = (
        Column("TT", 10, "center"),
        Column("Họ và tên", 46),
        Column("Ngày sinh", 24, "center"),
        Column("Chức vụ, vị trí việc làm", 42),
        Column("Cơ quan, đơn vị", 45),
    )
    rows = tuple(
        (
            str(at + 1),
            NAMES[at % len(NAMES)],
            f"{at % 28 + 1:02d}/03/{1970 + at % 25}",
            "Phó Trưởng phòng" if at % 7 == 3 else "Chuyên viên",
            UNITS[at % len(UNITS)],
        )
        for at in range(count)
    )
    return Annex("", columns, rows, landscape)


def paper(purpose: str, *annexes: Annex, issuer: Issuer | None = None) -> Paper:
    """A registered paper of the shipped words with their examples."""
    meant = purpose_of(purpose)
    kind = kind_of(meant.kind)
    body = issuer or (CITY if kind.code == "decision" else DEPARTMENT)
    values = {**meant.examples(), "cơ quan ban hành": body.name}
    made = composed(
        kind=kind,
        issuer=body,
        symbol=symbol_of(kind, "UBND" if body.collective else "SNV", "ĐTBD"),
        words=filled(shipped_words(purpose), values),
        signer="Nguyễn Thị Mai Hương",
        annexes=annexes,
    )
    return issued(made, "07", DAY)
