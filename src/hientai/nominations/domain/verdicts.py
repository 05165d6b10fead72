"""What the reasons of a row come to, with the papers that prove what the register cannot tell."""

from collections.abc import Iterable, Mapping
from typing import Any

from hientai.nominations.domain.overlapping import BLOCK, told
from hientai.shared.refused import Refused
from hientai.shared.words import _

FAILED, UNKNOWN, TO_BE_PROVED, PASSED = "failed", "unknown", "to_be_proved", "passed"
ORDER = (FAILED, UNKNOWN, TO_BE_PROVED, PASSED)
"""From the worst; the worst outcome of any reason is the verdict."""
PROVABLE = frozenset({UNKNOWN, TO_BE_PROVED})
LONGEST_PAPER = 300


def verdict_of(reasons: Iterable[Mapping[str, Any]], proved: Mapping[str, str]) -> str:
    """The verdict of reasons; what a paper proves counts as passed, what failed stays failed."""
    outcomes = {_outcome(reason, proved) for reason in reasons}
    return next((one for one in ORDER if one in outcomes), PASSED)


def _outcome(reason: Mapping[str, Any], proved: Mapping[str, str]) -> str:
    outcome = str(reason["outcome"])
    return PASSED if outcome in PROVABLE and reason["code"] in proved else outcome


def stops(verdict: str, level: str) -> bool:
    """Whether a row cannot be submitted: law or scheme fails it, the register cannot tell and no
    paper proves it, or it would be at two places at once."""
    return verdict in (FAILED, UNKNOWN) or level == BLOCK


def obstacles(
    reasons: Iterable[Mapping[str, Any]],
    overlaps: Iterable[Mapping[str, Any]],
    proved: Mapping[str, str],
) -> list[str]:
    """What stands in a row's way, each in words: value, limit and clause; blocking overlaps."""
    failed = [
        told_reason(reason) for reason in reasons if _outcome(reason, proved) in (FAILED, UNKNOWN)
    ]
    return failed + [
        _("trùng thời gian: %s") % told(dict(one)) for one in overlaps if one["level"] == BLOCK
    ]


def told_reason(reason: Mapping[str, Any]) -> str:
    """A kept reason in one line."""
    value = reason["value"] or _("chưa có dữ liệu")
    parts = [f"{reason['title']}: {value}", _("yêu cầu %s") % reason["limit"], reason["clause"]]
    return "; ".join(part for part in parts if part)


def paper_of(reasons: Iterable[Mapping[str, Any]], code: str, paper: str) -> str:
    """The paper that proves a condition, tidied; "" takes one back.

    Refused where the row was told no such condition, or one that no paper can put right.
    """
    outcome = next((r["outcome"] for r in reasons if r["code"] == code), None)
    if outcome not in PROVABLE:
        raise Refused(
            _("Điều kiện này không chứng minh bằng giấy tờ được"),
            why=_("chỉ điều kiện thiếu dữ liệu hoặc chờ chứng minh mới cần giấy tờ"),
            remedy=_("Tải lại trang rồi chọn điều kiện khác."),
        )
    tidy = " ".join(paper.split())
    if len(tidy) > LONGEST_PAPER:
        raise Refused(_("Tên giấy tờ dài quá %s ký tự") % LONGEST_PAPER)
    return tidy
