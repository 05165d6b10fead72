"""What tests of decisions do again and again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hientai.decisions import services as verbs
from hientai.decisions.models import Row, Sending
from hientai.documents import services as documents
from hientai.documents.models import IssuingBody, Paper
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.models import Unit
from hientai.people.models import Person
from tests.documents.made import PDF
from tests.nominations.made import DAY, approve

ISSUED, LATER = date(2024, 6, 10), date(2024, 6, 20)
VALUES = {
    "cơ sở đào tạo": "Trường Đào tạo cán bộ Lê Hồng Phong",
    "địa điểm": "số 220 đường Láng, quận Đống Đa, thành phố Hà Nội",
    "kinh phí": "ngân sách Thành phố",
}
SAID = verbs.Said(signer="Nguyễn Thị Mai Hương", values=VALUES)
WHY = "yêu cầu công tác đột xuất của cơ quan"


def waiting(held: NominationList) -> list[Nomination]:
    """The rows of a list that hold a seat, in order."""
    return list(held.nominations.filter(state="seated").order_by("position"))


def row_of(held: NominationList, code: str) -> Nomination:
    """The nomination of a person of a list."""
    return held.nominations.get(person__code=code)


def drafted(body: IssuingBody, rows: Sequence[Nomination], **more: Any) -> Sending:
    """The decision that sends these people, as a draft."""
    said = more.pop("said", SAID)
    return verbs.draft_sending(
        actor=None, body=body, nominations=rows, said=said, on=more.pop("on", DAY), **more
    )


def signed(sending: Sending) -> Paper:
    """A paper of this room, locked and signed."""
    paper = documents.lock(actor=None, paper=sending.paper)
    return documents.upload_signed(actor=None, paper=paper, file=PDF)


def issued(sending: Sending, on: date = ISSUED) -> Sending:
    """A paper of this room, signed and registered."""
    documents.register(actor=None, paper=signed(sending), on=on)
    sending.refresh_from_db()
    return sending


def states(held: NominationList) -> dict[str, str]:
    """Where each person of the list stands, by code."""
    return dict(held.nominations.order_by("position").values_list("person__code", "state"))


def rows(sending: Sending) -> list[Row]:
    """The rows of a paper in order."""
    return list(Row.objects.filter(sending=sending).order_by("position"))


def amended(first: Sending) -> Sending:
    """The draft that takes back the sending of everybody of a registered decision."""
    return verbs.draft_withdrawal(
        actor=None,
        first=first,
        nominations=[row.nomination for row in rows(first)],
        reason=WHY,
        said=SAID,
        on=DAY,
    )


def decided_in(unit: Unit, person: Person) -> tuple[Sending, Sending]:
    """A registered decision of a unit about one of its people, and a draft of another course."""
    body = documents.issuing_body(actor=None, unit=unit, on=DAY)
    made = []
    for item, month in (("A.1.1", 7), ("A.2.1", 9)):
        terms = nominations.Terms(
            scheme="hanoi-1698",
            item=item,
            title=f"Danh sách {item}",
            programme="Quản lý tài chính công",
            starts_on=date(2024, month, 1),
            ends_on=date(2024, month, 5),
        )
        held = nominations.open_list(actor=None, unit=unit, terms=terms, on=DAY)
        nominations.nominate(actor=None, nomination_list=held, people=[person.pk], on=DAY)
        made.append(drafted(body, waiting(approve(held))))
    return issued(made[0]), made[1]
