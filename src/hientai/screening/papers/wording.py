"""How answers and figures read in words: one wording for page, workbook and terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hientai.rules.engine import Reason
from hientai.schemes.domain.phrases import COLUMNS
from hientai.schemes.domain.statements import footing_label
from hientai.screening.domain.events import YearOfEvents
from hientai.screening.domain.progress import Pace, Progress
from hientai.screening.domain.screening import Part
from hientai.screening.queries.answers import Answer
from hientai.screening.queries.frozen import FrozenPart
from hientai.shared.vietnamese import day, fold, number

PARTS = {
    Part.ELIGIBLE.value: gettext_lazy("Đủ điều kiện"),
    Part.UNKNOWN.value: gettext_lazy("Chưa rõ, thiếu dữ liệu"),
    Part.FAILED.value: gettext_lazy("Chưa đủ điều kiện"),
    Part.TRAINED.value: gettext_lazy("Đã bồi dưỡng"),
    Part.MEMBERSHIP_UNKNOWN.value: gettext_lazy("Chưa rõ có thuộc đối tượng"),
    Part.OUTSIDE.value: gettext_lazy("Ngoài đối tượng"),
}
PART_TONES = {
    Part.ELIGIBLE.value: "good",
    Part.UNKNOWN.value: "mute",
    Part.FAILED.value: "bad",
    Part.TRAINED.value: "info",
    Part.MEMBERSHIP_UNKNOWN.value: "warn",
    Part.OUTSIDE.value: "all",
}
VERDICTS = {
    "passed": gettext_lazy("đủ điều kiện"),
    "failed": gettext_lazy("chưa đủ điều kiện"),
    "unknown": gettext_lazy("chưa rõ"),
    "to_be_proved": gettext_lazy("đủ điều kiện theo hồ sơ cán bộ, chờ hồ sơ chứng minh"),
}
OUTCOMES = {
    "passed": gettext_lazy("đạt"),
    "failed": gettext_lazy("không đạt"),
    "unknown": gettext_lazy("chưa rõ"),
    "to_be_proved": gettext_lazy("cần chứng minh"),
}
CERTAINTIES = {
    "verified": "",
    "recalled": gettext_lazy("chưa đối chiếu"),
    "uncertain": gettext_lazy("chưa chắc chắn"),
}
PACE_TONES = {
    Pace.REACHED: "good",
    Pace.AHEAD: "good",
    Pace.ON_SCHEDULE: "info",
    Pace.BEHIND: "bad",
    Pace.NOT_STARTED: "mute",
    Pace.NOT_MEASURED: "mute",
}
COLUMN_NAMES = {name for _column, name in COLUMNS.values()}
"""What the value of a condition of a group is called, before its colon."""


@dataclass(frozen=True)
class Words:
    """How the figure of a target reads: what is done, what is not, how it is counted."""

    done: Promise | str
    not_done: Promise | str
    nobody: Promise | str
    day: Promise | str
    how: Promise | str
    counts: Promise | str


WORDS = {
    "share_sent": Words(
        gettext_lazy("Đã được cử"),
        gettext_lazy("Chưa được cử"),
        gettext_lazy("Chưa có ai thuộc đối tượng được cử đến ngày %s."),
        gettext_lazy("Được cử lần đầu"),
        gettext_lazy(
            "Tử số: người thuộc đối tượng vào ngày này đã bắt đầu học trong giai đoạn, dù học "
            "xong hay chưa. Mẫu số: người thuộc đối tượng vào ngày này. Mỗi người tính một lần."
        ),
        gettext_lazy("Chỉ tính các lượt học thuộc chỉ tiêu:"),
    ),
    "share_holding": Words(
        gettext_lazy("Đạt trình độ"),
        gettext_lazy("Chưa đạt trình độ"),
        gettext_lazy("Chưa có ai thuộc đối tượng đạt trình độ ấy vào ngày %s."),
        gettext_lazy("Ngày"),
        gettext_lazy(
            "Tử số: người thuộc đối tượng có trình độ ấy ghi trong dữ liệu vào ngày này, dù học "
            "ở đâu, khi nào. Mẫu số: người thuộc đối tượng vào ngày này; người chưa ghi trình độ "
            "đứng riêng, không tính là chưa đạt."
        ),
        "",
    ),
}
BY_COMPLETION = Words(
    gettext_lazy("Đã hoàn thành"),
    gettext_lazy("Chưa hoàn thành"),
    gettext_lazy("Chưa có ai thuộc đối tượng hoàn thành đến ngày %s."),
    gettext_lazy("Hoàn thành lần đầu"),
    gettext_lazy(
        "Tử số: người thuộc đối tượng vào ngày này đã hoàn thành trong giai đoạn. Mẫu số: người "
        "thuộc đối tượng vào ngày này. Mỗi người tính một lần, dù học nhiều lượt."
    ),
    gettext_lazy("Chỉ tính các lượt học thuộc chỉ tiêu:"),
)
EVENTS = {
    "class": gettext_lazy("lớp"),
    "delegation": gettext_lazy("đoàn"),
    "workshop": gettext_lazy("hội thảo"),
}
A_LITTLE_BEHIND = 5.0
"""Percentage points; a target no further behind than this is marked as a warning, not as bad."""


def words_of(measure: str) -> Words:
    """How a target that is measured so reads."""
    return WORDS.get(measure, BY_COMPLETION)


def year_told(year: YearOfEvents, *, any_turn: bool) -> str:
    """What one year shows of classes, delegations or workshops.

    Where no turn at all is recorded, nothing is known: that is no shortfall yet.
    """
    if year.ahead:
        return _("chưa đến")
    if year.held is None or not any_turn:
        return _("chưa có dữ liệu")
    if year.met:
        return _("đủ")
    return _("thiếu") if year.over else _("chưa đủ")


def year_tone(year: YearOfEvents, *, any_turn: bool) -> str:
    """The colour of a year: what is not reached while the year runs is a warning."""
    if year.ahead or year.held is None or not any_turn:
        return "mute"
    if year.met:
        return "good"
    return "bad" if year.over else "warn"


def told(reason: Reason) -> str:
    """A reason in words: what is asked, the person's value, the limit."""
    if reason.outcome == "unknown":
        return _unknown(reason)
    if reason.outcome == "to_be_proved":
        return _("%(title)s: %(limit)s (chứng minh bằng hồ sơ)") % vars_of(reason)
    if reason.value is None:
        return _("%(title)s: cần %(limit)s") % vars_of(reason)
    value = value_told(reason)
    said = f"{reason.title} – {value}" if ": " in value else f"{reason.title}: {value}"
    if reason.outcome != "failed":
        return said
    needed = _("cần %s") % reason.limit
    return f"{said}, {needed}" if value.endswith(")") else f"{said} ({needed})"


