"""The score sheet of a class as a paper in the state format: a notice with the marks annexed."""

from datetime import date

from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.paper import Annex, Column, Issuer, Paper, Provision, Signature
from hientai.documents.queries.papers import body_of, proposed_body, unit_of_code
from hientai.results.domain.completion import COMPLETED, NOT_COMPLETED, counted
from hientai.results.domain.points import MISSED, written
from hientai.results.domain.rules import Rule
from hientai.results.models import Part
from hientai.results.queries.book import Book, Row
from hientai.results.queries.outcomes import Standing, standing
from hientai.results.queries.rules import rule_of
from hientai.shared.refused import Refused
from hientai.shared.words import _

KIND = "notice"
MOST_PARTS = 12  # columns of marks that a sheet of paper takes
UPRIGHT = 3  # parts up to which the sheet stands upright


def scores(book: Book, on: date) -> Paper:
    """The notice of a class's results as drawn up on a day; its number is given by the office.

    Refused for a class whose unit stands no more, and with more parts than a sheet takes.
    """
    held = book.held
    if len(book.parts) > MOST_PARTS:
        raise Refused(_("Bảng điểm in được nhiều nhất %s phần đánh giá") % MOST_PARTS)
    body = body_of(held.institution.unit)
    unit = unit_of_code(held.institution.unit.code, on)
    if unit is None:
        raise Refused(_("Cơ sở đào tạo không còn trong ngày này"))
    said = proposed_body(unit, on)
    if body is not None:
        said |= {"name": body.name, "parent": body.parent, "symbol": body.symbol}
        said |= {"place": body.place}
    found = standing(held.pk)
    return Paper(
        kind=KIND,
        issuer=Issuer(said["name"], said["parent"], said["place"]),
        symbol=symbol_of(kind_of(KIND), said["symbol"]),
        abstract=f"Kết quả học tập lớp {held.title}",
        signature=Signature(("THỦ TRƯỞNG ĐƠN VỊ",)),
        provisions=_said(book, found),
        recipients=("Đơn vị cử người học;", "Học viên của lớp;"),
        archive="VT",
        annexes=(_annex(book, found),),
    )


def _said(book: Book, found: dict[int, Standing]) -> tuple[Provision, ...]:
    held = book.held
    states = [one.state for one in found.values()]
    here = sum(row.is_here for row in book.rows)
    days = f"từ ngày {held.starts_on:%d/%m/%Y} đến ngày {held.ends_on:%d/%m/%Y}"
    lines = [
        f"Lớp {held.title} (mã lớp {held.code}) học {days}, có {here} học viên."
        " Kết quả học tập như sau:"
    ]
    if states:
        done, failed = states.count(COMPLETED), states.count(NOT_COMPLETED)
        rest = here - done - failed
        line = f"Hoàn thành: {done} học viên; không hoàn thành: {failed} học viên"
        lines.append(line + (f"; chưa kết luận: {rest} học viên." if rest > 0 else "."))
    else:
        lines.append("Kết quả của lớp chưa được kết luận.")
    lines.append("Điểm từng phần và kết quả của từng học viên theo bảng điểm kèm theo.")
    return tuple(Provision("text", one) for one in lines)


def _annex(book: Book, found: dict[int, Standing]) -> Annex:
    rule = rule_of(book.held.ends_on)
    columns = (
        Column("TT", 9, "center"),
        Column("Họ và tên", 42),
        Column("Nơi công tác", 38),
        *(Column(_heading(one), 18, "center") for one in book.parts),
        Column("Điểm TB", 15, "center"),
        Column("Xếp loại", 22, "center"),
        Column("Kết quả", 26, "center"),
    )
    rows = tuple(
        _row(at, row, book, rule, found.get(row.learner.id))
        for at, row in enumerate((one for one in book.rows if one.is_here), start=1)
    )
    title = f"Bảng điểm lớp {book.held.title}"
    return Annex(title, columns, rows, landscape=len(book.parts) > UPRIGHT)


def _heading(part: Part) -> str:
    return f"{part.title} ({written(part.scale)})"


def _row(at: int, row: Row, book: Book, rule: Rule, out: Standing | None) -> tuple[str, ...]:
    states = {COMPLETED: "Hoàn thành", NOT_COMPLETED: "Không hoàn thành"}
    return (
        str(at),
        row.learner.name,
        row.learner.organisation,
        *(_points(rule, row, book, place) for place in range(len(book.parts))),
        written(out.mean) if out else "",
        out.classification if out else "",
        states.get(out.state, "Chưa rõ") if out else "",
    )


def _points(rule: Rule, row: Row, book: Book, place: int) -> str:
    """What of a part counts: the marks of its attempts, as the part says of re-sits."""
    part = book.assessed[place]
    marks = row.marks(part.key)
    standing_marks = [one for one in marks if one.counts]
    if standing_marks and all(one.what == MISSED for one in standing_marks):
        return "vắng"
    return written(counted(rule, part, marks))
