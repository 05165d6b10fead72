"""Councils of appraisal: who sits in them, how they vote, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, nfc
from hientai.shared.vocabulary import COUNCIL_ROLES
from hientai.shared.words import N_, _

AGREE, DISAGREE, ABSTAIN, ABSENT = "agree", "disagree", "abstain", "absent"
VOTES = {
    AGREE: N_("đồng ý"),
    DISAGREE: N_("không đồng ý"),
    ABSTAIN: N_("phiếu trắng"),
    ABSENT: N_("vắng mặt"),
}
PASSED, REVISE = "passed", "revise"
CONCLUSIONS = {PASSED: N_("thông qua"), REVISE: N_("yêu cầu chỉnh sửa")}
MOST_MEMBERS = 25


@dataclass(frozen=True)
class Member:
    """Somebody who sits in a council."""

    name: str
    role: str
    workplace: str


def read_members(text: str) -> list[Member]:
    """Members, one a line: name, role, workplace; without a role a plain member.

    Refused with every line that cannot be read, for a name told twice, and without a chair.
    """
    rows = [row for row in text.splitlines() if row.strip()]
    wrong = [row for row in rows if _role(_cells(row)[1]) is None or not _cells(row)[0]]
    if wrong or len(rows) > MOST_MEMBERS:
        roles = ", ".join(COUNCIL_ROLES.labels.values()).lower()
        raise Refused(
            _("Chưa đọc được thành viên hội đồng"),
            why="; ".join(wrong[:5]) or _("quá %(most)s người") % {"most": MOST_MEMBERS},
            remedy=_("Mỗi dòng: họ và tên | vai trò (%(roles)s) | nơi công tác.")
            % {"roles": roles},
        )
    members = [Member(c[0], _role(c[1]) or "member", c[2]) for c in map(_cells, rows)]
    _refuse_twice(members)
    if sum(member.role == "chair" for member in members) != 1:
        raise Refused(
            _("Hội đồng phải có đúng một chủ tịch"), remedy=_("Ghi vai trò của từng thành viên.")
        )
    return members


def outcome(votes: Sequence[str]) -> str:
    """What the votes come to: passed where more than half of all members agree."""
    return PASSED if 2 * sum(vote == AGREE for vote in votes) > len(votes) else REVISE


def _refuse_twice(members: Sequence[Member]) -> None:
    names = [fold(member.name) for member in members]
    twice = [member.name for member in members if names.count(fold(member.name)) > 1]
    if twice:
        raise Refused(
            _("%(name)s được ghi hai lần trong hội đồng") % {"name": twice[0]},
            remedy=_("Bỏ dòng thừa, hoặc ghi thêm để phân biệt hai người cùng tên."),
        )


def _cells(row: str) -> list[str]:
    parts = row.split("\t") if "\t" in row else row.split("|")
    return [" ".join(nfc(part).split())[:300] for part in (*parts, "", "")][:3]


def _role(text: str) -> str | None:
    return COUNCIL_ROLES.code_of(text) if text else "member"
