"""Who completed a class: every part, the attendance and the conduct judged in three values.

Reasons are kept as they were told, and told as they are kept: in Vietnamese.

A mark that is not there yet, or a roll that is not closed, makes unknown and never a yes or a no,
unless something else failed for good already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from hientai.results.domain.points import MISSED, Mark, rounded, written
from hientai.results.domain.rules import Number, Rule
from hientai.shared.words import N_

PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"
COMPLETED, NOT_COMPLETED = "completed", "not_completed"
STATES = {
    COMPLETED: N_("hoàn thành"),
    NOT_COMPLETED: N_("không hoàn thành"),
    UNKNOWN: N_("chưa rõ"),
}
BEST, LAST, CAPPED = "best", "last", "capped"
RESITS = {
    BEST: N_("lấy điểm cao nhất"),
    LAST: N_("lấy điểm lần cuối"),
    CAPPED: N_("lần sau nhiều nhất bằng điểm đạt"),
}
TEN = Decimal(10)
PASSED_WORDS = "Đạt"  # printed on papers: stays Vietnamese


@dataclass(frozen=True)
class Assessed:
    """A part of the assessment: scale of points, weight in the mean (0: none), least mark of its
    own (none: what the rule asks), what a re-sit counts, how many attempts there are."""

    key: int
    title: str
    scale: Decimal
    weight: Decimal
    least: Decimal | None = None
    resit: str = BEST
    attempts: int = 1

    def bound(self, rule: Rule) -> Decimal:
        """The least points: of its own where they are more than what the rule asks."""
        by_rule = self.scale * Decimal(rule.parts.value) / 100
        return by_rule if self.least is None else max(self.least, by_rule)


@dataclass(frozen=True)
class Presence:
    """The periods of the sessions held, by how a learner was there; `unmarked`: not known yet;
    `open_rolls`: the sessions whose roll is not closed, so that what it says may still change."""

    periods: int
    present: int
    excused: int
    absent: int
    unmarked: int
    open_rolls: int = 0


@dataclass(frozen=True)
class Reason:
    """One condition as it was judged: the value, the limit, where that stands, what is missing."""

    code: str
    title: str
    outcome: str
    value: str
    limit: str
    clause: str
    certainty: str
    missing: str = ""

    @property
    def needs(self) -> str:
        """What is needed to know, in words."""
        return f"Cần {self.missing}" if self.missing else ""

    @property
    def told(self) -> str:
        """The condition in one line: what is needed, or the value beside the limit."""
        return self.needs or f"{self.title}: {self.value}, {self.limit}"

    def as_data(self) -> dict[str, str]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True)
class Judged:
    """What a learner's results come to; the mean is of ten, None where it is not known."""

    state: str
    mean: Decimal | None
    classification: str
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> list[str]:
        """What is needed to know."""
        return [one.missing for one in self.reasons if one.outcome == UNKNOWN]

    @property
    def failures(self) -> list[Reason]:
        """Why it is not completed."""
        return [one for one in self.reasons if one.outcome == FAILED]


def judged(
    rule: Rule,
    parts: Sequence[Assessed],
    marks: Mapping[int, Sequence[Mark]],
    presence: Presence | None,
    breach: str = "",
) -> Judged:
    """What the marks (of each part, by attempt) and the attendance come to under a rule.

    Completed where nothing failed and nothing is unknown; failed parts can be sat again as long as
    attempts are left, and then the outcome says so, but it is not completed until that is done.
    """
    reasons = (
        _attended(rule, presence),
        *(_part(rule, one, marks.get(one.key, ())) for one in parts),
        _conduct(rule, breach),
    )
    state = _state(one.outcome for one in reasons)
    mean = mean_of(rule, parts, marks)
    return Judged(state, mean, classified(rule, mean) if state == COMPLETED else "", reasons)


