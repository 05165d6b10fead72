"""What is to be marked, as a list or a sheet says it; errors of a sheet with row and column."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hientai.attendance.domain.states import ABSENT, EXCUSED, LATE, LEFT_EARLY, PRESENT, STATES
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.shared.words import N_, _

CODE, NAME, UNIT, STATE, MISSED = (
    N_("Mã"),
    N_("Họ và tên"),
    N_("Nơi công tác"),
    N_("Điểm danh"),
    N_("Số tiết vắng"),
)
COLUMNS = (CODE, NAME, UNIT, STATE, MISSED)
SHORT = {"x": PRESENT, "v": ABSENT, "m": LATE, "s": LEFT_EARLY, "p": EXCUSED, "co": PRESENT}
MOST_ERRORS = 20
Cells = Sequence[str | None]


@dataclass(frozen=True)
class Entry:
    """One learner's state at a session; of who came late or left early the periods missed."""

    learner: int
    state: str
    missed: int = 0


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken: its row and column as the sheet shows them, and why."""

    row: int
    column: str
    why: str

    def __str__(self) -> str:
        said = {"row": self.row, "column": _(self.column), "why": self.why}
        return _("Dòng %(row)s, cột “%(column)s”: %(why)s") % said


@dataclass(frozen=True)
class Known:
    """A learner as a sheet may name: by code, which a guest has too."""

    learner: int
    code: str
    name: str
    state: str


def guest_code(learner: int) -> str:
    """The code of a guest in sheets."""
    return f"K{learner}"


def read_sheet(
    rows: Sequence[tuple[int, Cells]], known: Collection[Known], most: int
) -> list[Entry]:
    """The entries of a sheet; refused with every error where there is one, so that none is taken.

    `rows` are numbered as the sheet shows them and begin with the headings; `most` are the periods
    of the session. Rows without a state are passed over.
    """
    head, body = _headings(rows)
    by_code = {fold(one.code): one for one in known}
    found: dict[int, Entry] = {}
    wrong: list[Wrong] = []
    for number, cells in body:
        row = {name: (cells[at] or "").strip() for name, at in head.items() if at < len(cells)}
        read = _row(number, row, by_code, most, found)
        if isinstance(read, Wrong):
            wrong.append(read)
        elif read is not None:
            found[read.learner] = read
    refuse(wrong)
    return list(found.values())


def refuse(wrong: Sequence[Wrong]) -> None:
    """Refuse a sheet that has errors, telling each."""
    if not wrong:
        return
    told = [str(one) for one in wrong[:MOST_ERRORS]]
    if len(wrong) > MOST_ERRORS:
        told.append(_("và %s lỗi nữa") % (len(wrong) - MOST_ERRORS))
    raise Refused(
        _("Tệp có %s lỗi, chưa ghi gì") % len(wrong),
        why="; ".join(told),
        remedy=_("Sửa các ô này trong tệp rồi tải lên lại."),
    )


def _headings(rows: Sequence[tuple[int, Cells]]) -> tuple[dict[str, int], list[tuple[int, Cells]]]:
    """Where the columns stand and the rows under them; refused where a needed one is missing."""
    names = {fold(name): name for name in COLUMNS} | {fold(_(name)): name for name in COLUMNS}
    for at, (_number, cells) in enumerate(rows):
        head = {names[fold(c)]: place for place, c in enumerate(cells) if c and fold(c) in names}
        if CODE in head and STATE in head:
            return head, list(rows[at + 1 :])
    raise Refused(
        _("Không thấy cột “%(code)s” và “%(state)s”") % {"code": _(CODE), "state": _(STATE)},
        remedy=_("Tải danh sách của buổi về, điền rồi tải lên."),
    )


def _row(
    number: int,
    row: Mapping[str, str],
    known: Mapping[str, Known],
    most: int,
    found: Mapping[int, Entry],
) -> Entry | Wrong | None:
    """What one row says; nothing where it says no state."""
    if not row.get(CODE) and not row.get(STATE):
        return None
    who = known.get(fold(row.get(CODE, "")))
    if who is None:
        return Wrong(number, CODE, _("không có học viên mang mã này trong buổi"))
    if row.get(NAME) and fold(row[NAME]) != fold(who.name):
        return Wrong(number, NAME, _("mã này là của %s") % who.name)
    if who.learner in found:
        return Wrong(number, CODE, _("học viên này đã có ở dòng trên"))
    if not row.get(STATE):
        return None
    return _told(number, row, who, most)


def _told(number: int, row: Mapping[str, str], who: Known, most: int) -> Entry | Wrong | None:
    state = state_of(row[STATE])
    if state is None:
        return Wrong(number, STATE, _("ghi một trong: %s") % ", ".join(map(_, STATES.values())))
    if state == EXCUSED:
        same = who.state == EXCUSED
        return None if same else Wrong(number, STATE, _("nghỉ có phép ghi bằng đơn kèm giấy tờ"))
    text = row.get(MISSED, "").removesuffix(".0") or "0"
    if not text.isdecimal() or int(text[:6]) > most:
        return Wrong(number, MISSED, _("số tiết từ 0 đến %s") % most)
    if int(text) and state not in (LATE, LEFT_EARLY):
        return Wrong(number, MISSED, _("chỉ ghi cho người đến muộn, về sớm"))
    return Entry(who.learner, state, int(text))


def state_of(text: str) -> str | None:
    """The state that a cell says, in words or by its sign."""
    words = {fold(word): code for code, word in STATES.items()}
    words |= {fold(_(word)): code for code, word in STATES.items()}
    return {**words, **SHORT, "●": PRESENT}.get(fold(text).strip())
