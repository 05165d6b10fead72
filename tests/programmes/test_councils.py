"""Who sits in a council, and what the votes come to (G1)."""

import pytest

from hientai.programmes.domain.councils import Member, outcome, read_members
from hientai.shared.refused import Refused


def test_members_are_read_with_role_and_workplace() -> None:
    members = read_members(
        "Nguyễn Thị Hạnh | Chủ tịch hội đồng | Sở Nội vụ\nLê Thảo\t\tSở Tài chính"
    )
    assert members == [
        Member("Nguyễn Thị Hạnh", "chair", "Sở Nội vụ"),
        Member("Lê Thảo", "member", "Sở Tài chính"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("A | Chủ tịch\nB | vua", "Chưa đọc được"),
        ("A\nB", "đúng một chủ tịch"),
        ("A | Chủ tịch\nB | Chủ tịch", "đúng một chủ tịch"),
        ("A | Chủ tịch\nB\nb", "ghi hai lần"),
    ],
)
def test_a_council_that_cannot_be_is_refused_in_words(text: str, what: str) -> None:
    with pytest.raises(Refused) as refused:
        read_members(text)
    assert what in refused.value.what


@pytest.mark.parametrize(
    ("votes", "what"),
    [
        (["agree"] * 3 + ["disagree"] * 2, "passed"),
        (["agree"] * 2 + ["disagree"] * 3, "revise"),
        (["agree"] * 2 + ["abstain"] * 2 + ["absent"], "revise"),
    ],
)
def test_more_than_half_of_all_members_decide_whoever_is_away(votes: list[str], what: str) -> None:
    assert outcome(votes) == what
