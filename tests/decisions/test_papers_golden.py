"""What each kind of decision says and how its DOCX is built, kept beside this file (N5).

`HIENTAI_GOLDEN=write` writes the files anew; what changed is then read and looked at as a picture.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from hientai.decisions import services as verbs
from hientai.decisions.models import Sending
from hientai.documents import services as documents
from hientai.documents.papers.docx import docx
from hientai.documents.queries.papers import content_of
from hientai.nominations.models import NominationList
from hientai.rules.decrees.nd30.format import measures
from tests.decisions.made import ISSUED, SAID, VALUES, WHY, drafted, issued, row_of, waiting
from tests.nominations.made import DAY, approve
from tests.nominations.test_lists import added

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_commit")]
GOLDEN = Path(__file__).parent / "golden"
LATER = date(2024, 6, 20)
Draws = Callable[[Sending, NominationList], Sending]


def outline(content: bytes) -> Iterator[str]:
    """Every paragraph with how it stands and looks, tables row by row, where pages begin anew."""
    for part in Document(BytesIO(content)).element.body:
        if part.tag == qn("w:tbl"):
            for row in part.tr_lst:
                head = row.trPr.find(qn("w:tblHeader")) is not None
                cells = (" / ".join(filter(None, map(told, cell.p_lst))) for cell in row.tc_lst)
                yield ("== " if head else "= ") + " | ".join(cells)
        elif part.tag == qn("w:p") and (line := told(part)):
            yield line
        for section in part.iter(qn("w:sectPr")):
            size = section.find(qn("w:pgSz"))
            lies = "lying" if size.get(qn("w:orient")) == "landscape" else "upright"
            yield f"---- page of this part: {lies}"


def told(paragraph: Any) -> str:
    """A paragraph: alignment, size, bold and italic of its first run, and its text."""
    runs = paragraph.r_lst
    if not runs:
        return ""
    look, stance = runs[0].rPr, paragraph.pPr
    marks = "b" * (look.find(qn("w:b")) is not None) + "i" * (look.find(qn("w:i")) is not None)
    size = int(look.find(qn("w:sz")).get(qn("w:val"))) / 2
    text = "".join(one.text or "-" for run in runs for one in run if one.tag != qn("w:rPr"))
    return f"[{stance.find(qn('w:jc')).get(qn('w:val'))} {size:g}{marks}] {plain(text)}"


def plain(text: str) -> str:
    """Blanks that keep words together stand as "~"."""
    return text.replace("\u00a0", "~")


def compared(name: str, sending: Sending) -> None:
    """A paper, registered, against its golden file."""
    paper = content_of(issued(sending, LATER).paper, LATER)
    made = "\n".join(outline(docx(paper, measures(LATER)))) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("HIENTAI_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def one(held: NominationList, code: str) -> list[Any]:
    """One person of the list."""
    return [row_of(held, code)]


def withdrawn(first: Sending, held: NominationList) -> Sending:
    return verbs.draft_withdrawal(
        actor=None, first=first, nominations=one(held, "BÌNH"), reason=WHY, said=SAID, on=LATER
    )


def replaced(first: Sending, held: NominationList) -> Sending:
    return verbs.draft_replacement(
        actor=None, first=first, nominations=one(held, "BÌNH"), reason=WHY, said=SAID, on=LATER
    )


def postponed(first: Sending, held: NominationList) -> Sending:
    period = verbs.Period(date(2024, 10, 7), date(2024, 10, 25))
    return verbs.draft_postponement(
        actor=None, first=first, nominations=one(held, "AN"), period=period, reason=WHY,
        said=SAID, on=LATER,
    )  # fmt: skip


def corrected(first: Sending, held: NominationList) -> Sending:
    wanted = {row_of(held, "CHI").pk: {"name": "Lê Thị Linh Chi", "birth": "16/03/1985"}}
    return verbs.draft_correction(
        actor=None, first=first, wanted=wanted, reason="sai sót khi lập danh sách", said=SAID,
        on=LATER,
    )  # fmt: skip


AMENDING: dict[str, Draws] = {
    "withdraw": withdrawn,
    "replace": replaced,
    "postpone": postponed,
    "correct": corrected,
}


def test_a_decision_to_a_course_says_what_its_golden_file_says(approved, body) -> None:
    compared("send_course", drafted(body, waiting(approved)))


def test_a_decision_to_a_degree_says_what_its_golden_file_says(opened, put, units) -> None:
    held = opened(item="D.2", programme="Thạc sĩ Tài chính công", title="Thạc sĩ, đợt 1")
    for code in ("AN", "BÌNH"):
        added(held, put(code, name=f"Lê Thị {code.title()}", sex="female"))
    approve(held)
    body = documents.issuing_body(actor=None, unit=units["STC"], on=DAY)
    said = verbs.Said(
        "Nguyễn Thị Mai Hương",
        VALUES | {"trình độ": "thạc sĩ", "ngành": "Tài chính công"},
    )
    compared("send_degree", drafted(body, waiting(held), said=said))


@pytest.mark.parametrize("kind", AMENDING)
def test_an_amending_decision_says_what_its_golden_file_says(kind: str, approved, body) -> None:
    first = issued(drafted(body, waiting(approved)), ISSUED)
    compared(kind, AMENDING[kind](first, approved))
