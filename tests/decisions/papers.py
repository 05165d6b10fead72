"""Decisions that tests draw without a database: every kind, lists of any length, long names."""

from dataclasses import dataclass
from datetime import date

from hientai.decisions.domain import wording as w
from hientai.decisions.domain.amending import Change
from hientai.decisions.domain.kinds import KINDS, purpose_for
from hientai.decisions.domain.people import Named, annex_of
from hientai.decisions.domain.values import of_people
from hientai.documents.domain.compose import composed, issued, shipped_words
from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.paper import Annex, Issuer, Paper
from hientai.documents.domain.purposes import OF_THE_BODY, purpose_of
from hientai.documents.domain.words import filled

DAY = date(2024, 7, 15)
EVERY = tuple(kind.code for kind in KINDS)


@dataclass(frozen=True)
class Words:
    """How people and bodies of a paper are called."""

    names: tuple[str, ...]
    post: str
    unit: str
    issuer: Issuer
    title: str
    signer: str
    programme: str


USUAL = Words(
    names=("Nguyễn Thị Ánh Tuyết", "Phạm Văn Long", "Lê Hoàng Minh Khôi", "Đặng Thị Kim Ngân"),
    post="Phó Trưởng phòng",
    unit="Sở Tài chính",
    issuer=Issuer("Sở Tài chính", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
    title="Giám đốc",
    signer="Đỗ Hữu Tùng",
    programme="Quản lý tài chính công",
)
LONG = Words(
    names=("Công Tằng Tôn Nữ Phương Thảo Nguyên", "Nguyễn Phúc Hồng Thanh Diệu Huyền Trân"),
    post="Phó Trưởng phòng phụ trách Phòng Quản lý chất lượng công trình và phát triển đô thị",
    unit="Ban Quản lý dự án đầu tư xây dựng công trình hạ tầng kỹ thuật và nông nghiệp thành phố",
    issuer=Issuer(
        "Ban Quản lý dự án đầu tư xây dựng công trình hạ tầng kỹ thuật và nông nghiệp thành phố",
        "Ủy ban nhân dân thành phố Hà Nội",
        "Hà Nội",
    ),
    title="KT. Giám đốc\nPhó Giám đốc phụ trách",
    signer="Công Tằng Tôn Nữ Phương Thảo Nguyên",
    programme="Quản lý nhà nước về đầu tư xây dựng, giải phóng mặt bằng, quy hoạch và phát triển"
    " hạ tầng kỹ thuật đô thị trong giai đoạn chuyển đổi số",
)


def decision(kind: str, count: int, words: Words = USUAL) -> Paper:
    """A registered decision of a kind about so many people, each on its list."""
    people = people_of(count, words)
    purpose = purpose_for(kind, "course")
    values = {
        **purpose_of(purpose).examples(),
        **of_people(people, DAY, words.issuer.name),
        "chương trình": words.programme,
        OF_THE_BODY: words.issuer.name,
        w.CHANGED: "\n".join(changed(kind, people)),
        w.POSTPONED_TO: w.postponed_to(date(2024, 10, 7), date(2024, 10, 25)),
    }
    kept = w.signed_by(
        filled(shipped_words(purpose), values), words.issuer.name, False, words.title
    )
    made = composed(
        kind=kind_of("decision"),
        issuer=words.issuer,
        symbol=symbol_of(kind_of("decision"), "STC", ""),
        words=kept,
        signer=words.signer,
        annexes=[listed(kind, people)],
    )
    return issued(made, "07", DAY)


def people_of(count: int, words: Words) -> list[Named]:
    """So many people of one unit."""
    return [
        Named(
            person_id=at,
            name=words.names[at % len(words.names)],
            birth=f"{at % 28 + 1:02d}/03/{1970 + at % 25}",
            post=words.post,
            unit=words.unit,
            sex="female",
            category="civil_servant",
        )
        for at in range(count)
    ]


def changed(kind: str, people: list[Named]) -> list[str]:
    """What an amending paper says in its first article."""
    if kind == "replace":
        return w.replacement_lines([(one, one) for one in people])
    return w.correction_lines([(one, wrong(one)) for one in people])


def wrong(one: Named) -> list[Change]:
    """Two values of a person that a paper puts right."""
    return [Change("name", "Nguyễn Thị Tuyết", one.name), Change("birth", "01/3/1970", one.birth)]


def listed(kind: str, people: list[Named]) -> Annex:
    """The annexed list, with the column that the kind adds."""
    more = {
        "replace": {w.INSTEAD: [f"{one.name}, {one.post}, {one.unit}" for one in people]},
        "correct": {
            w.CORRECTIONS: ["; ".join(map(w.correction, wrong(one))) for one in people],
        },
    }
    return annex_of(people, more.get(kind))
