"""People as a paper names them: in a sentence, in its annexed list, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from hientai.documents.domain.paper import Annex, Column
from hientai.screening.domain.name_order import name_order
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, given_name_key
from hientai.shared.words import N_, _

IN_A_SENTENCE = 3
"""So many people are named in the text; more stand in a list."""
BY_RANK, BY_NAME = "rank", "name"
ORDERS = {
    BY_RANK: N_("theo thứ tự của danh sách được duyệt"),
    BY_NAME: N_("theo vần tên"),
}
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 46),
    Column("Ngày sinh", 24, "center"),
    Column("Chức vụ, vị trí việc làm", 42),
    Column("Cơ quan, đơn vị", 43),
)


@dataclass(frozen=True)
class Named:
    """A person as a paper tells it; `unit` in full, `birth` as it is printed ("" for unknown)."""

    person_id: int
    name: str
    birth: str = ""
    post: str = ""
    unit: str = ""
    sex: str | None = None
    category: str = ""
    unit_id: int = 0

    @property
    def addressed(self) -> str:
        """The person in a sentence: "bà Nguyễn Thu An, Phó Trưởng phòng, Sở Tài chính"."""
        title = {"male": "ông ", "female": "bà "}.get(self.sex or "", "ông (bà) ")
        return ", ".join(part for part in (title + self.name, self.post, self.unit) if part)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What stands of the person in a list, behind the number."""
        return self.name, self.birth, self.post, self.unit

    def as_data(self) -> dict[str, str]:
        """What a row of a paper keeps of the person."""
        return {"name": self.name, "birth": self.birth, "post": self.post, "unit": self.unit}


def birth_text(born: date | None, precision: str) -> str:
    """A birth date as papers print it: "09/03/1986", "03/1986" or "1986", "" for unknown."""
    if born is None:
        return ""
    if precision == "year":
        return f"{born.year:04d}"
    return f"{born:%m/}{born.year:04d}" if precision == "month" else f"{born:%d/%m/}{born.year:04d}"


def ordered(people: Sequence[Named], order: str) -> list[Named]:
    """The people as the list has them: as they come (by rank), or by given name as Vietnamese
    lists do; refused for another order."""
    if order == BY_RANK:
        return list(people)
    if order == BY_NAME:
        return _in_alphabet(people)
    raise Refused(_("Không có cách xếp “%s”") % order, remedy=", ".join(ORDERS))


def _in_alphabet(people: Sequence[Named]) -> list[Named]:
    """The people by given name, as Vietnamese lists have them."""
    keys = pl.DataFrame({"name_key": [given_name_key(one.name) for one in people]})
    order = keys.select(name_order()).to_series().to_list()
    return [people[at] for at in sorted(range(len(people)), key=order.__getitem__)]


def annex_of(people: Sequence[Named], extra: Mapping[str, Sequence[str]] | None = None) -> Annex:
    """The annexed list: number, full name, birth date, post, unit, and a further column by its
    heading, with a text for every person: then the page lies, or days and names would break."""
    more = dict(extra or {})
    columns = (*COLUMNS, *(Column(heading, 70) for heading in more))
    rows = tuple(
        (str(at), *one.cells, *(texts[at - 1] for texts in more.values()))
        for at, one in enumerate(people, start=1)
    )
    return Annex("", columns, rows, landscape=bool(more))


def in_a_sentence(people: Sequence[Named]) -> str:
    """Whom a text speaks of: by name where they are few, else how many, with the list."""
    if len(people) <= IN_A_SENTENCE:
        return "; ".join(one.addressed for one in people)
    return f"{len(people):02d} người (có danh sách kèm theo)"


def units_in_a_sentence(units: Sequence[str], body: str = "") -> str:
    """Who carries a decision out: the heads of the units named, or of all whose people go; of the
    body that issues it those under it, for nobody orders oneself."""
    if list(units) == [body]:
        return f"Thủ trưởng các phòng, đơn vị thuộc {body}"
    if len(units) == 1:
        return f"Thủ trưởng {units[0]}"
    if len(units) <= 6:
        return f"Thủ trưởng các cơ quan, đơn vị: {', '.join(units)}"
    return "Thủ trưởng các cơ quan, đơn vị có người trong danh sách"


def days_text(first: date, last: date) -> str:
    """How long from one day to another, both in it: "05 ngày", "18 tháng"."""
    days = (last - first).days + 1
    if days <= 60:
        return f"{days:02d} ngày"
    months = (last.year - first.year) * 12 + last.month - first.month
    months += round((last.day - first.day + 1) / 30)
    return f"{months:02d} tháng"


def short_day(day: date) -> str:
    """A day within a sentence: "10/6/2024", a zero before the first two months as in numbers."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def said_day(value: Any) -> str:
    """A day that a row keeps as text, as it is read; "" for none."""
    return day(date.fromisoformat(value)) if value else ""