def counted(rule: Rule, part: Assessed, marks: Sequence[Mark]) -> Decimal | None:
    """The points that count of some attempts, as the part says of re-sits; None without a mark.

    Who was absent has no points: 0. A later attempt where the re-sit is capped counts at most the
    least mark, and never lowers what was reached.
    """
    given = [one.points or Decimal(0) for one in marks if one.counts]
    if not given:
        return None
    if part.resit == LAST:
        return given[-1]
    if part.resit == CAPPED:
        bound = part.bound(rule)
        return max(given[0], *(min(one, bound) for one in given[1:]), Decimal(0))
    return max(given)


def mean_of(
    rule: Rule, parts: Sequence[Assessed], marks: Mapping[int, Sequence[Mark]]
) -> Decimal | None:
    """The weighted mean of ten, rounded; None without weighted parts or while a mark is missing."""
    whole, weights = Decimal(0), Decimal(0)
    for one in parts:
        if not one.weight:
            continue
        points = counted(rule, one, marks.get(one.key, ()))
        if points is None:
            return None
        whole += one.weight * points * TEN / one.scale
        weights += one.weight
    return rounded(whole / weights, rule.places.value) if weights else None


def classified(rule: Rule, mean: Decimal | None) -> str:
    """The class of a mean by the bands of the rule; without a mean, or below the bands, passed."""
    if mean is None:
        return PASSED_WORDS
    found = (name for least, name in rule.bands.value if mean >= Decimal(str(least)))
    return next(found, PASSED_WORDS)


def _state(outcomes: Iterable[str]) -> str:
    told = set(outcomes)
    if FAILED in told:
        return NOT_COMPLETED
    return UNKNOWN if UNKNOWN in told else COMPLETED


def _part(rule: Rule, part: Assessed, marks: Sequence[Mark]) -> Reason:
    points, bound = counted(rule, part, marks), part.bound(rule)
    own = part.least is not None and bound > part.scale * Decimal(rule.parts.value) / 100
    missed = all(one.what == MISSED for one in marks if one.counts)
    if points is None:
        value, outcome = "", UNKNOWN
    else:
        value = "không làm bài" if missed else written(points)
        outcome = FAILED if missed or points < bound else PASSED
    return _reason(
        f"part:{part.key}",
        part.title,
        (outcome, value, f"điểm {part.title}"),
        f"từ {written(bound)} trên {written(part.scale)} điểm",
        Number(None, "quy định của lớp", "verified") if own else rule.parts,
    )


def _attended(rule: Rule, held: Presence | None) -> Reason:
    share = rule.attendance.value
    limit = f"dự từ {share}% số tiết" if share < 100 else "dự đủ số tiết"
    judged_so = (
        _presence(rule, held) if held and held.periods else (UNKNOWN, "", "điểm danh của lớp")
    )
    return _reason("attendance", "Chuyên cần", judged_so, limit, rule.attendance)


def _presence(rule: Rule, held: Presence) -> tuple[str, str, str]:
    there = held.present + (held.excused if rule.excused.value else 0)
    value = f"{held.present}/{held.periods} tiết"
    if held.excused:
        value += f", {held.excused} tiết có phép"
    if held.open_rolls:
        return UNKNOWN, value, f"khóa sổ điểm danh của {held.open_rolls} buổi"
    needed = Decimal(rule.attendance.value) * held.periods / 100
    if there + held.unmarked < needed:
        return FAILED, value, ""
    if held.unmarked:
        return UNKNOWN, value, f"điểm danh của {held.unmarked} tiết"
    return PASSED, value, ""


def _conduct(rule: Rule, breach: str) -> Reason:
    judged_so = (FAILED if breach else PASSED, breach or "không ghi nhận vi phạm", "")
    return _reason("conduct", "Chấp hành nội quy", judged_so, "không vi phạm nội quy", rule.conduct)


def _reason(
    code: str, title: str, judged_so: tuple[str, str, str], limit: str, source: Number
) -> Reason:
    outcome, value, missing = judged_so
    needed = missing if outcome == UNKNOWN else ""
    return Reason(code, title, outcome, value, limit, source.clause, source.certainty, needed)


def told_of(data: Mapping[str, Any]) -> Reason:
    """A reason that was kept."""
    return Reason(**data)