def value_told(reason: Reason) -> str:
    """The person's value; a single one without its name, which the reason's title has said.

    "Đối tượng" of "đối tượng: Viên chức" is "Viên chức"; several values keep their names.
    """
    name, colon, value = (reason.value or "").partition(": ")
    alone = "; " not in value and name in COLUMN_NAMES
    return value if colon and (alone or fold(name) == fold(reason.title)) else reason.value or ""


def _unknown(reason: Reason) -> str:
    missing = ", ".join(reason.missing) or reason.title
    if fold(missing) == fold(reason.title):
        return _("Chưa rõ: cần %s") % missing
    told = {"missing": missing, "title": reason.title}
    return _("Chưa rõ: cần %(missing)s để xét “%(title)s”") % told


def vars_of(reason: Reason) -> dict[str, str]:
    """The words of a reason."""
    return {"title": reason.title, "value": reason.value or "", "limit": reason.limit}


def told_with_clause(reason: Reason) -> str:
    """The same with its clause and, where it was not compared with the source, how sure it is."""
    parts = [told(reason), reason.clause, str(CERTAINTIES[reason.certainty])]
    return " · ".join(part for part in parts if part)


def summary(part: str, verdict: str, reasons: Iterable[Reason]) -> str:
    """The answer for one person in one line."""
    every = list(reasons)
    if part == Part.TRAINED.value:
        return _("Đã bồi dưỡng")
    if verdict == "passed":
        return _("Đủ cả %(n)s điều kiện") % {"n": number(len(every))}
    proofs = [reason.title for reason in every if reason.outcome == "to_be_proved"]
    if verdict == "to_be_proved":
        return _("Đủ điều kiện xét được từ hồ sơ; còn phải chứng minh: %s") % ", ".join(proofs)
    stopped = [reason for reason in every if reason.outcome == verdict]
    return "; ".join(told_with_clause(reason) for reason in stopped)


