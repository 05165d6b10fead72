"""What a version teaches as lines: read from a spreadsheet, written back, added up, compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, nfc, number
from hientai.shared.words import N_, _

MOST_LINES, MOST_PERIODS, LONGEST = 300, 800, 500
UNKNOWN = "?"
"""Stands where a name is not in hand, or where it is not known to which module a topic belongs."""
NOT_IN_HAND = N_("chưa có trong tay")
PERIODS = ("theory", "practice", "field_study")
PERIOD_WORDS = {
    "theory": N_("lý thuyết"),
    "practice": N_("thực hành"),
    "field_study": N_("đi thực tế"),
}


@dataclass(frozen=True)
class Line:
    """A topic, or a module without topics (`title` None). "" is a name that is not in hand."""

    module: str | None
    title: str | None
    theory: int | None = None
    practice: int | None = None
    field_study: int | None = None

    @property
    def periods(self) -> int | None:
        """All its periods; None where none is known."""
        known = [n for n in (self.theory, self.practice, self.field_study) if n is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Totals:
    """What a version comes to; periods are None while any topic has none."""

    topics: int
    unnamed: int
    theory: int
    practice: int
    field_study: int
    without_periods: int

    @property
    def periods(self) -> int | None:
        """All periods; None where some topic's are unknown, or there is no topic."""
        if not self.topics or self.without_periods:
            return None
        return self.theory + self.practice + self.field_study


@dataclass(frozen=True)
class Change:
    """One thing that two versions tell differently; "" where one does not have it."""

    what: str
    before: str
    after: str


