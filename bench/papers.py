"""A decision with a list of 500 people, as DOCX and as PDF.

Run as `python -m bench.papers` in a process of its own; prints JSON.
"""

import json
import time
from collections.abc import Callable
from datetime import date

from bench.city import measured
from bench.lines import Line
from hientai.documents.domain.compose import composed, issued, shipped_words
from hientai.documents.domain.kinds import kind_of
from hientai.documents.domain.paper import Annex, Column, Issuer, Paper
from hientai.documents.domain.purposes import purpose_of
from hientai.documents.domain.words import filled
from hientai.documents.papers.docx import docx
from hientai.documents.papers.pdf import pdf
from hientai.rules.decrees.nd30.format import measures

DAY = date(2024, 6, 3)
ROWS, TIMES, TARGET = 500, 5, 2.0
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 46),
    Column("Ngày sinh", 24, "center"),
    Column("Chức vụ, vị trí việc làm", 42),
    Column("Cơ quan, đơn vị", 43),
)


def papers() -> list[Line]:
    """Measure in a fresh process."""
    found = measured("bench.papers")
    return [
        Line(f"a decision with {ROWS} rows as {kind}", times, target=TARGET)
        for kind, times in found.items()
    ]


def decision() -> Paper:
    """The decision to send 500 people to a course."""
    rows = tuple(
        (str(at), "Nguyễn Thị Ánh Tuyết", "09/3/1986", "Phó Trưởng phòng", f"Sở số {at % 23}")
        for at in range(1, ROWS + 1)
    )
    made = composed(
        kind=kind_of("decision"),
        issuer=Issuer("Ủy ban nhân dân thành phố Hà Nội", "", "Hà Nội", collective=True),
        symbol="QĐ-UBND",
        words=filled(shipped_words("send_course"), purpose_of("send_course").examples()),
        signer="Nguyễn Thị Mai Hương",
        annexes=[Annex("", COLUMNS, rows)],
    )
    return issued(made, "07", DAY)


def timed(write: Callable[[], bytes]) -> list[float]:
    """How long it takes, the first time with everything that is read once."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        write()
        times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    paper, told = decision(), measures(DAY)
    found = {"DOCX": timed(lambda: docx(paper, told)), "PDF": timed(lambda: pdf(paper, told))}
    print(json.dumps(found))