def answered(answer: Answer) -> str:
    """The answer for one person in one line, with the day it speaks of where the person's part of
    the group stands still."""
    said = summary(answer.part, answer.verdict, answer.reasons)
    if answer.frozen_on is None:
        return said
    return f"{still_on(answer.frozen_on)}: {said}"


def still_on(last_day: date) -> str:
    """The mark of an answer that speaks of the last day."""
    return _("đóng băng, xét tại ngày %s") % day(last_day)


def pace_told(figure: Progress) -> str:
    """Where a target stands against where it should stand by now."""
    gap = figure.gap_points
    if gap is None or figure.pace is Pace.NOT_MEASURED:
        return _("chưa đo được")
    points = number(round(abs(gap)))
    return {
        Pace.REACHED: _("đã đạt"),
        Pace.AHEAD: _("vượt %s điểm") % points,
        Pace.ON_SCHEDULE: _("đúng tiến độ"),
        Pace.BEHIND: _("chậm %s điểm") % points,
        Pace.NOT_STARTED: _("chưa bắt đầu"),
    }[figure.pace]


def pace_tone(figure: Progress) -> str:
    """The colour of a target: a little behind is a warning."""
    gap = figure.gap_points
    if figure.pace is Pace.BEHIND and gap is not None and gap >= -A_LITTLE_BEHIND:
        return "warn"
    return PACE_TONES[figure.pace]


def persons(count: int) -> str:
    """So many persons."""
    return ngettext("%(n)s người", "%(n)s người", count) % {"n": number(count)}


def priority_told(person: dict[str, Any]) -> str:
    """The priorities that hold, and the points."""
    if person.get("score") is None:
        return ""
    why = ", ".join(person["why"] or ())
    return f"{why} · {person['score']}" if why else number(person["score"])


@dataclass(frozen=True)
class Frozen:
    """A part of a group that stands still, in words: since when, why, how many persons."""

    mark: str
    why: str
    members: int
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.why}"


def frozen_told(parts: Iterable[FrozenPart]) -> list[Frozen]:
    """What a page says of each part that stands still."""
    return [
        Frozen(
            mark=frozen_mark(part),
            why=_frozen_why(part),
            members=part.members,
            what_to_do=str(FROZEN_REMEDY),
        )
        for part in parts
    ]


def frozen_mark(part: FrozenPart) -> str:
    """The plain mark beside a figure."""
    return _("đóng băng từ %(last)s") % {"last": day(part.last_day)}


FROZEN_REMEDY = gettext_lazy(
    "Số người và số đã học của phần này giữ như ngày cuối, mỗi người tính một lần, cho đến khi ghi "
    "nhận văn bản chuyển tiếp ở trang Sửa đổi của đề án."
)


def _frozen_why(part: FrozenPart) -> str:
    bodies = part.asked.pack.scheme.bodies
    names = dict.fromkeys(footing_label(one, bodies) for one in sorted(part.footings))
    said = {"since": day(part.since), "what": "; ".join(names)}
    why = _("từ %(since)s không còn %(what)s trong phạm vi đề án") % said
    if not part.grounds:
        return why
    return _("%(why)s (%(grounds)s)") % {"why": why, "grounds": "; ".join(part.grounds)}