def read_lines(text: str) -> list[Line]:
    """Lines copied from a spreadsheet, or with bars between: module, topic, periods of each kind.

    An empty module is the one above. Refused with every line that cannot be read.
    """
    lines: list[Line] = []
    wrong: list[str] = []
    module: str | None = None
    for at, cells in _rows(text):
        module = _module(cells[0], module)
        try:
            lines.append(_line(module, cells))
        except ValueError as error:
            wrong.append(_("dòng %(at)s: %(why)s") % {"at": at, "why": error})
    wrong += _same_names(lines)
    if wrong:
        raise Refused(
            _("Có %(n)s chỗ chưa đọc được") % {"n": number(len(wrong))},
            why="; ".join(wrong[:10]),
            remedy=_("Mỗi dòng: hợp phần, chuyên đề, số tiết lý thuyết, thực hành, đi thực tế."),
        )
    return lines


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something with their numbers, without a heading."""
    rows = [(at, _cells(row)) for at, row in enumerate(text.splitlines(), 1) if row.strip()]
    if rows and _is_head(rows[0][1]):
        rows = rows[1:]
    if len(rows) > MOST_LINES:
        raise Refused(_("Nhiều nhất %(most)s dòng") % {"most": MOST_LINES})
    return rows


def write_lines(lines: Iterable[Line]) -> str:
    """The same lines as they are read: one a row, bars between the cells."""
    written: list[str] = []
    above: str | None = None
    for line in lines:
        shown = UNKNOWN if line.module is None else line.module
        cells = ["" if shown == above else shown, _shown(line.title)]
        cells += ["" if n is None else str(n) for n in (getattr(line, key) for key in PERIODS)]
        written.append(" | ".join(cell.replace("|", "/") for cell in cells).rstrip(" |"))
        above = shown
    return "\n".join(written)


def totals(lines: Iterable[Line]) -> Totals:
    """The sums over all topics."""
    topics = [line for line in lines if line.title is not None]
    sums = (sum(getattr(line, key) or 0 for line in topics) for key in PERIODS)
    theory, practice, field_study = sums
    return Totals(
        topics=len(topics),
        unnamed=sum(line.title == "" for line in topics),
        theory=theory,
        practice=practice,
        field_study=field_study,
        without_periods=sum(line.periods is None for line in topics),
    )


def days_of(found: Totals, stated: Decimal | None, periods_a_day: int) -> Decimal | None:
    """How many days a version lasts: its periods by the day, else what it states; None unknown."""
    if found.periods is None:
        return stated
    days = Decimal(found.periods) / periods_a_day
    return days.quantize(Decimal("0.1"), rounding=ROUND_CEILING)


def days_words(days: Decimal | None) -> str:
    """A number of days as it is written: whole where it is; "" where it is not known."""
    if days is None:
        return ""
    return number(int(days) if days == int(days) else float(days))


def differences(
    before: Sequence[Line],
    after: Sequence[Line],
    facts_before: Mapping[str, str],
    facts_after: Mapping[str, str],
) -> list[Change]:
    """What two versions tell differently: facts, modules, topics, the periods of each kind."""
    found = [
        Change(_(name), facts_before.get(name, ""), facts_after.get(name, ""))
        for name in dict.fromkeys((*facts_before, *facts_after))
        if facts_before.get(name, "") != facts_after.get(name, "")
    ]
    return [*found, *_of_modules(before, after), *_of_topics(before, after)]


def _of_modules(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    old, new = (
        dict.fromkeys(line.module for line in lines if line.module) for lines in (before, after)
    )
    gone = [Change(_("Hợp phần"), name, "") for name in old if name not in new]
    return gone + [Change(_("Hợp phần"), "", name) for name in new if name not in old]


def _of_topics(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    old, new = _by_name(before), _by_name(after)
    what = _("Chuyên đề")
    found = [Change(what, _told(line), "") for key, line in old.items() if key not in new]
    for key, line in new.items():
        earlier = old.get(key)
        if earlier is None:
            found.append(Change(what, "", _told(line)))
        elif _told(earlier) != _told(line):
            found.append(Change(what, _told(earlier), _told(line)))
    return found


def _by_name(lines: Sequence[Line]) -> dict[str, Line]:
    """Topics by their folded name; one without a name by its place among those."""
    named: dict[str, Line] = {}
    for line in lines:
        if line.title is None:
            continue
        nameless = sum(key.startswith(UNKNOWN) for key in named)
        named[fold(line.title) if line.title else f"{UNKNOWN}{nameless}"] = line
    return named


def _told(line: Line) -> str:
    """A topic in words: its name, periods and module."""
    counts = [
        f"{_(PERIOD_WORDS[key])} {number(value)}"
        for key in PERIODS
        if (value := getattr(line, key)) is not None
    ]
    name = line.title or _(NOT_IN_HAND)
    told = f"{name} ({', '.join(counts)})" if counts else name
    return f"{told} – {line.module}" if line.module else told


def _cells(row: str) -> list[str]:
    parts = row.split("\t") if "\t" in row else row.split("|")
    cells = [" ".join(nfc(part).split()) for part in parts]
    return cells + [""] * (5 - len(cells))


def _is_head(cells: Sequence[str]) -> bool:
    return fold(cells[1]).startswith("chuyen de") and not any(c.isdigit() for c in cells[2:5])


def _module(cell: str, above: str | None) -> str | None:
    if cell == UNKNOWN:
        return None
    return cell or above


def _line(module: str | None, cells: Sequence[str]) -> Line:
    if len([cell for cell in cells[5:] if cell]):
        raise ValueError(_("thừa cột"))
    if max(len(cell) for cell in cells) > LONGEST:
        raise ValueError(_("tên dài quá %(most)s chữ") % {"most": LONGEST})
    theory, practice, field_study = (_count(cell) for cell in cells[2:5])
    title: str | None = cells[1]
    if title == UNKNOWN or fold(cells[1]) == fold(NOT_IN_HAND):
        title = ""
    elif not title:
        if theory or practice or field_study:
            raise ValueError(_("có số tiết mà chưa có tên chuyên đề (ghi ? nếu chưa có tên)"))
        title = None
    if title is None and not module:
        raise ValueError(_("chưa có hợp phần và chuyên đề"))
    return Line(module, title, theory, practice, field_study)


def _count(cell: str) -> int | None:
    if not cell or cell in (UNKNOWN, "-", "–"):
        return None
    if not cell.isdecimal() or int(cell) > MOST_PERIODS:
        raise ValueError(
            _("“%(cell)s” không phải số tiết (0–%(most)s)") % {"cell": cell, "most": MOST_PERIODS}
        )
    return int(cell)


def _same_names(lines: Sequence[Line]) -> list[str]:
    names = [fold(line.title) for line in lines if line.title]
    twice = dict.fromkeys(
        line.title for line in lines if line.title and names.count(fold(line.title)) > 1
    )
    return [_("chuyên đề “%(name)s” ghi hai lần") % {"name": name} for name in twice]


def _shown(title: str | None) -> str:
    return "" if title is None else title or UNKNOWN
